"""Forms of contracts: words and widgets."""
