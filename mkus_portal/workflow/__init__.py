"""Moves between states: who may, when, why not, and what was done."""
