"""Letters that leave with the transaction, and Duties: what waits for whom."""
