"""Forms of reports, of the ledger, of returns and inspections."""
