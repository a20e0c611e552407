"""Verdicts as the rooms above know them; they stand on the ground for accounts and offices too."""

from mkus_portal.verdict import ALLOWED, Verdict, first_refusal, refused

__all__ = ("ALLOWED", "Verdict", "first_refusal", "refused")
