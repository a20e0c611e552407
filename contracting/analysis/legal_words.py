"""Legal numbers inside a text, as they stand on a day: `{prawo:KEY}` becomes words."""

import re
from collections.abc import Iterable
from datetime import date

from contracting.analysis.method.guide import LAW
from mkus_portal.law.registry import register
from mkus_portal.web.pages.law import value_in_words

WHOLE_AMOUNT = re.compile(r",00(?=\s*zł)")


def law_value(key: str, day: date) -> str:
    """Return a parameter's value in words. Raises KeyError, NotInForceError."""
    parameter = register.parameters[key]
    return WHOLE_AMOUNT.sub("", value_in_words(parameter, parameter.at(day)))


def with_law(text: str, day: date) -> str:
    """Return the text with its legal numbers."""
    return LAW.sub(lambda found: law_value(found[1], day), text)


def all_with_law(texts: Iterable[str], day: date) -> tuple[str, ...]:
    """Return the texts with their legal numbers."""
    return tuple(with_law(one, day) for one in texts)


def keys_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that texts name, each once, in their order."""
    return tuple(dict.fromkeys(key for text in texts for key in LAW.findall(text)))


def law_lines(keys: Iterable[str], day: date) -> tuple[tuple[str, str, str], ...]:
    """Return label, value and citation of each parameter."""
    return tuple(
        (register.parameters[key].label, law_value(key, day), register.parameters[key].cite)
        for key in keys
    )
