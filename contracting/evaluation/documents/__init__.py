"""Documents of evaluation, a module for each part of it."""
