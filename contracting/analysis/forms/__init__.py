"""Forms of an analysis: starting it, its modules, closing it."""
