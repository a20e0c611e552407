"""Browsers for the people of settlements; strict templates."""

from tests.contracting.contracts.conftest import browser_of, strict

__all__ = ("browser_of", "strict")
