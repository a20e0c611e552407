"""Browsers for the people of settlements."""

from tests.contracting.contracts.conftest import browser_of

__all__ = ("browser_of",)
