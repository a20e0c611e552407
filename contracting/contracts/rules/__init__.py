"""Pure calculation of contracts: the template's language, tranches, what an update changed."""
