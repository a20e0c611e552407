"""What an analysis lacks, and what both efficiencies come to. No database, no clock."""
