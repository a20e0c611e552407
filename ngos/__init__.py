"""Organisations: who they are, who may sign for them, who works in them."""
