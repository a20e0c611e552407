"""The machinery of legal parameters and deadlines; the numbers stand in each room's `law.py`."""
