"""The engine under every long form: versions per field and cell, clash, history."""
