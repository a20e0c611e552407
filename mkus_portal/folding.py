"""Text as searches compare it: the same on every database, without a full-text index."""

import unicodedata


def folded(text: str) -> str:
    """Return the text for searching: lower case, Polish letters as their plain ones.

    Letters are taken apart before they are made small, and once more after: some styled ones have
    no small letter of their own.
    """
    apart = unicodedata.normalize("NFKD", text).casefold().replace("ł", "l")
    plain = unicodedata.normalize("NFKD", apart)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
