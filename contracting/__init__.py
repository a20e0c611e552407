"""Contracting a public task out, step by step, in the order of the procedure."""
