"""The lists of this room as tables, on the screen and in a file."""
