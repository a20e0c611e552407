"""The number of a document as two lists of documents compare it."""

import re

from mkus_portal.folding import folded

LONGEST = 100
_PIECES = re.compile(r"[0-9]+|[A-Z]+")


def folded_number(number: str) -> str:
    """Return the number for comparing: `FV 001/05/2026` and `fv-1/5/2026` are `FV1/5/2026`.

    Capital letters and digits without idle zeros. A stroke stays between two groups of digits,
    whatever stood there, else `1/12/2026` and `11/2/2026` would be one document.
    """
    whole, last_is_digits = "", False
    for piece in _PIECES.findall(folded(number).upper()):
        is_digits = piece.isdigit()
        between = "/" if is_digits and last_is_digits else ""
        whole += between + (piece.lstrip("0") or "0" if is_digits else piece)
        last_is_digits = is_digits
    return whole[:LONGEST]


def folded_name(name: str) -> str:
    """Return an issuer's name for comparing: plain small letters and digits alone."""
    return "".join(letter for letter in folded(name) if letter.isalnum())
