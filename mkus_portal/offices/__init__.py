"""Local governments: offices, their units, their words and their people."""
