"""The demonstration: its clock, its mailbox, its invented people. Refused in production."""
