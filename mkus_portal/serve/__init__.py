"""`python -m mkus_portal.serve`: the embedded portal, one command that starts all its parts."""
