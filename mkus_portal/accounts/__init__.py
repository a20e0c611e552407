"""People, the roles they hold, the keys they were given."""
