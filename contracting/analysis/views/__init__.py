"""Pages of an analysis."""
