"""The project package and the ground floor: knows nothing of the rooms above it."""
