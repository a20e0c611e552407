"""Finding in a text what looks personal, so that a person looks at it before it goes out.

What is not personal may be found too; a clear pattern may not be missed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from contracting.analysis.rules.first_names import FIRST_NAMES
from mkus_portal.folding import folded

EMAIL, PHONE, PESEL, NIP = "adres e-mail", "numer telefonu", "PESEL", "NIP"
ACCOUNT, DOCUMENT = "numer rachunku", "numer dokumentu"
NAME, HOME = "imię lub nazwisko", "adres mieszkania"
BIG, ANY = "A-ZĄĆĘŁŃÓŚŹŻ", r"[^\W\d_]"
GAP = r"[\s\-.–]?"
PATTERNS = (
    (
        EMAIL,
        re.compile(
            r"[^\s@,;()<>]{1,64}\s?(?:@|[(\[](?:at|małpa)[)\]])\s?[^\s@,;()<>]+", re.IGNORECASE
        ),
    ),
    (ACCOUNT, re.compile(rf"(?<![\d])(?:PL\s?)?\d{{2}}(?:{GAP}\d{{4}}){{6}}(?!\d)", re.IGNORECASE)),
    (PHONE, re.compile(rf"(?:\+|(?<!\d)00)\s?\d{{1,3}}(?:{GAP}[()]?\d){{7,11}}(?!\d)")),
    (PESEL, re.compile(r"(?<!\d)\d{6}[\s-]?\d{5}(?!\d)")),
    (
        NIP,
        re.compile(
            rf"(?<!\d)(?:PL\s?)?(?:\d{{3}}{GAP}\d{{3}}{GAP}\d{{2}}{GAP}\d{{2}}"
            rf"|\d{{3}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}\d{{3}})(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (PHONE, re.compile(rf"\(?0?{GAP}\b\d{{2}}\)?{GAP}\d{{3}}{GAP}\d{{2}}{GAP}\d{{2}}(?!\d)")),
    (PHONE, re.compile(rf"(?<!\d)\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}(?!\d)")),
    (
        PHONE,
        re.compile(
            r"\b(?:tel|telefon\w*|kom|komórk\w*|fax|faks\w*)\b\D{0,20}\d(?:[\s\-./()]*\d){5,}",
            re.IGNORECASE,
        ),
    ),
    (PHONE, re.compile(r"(?<!\d)\d{3}[\s-]\d{2}[\s-]\d{2}(?!\d)")),
    (DOCUMENT, re.compile(r"\b[A-Z]{2,3}\s?\d{6,7}(?!\d)")),
    (
        HOME,
        re.compile(
            r"\b(?:ul|al|os|pl)\.\s*[^\s,]{1,40}(?:\s[^\s,]{1,40}){0,3}?\s+\d+\w?\s?(?:/|m\.?|lok\.?)\s?\d+",
            re.IGNORECASE,
        ),
    ),
    (
        NAME,
        re.compile(
            r"\b(?i:pan|pana|panu|panem|panie|panowie|panów|panom|panami|panach|pani|panią|paniom"
            r"|paniami|państwo|państwa|państwu|dr|mgr|inż|prof|hab|ks|mec|ob|p)\b\.?"
            r"(?:\s+(?:[a-ząćęłńóśźż-]{1,40}\.?)){0,3}"
            rf"\s+[{BIG}]{ANY}+(?:[\s-]+[{BIG}]{ANY}+){{0,2}}"
        ),
    ),
)
WORD = re.compile(rf"{ANY}+(?:-{ANY}+)*")
ENDINGS = 4
SHORTEST = 2
FLEETING = (("ek", "k"), ("ec", "c"), ("iec", "c"), ("el", "l"), ("er", "r"), ("iol", "l"))
PERSON_COLUMNS = frozenset({"person", "owner", "who", "partner"})
_OFFICES = """
biblioteka caritas centrum dom fundacja gmina gminny gminna gminne klub kolo komenda komisja
miejski miejska miejskie ochotnicza osrodek parafia policja polski polskie polska powiat
powiatowy powiatowe powiatowa przedsiebiorstwo rada spoldzielnia spolka starostwo
stowarzyszenie szkola szpital towarzystwo uniwersytet urzad wydzial zaklad zespol zwiazek
"""
ORGANISED = frozenset(_OFFICES.split())
WRITTEN = frozenset({"text", "long"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text, from `start` to before `end`, and what it looks like."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text; `kind` says what it looks like, empty for what looks like nothing."""

    text: str
    kind: str = ""


class Names:
    """Names ready to be recognised in their grammatical cases."""

    def __init__(self, words: Iterable[str]) -> None:
        parts = {part for word in words for part in word.split("-")}
        self.starts: dict[str, set[tuple[str, int]]] = {}
        for word in parts:
            for stem in stems_of(word):
                self.starts.setdefault(stem[:SHORTEST], set()).add((stem, len(folded(word))))

    @classmethod
    def of_people(cls, full_names: Iterable[str]) -> Self:
        """Take the surnames of people: the words after the first name."""
        found = []
        for name in full_names:
            words = [word for word in WORD.findall(name) if word[0].isupper()]
            found += [word for word in words[1:] or words if len(word) > SHORTEST]
        return cls(found)

    def has(self, word: str) -> bool:
        """Whether a word is one of the names in any of its cases."""
        return word[:1].isupper() and any(map(self._is_name, folded(word).split("-")))

    def _is_name(self, plain: str) -> bool:
        return any(
            plain.startswith(stem) and len(plain) <= length + ENDINGS
            for stem, length in self.starts.get(plain[:SHORTEST], ())
        )


def stems_of(word: str) -> Iterator[str]:
    """Yield what stays of a name in its cases: Kowalska and Kowalskiej, Dudek and Dudka.

    Of a name in -a also what stays when its consonant changes: Agnieszka and Agnieszce.
    """
    plain = folded(word)
    stem = plain.rstrip("aeiouy")
    stem = stem if len(stem) >= SHORTEST else plain
    yield stem
    if plain.endswith("a") and len(stem) > SHORTEST:
        yield stem[:-1]
    for ending, short in FLEETING:
        if plain.endswith(ending) and len(plain) > len(ending) + 1:
            yield plain.removesuffix(ending) + short


KNOWN_FIRST = Names(FIRST_NAMES)


def findings(text: str, names: Names, *, is_person: bool = False) -> tuple[Finding, ...]:
    """Return what looks personal, in order and without overlaps.

    `is_person` is for a cell in which people are named: two words with capitals are a name there.
    """
    found: list[Finding] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            _add(found, Finding(kind, *match.span()))
    for one in _named(text, names, is_person=is_person):
        _add(found, one)
    return tuple(sorted(found, key=lambda one: one.start))


def _add(found: list[Finding], one: Finding) -> None:
    if all(one.end <= other.start or other.end <= one.start for other in found):
        found.append(one)


def _named(text: str, names: Names, *, is_person: bool) -> Iterator[Finding]:
    """Yield known names with the capitals beside them, and first names followed by a capital."""
    words = list(WORD.finditer(text))
    is_person = is_person and not any(folded(word[0]) in ORGANISED for word in words)
    for at, match in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        pair = following is not None and _side_by_side(text, match, following)
        if (
            pair
            and following
            and (is_person or KNOWN_FIRST.has(match[0]) or names.has(following[0]))
        ):
            yield Finding(NAME, match.start(), following.end())
        elif names.has(match[0]):
            yield Finding(NAME, *match.span())


def _side_by_side(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether both words begin with capitals and only a space stands between them."""
    between = text[one.end() : other.start()]
    return one[0][0].isupper() and other[0][0].isupper() and between.strip(" \u00a0.") == ""


def pieces(text: str, found: Iterable[Finding]) -> tuple[Piece, ...]:
    """Return the text cut at what was found; put together it is the text again."""
    cut: list[Piece] = []
    at = 0
    for one in found:
        if one.start > at:
            cut.append(Piece(text[at : one.start]))
        cut.append(Piece(text[one.start : one.end], one.kind))
        at = one.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return tuple(cut)
