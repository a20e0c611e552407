"""Words and widgets of evaluation's forms."""
