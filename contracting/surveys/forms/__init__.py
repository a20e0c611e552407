"""Words and widgets of this room's forms."""
