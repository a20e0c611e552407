"""Words that no line holds: they get places to break, or setting them would take minutes.

Looking for hyphens in one word of thousands of letters grows with the square of its length, and a
word that cannot be broken runs over the margin.
"""

import re
from collections.abc import Iterator

LONGEST_WORD = 60
PIECE = 30
BREAK = "<wbr>"
OUTSIDE_TEXT = re.compile(r"(<style.*?</style>|<!--.*?-->|<[^>]*>)", re.DOTALL)
LONG = re.compile(rf"(?:&[#\w]{{1,10}};|[^\s&]){{{LONGEST_WORD},}}")
SIGN = re.compile(r"&[#\w]{1,10};|[^\s]")


def with_breaks(html: str) -> str:
    """Return the page with a place to break after every few signs of a word that is too long."""
    parts = OUTSIDE_TEXT.split(html)
    return "".join(
        part if at % 2 else LONG.sub(lambda found: BREAK.join(_pieces(found[0])), part)
        for at, part in enumerate(parts)
    )


def _pieces(word: str) -> Iterator[str]:
    signs = SIGN.findall(word)
    for start in range(0, len(signs), PIECE):
        yield "".join(signs[start : start + PIECE])
