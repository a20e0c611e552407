"""Which criteria only some of the assessors have scored: named, never left out silently."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contracting.analysis.method.social import HIGHEST, LOWEST

MARKS = frozenset(str(mark) for mark in range(LOWEST, HIGHEST + 1))
UNKNOWN = "x"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cards score a criterion: in full, with „nie wiem”, or not (both sides or one)."""

    criterion: str
    cards: int
    full: int
    unknown: int

    @property
    def blank(self) -> int:
        """Return on how many cards a mark is missing without a word."""
        return self.cards - self.full - self.unknown

    @property
    def is_whole(self) -> bool:
        """Whether everybody has scored it in full."""
        return self.full == self.cards

    @property
    def words(self) -> str:
        """Say what is missing; empty where everybody has scored."""
        if self.is_whole:
            return ""
        counts = (("„nie wiem”", self.unknown), ("bez oceny", self.blank))
        rest = ", ".join(f"{label}: {count}" for label, count in counts if count)
        if not self.full:
            return f"nikt nie ocenił go w pełni, więc nie jest liczone ({rest})"
        return f"pełna ocena od {self.full} z {self.cards} osób ({rest})"


def coverage(
    codes: Sequence[str], sides: Sequence[str], cards: Iterable[Mapping[str, str]]
) -> tuple[Coverage, ...]:
    """Return the coverage of each criterion; a card maps `S01.after` to a mark, „x” or nothing."""
    given = list(cards)
    return tuple(_coverage(code, [_marks(card, code, sides) for card in given]) for code in codes)


def blanks(codes: Sequence[str], sides: Sequence[str], card: Mapping[str, str]) -> tuple[str, ...]:
    """Return the criteria at which a card lacks a mark and does not say „nie wiem” either."""
    return tuple(code for code in codes if _is_blank(_marks(card, code, sides)))


def _coverage(code: str, cards: Sequence[Sequence[str]]) -> Coverage:
    full = sum(_is_full(marks) for marks in cards)
    blank = sum(_is_blank(marks) for marks in cards)
    return Coverage(code, len(cards), full, len(cards) - full - blank)


def _marks(card: Mapping[str, str], code: str, sides: Sequence[str]) -> list[str]:
    return [card.get(f"{code}.{side}", "").strip() for side in sides]


def _is_full(marks: Sequence[str]) -> bool:
    return all(mark in MARKS for mark in marks)


def _is_blank(marks: Sequence[str]) -> bool:
    return not _is_full(marks) and UNKNOWN not in marks
