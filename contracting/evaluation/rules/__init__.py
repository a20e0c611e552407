"""Pure calculation of evaluation: no database, no clock."""
