"""What a settlement computes: tables of the report, checks, interest. No database, no clock."""
