"""The support programme: units, advisers, consultations and their reports."""
