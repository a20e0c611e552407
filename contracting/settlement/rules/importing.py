"""A list of accounting documents read from text: rows, and what is wrong with each. Pure."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.settlement.models import SOURCES, ExpenseDocument
from contracting.settlement.numbers import folded_name, folded_number
from contracting.settlement.rules.cells import (
    ZERO,
    Unread,
    amount_of,
    cost_of,
    day_of,
    kind_of,
    payment_of,
)
from contracting.settlement.rules.columns import COLUMNS, Heading, heading_of, read_heading
from contracting.settlement.rules.items import expense_faults
from contracting.settlement.rules.ksef import checked_ksef
from mkus_portal.folding import folded
from mkus_portal.identifiers import checked_nip
from mkus_portal.spreadsheets import HEADING_WITHIN, LONGEST_TEXT, TOO_LONG, cells_of

MOST_ROWS = 2000
SUMS = ("razem", "suma", "ogolem", "lacznie")
TEXTS = ("document_number", "issuer_name", "name")
AMOUNTS = ("gross", *SOURCES)
DAYS = ("issued_on", "paid_on")
NEEDED = ("document_number", "issued_on", "issuer_name", "name", "line", "gross")
LIMITS: Mapping[str, int] = {
    one.name: one.max_length or 0
    for one in ExpenseDocument._meta.concrete_fields  # noqa: SLF001 - Django's own
    if one.name in TEXTS
}
NO_HEADING = (
    "Nie ma wiersza z nagłówkami kolumn. W pierwszym wierszu powinny stać nazwy, np.:"
    f" {', '.join(heading_of(name) for name in COLUMNS)}."
)
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: in which row of the sheet (0: in the whole list), in which column."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = [f"wiersz {self.row}" if self.row else "", self.column]
        place = ", ".join(one for one in where if one)
        return f"{place}: {self.sentence}" if place else self.sentence


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: its number in the sheet, its cells, what they say, its faults.

    `skipped` says why it is left out: it is in the ledger already, or stands twice in the list.
    """

    place: int
    cells: Mapping[str, str]
    given: Mapping[str, Any]
    faults: tuple[Fault, ...] = ()
    skipped: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it will be entered."""
        return not self.faults and not self.skipped


@dataclass(frozen=True, slots=True)
class Parsed:
    """The whole list; `faults` are those of the list itself."""

    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()
    ignored: tuple[str, ...] = ()
    new: tuple[Row, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "new", tuple(row for row in self.rows if row.is_new))

    @property
    def all_faults(self) -> list[Fault]:
        """Every fault, from the top of the list."""
        return [*self.faults, *(fault for row in self.rows for fault in row.faults)]

    @property
    def total(self) -> Decimal:
        """What the new rows charge to the grant, PLN."""
        return sum((row.given["from_grant"] for row in self.new), ZERO)


def key_of(given: Mapping[str, Any]) -> Key:
    """Return by what a row is known again: document, issuer, cost, amounts."""
    return (
        folded_number(given["document_number"]),
        given["issuer_nip"] or folded_name(given["issuer_name"]),
        given["line"],
        given["gross"],
        *(given[source] for source in SOURCES),
    )


def parse(
    text: str, numbers: Mapping[str, int], day: date, known: frozenset[Key] = frozenset()
) -> Parsed:
    """Read a pasted or uploaded list. `numbers` maps `I.1.2` to the cost's key, `day` is today.

    `known` are the keys of the rows that the ledger has.
    """
    if len(text) > LONGEST_TEXT:
        return _refused(TOO_LONG)
    try:
        lines = cells_of(text)
    except csv.Error:
        return _refused("Nie da się odczytać tego tekstu jako tabeli: sprawdź cudzysłowy.")
    at, heading = _find_heading(lines)
    if heading is None:
        return _refused(NO_HEADING if any(map(any, lines)) else "Wykaz jest pusty.")
    faults = [*(f"Brakuje kolumny „{one}”." for one in heading.missing)]
    faults += [f"Kolumna „{one}” jest dwa razy." for one in heading.twice]
    if faults:
        return Parsed(faults=tuple(Fault(0, "", one) for one in faults), ignored=heading.unknown)
    found = [
        (place, cells)
        for place, line in enumerate(lines[at + 1 :], at + 2)
        if _says_something(cells := _by_field(heading, line))
    ]
    if len(found) > MOST_ROWS:
        return _refused(f"Jednym razem można wczytać najwyżej {MOST_ROWS} wierszy.")
    if not found:
        return _refused("Pod nagłówkami nie ma żadnego wiersza.")
    lines_of_plan = frozenset(numbers.values())
    read = (_read(place, cells, numbers, lines_of_plan, day) for place, cells in found)
    return Parsed(rows=_without_known(list(read), known), ignored=heading.unknown)


def _refused(sentence: str) -> Parsed:
    return Parsed(faults=(Fault(0, "", sentence),))


def _find_heading(lines: list[list[str]]) -> tuple[int, Heading | None]:
    for at, line in enumerate(lines[:HEADING_WITHIN]):
        heading = read_heading(line)
        if heading.is_recognised:
            return at, heading
    return 0, None


def _by_field(heading: Heading, line: list[str]) -> dict[str, str]:
    """Return the row's cells by field; a column that is not there is empty."""
    places = {name: heading.places.get(name, len(line)) for name in COLUMNS}
    return {name: line[place] if place < len(line) else "" for name, place in places.items()}


def _says_something(cells: Mapping[str, str]) -> bool:
    """Whether the row is one of documents: neither empty nor a sum below them."""
    if not any(cells[name] for name in (*TEXTS, "issued_on", "line")):
        return False
    is_bare = not cells["issued_on"] and not cells["line"]
    return not (is_bare and any(_first_word(cell) in SUMS for cell in cells.values()))


def _first_word(cell: str) -> str:
    return folded(cell.split(" ", maxsplit=1)[0]).rstrip(":.")


def _read(
    place: int,
    cells: Mapping[str, str],
    numbers: Mapping[str, int],
    lines: frozenset[int],
    day: date,
) -> Row:
    given: dict[str, Any] = {name: cells.get(name, "") for name in TEXTS}
    found: list[tuple[str, str]] = []

    def take(name: str, reader: Callable[[str], Any]) -> None:
        try:
            given[name] = reader(cells.get(name, ""))
        except Unread as error:
            found.append((name, str(error)))
            given[name] = None

    for name in AMOUNTS:
        take(name, amount_of)
    for name in DAYS:
        take(name, day_of)
    take("line", lambda cell: cost_of(cell, numbers))
    take("kind", kind_of)
    take("payment", payment_of)
    given["issuer_nip"], _ = checked_nip(cells.get("issuer_nip", ""))
    given["ksef_number"], _ = checked_ksef(cells.get("ksef_number", ""), given["issuer_nip"])
    unread = {name for name, _ in found}
    found += [
        (name, "wpisz, tego brakuje.")
        for name in NEEDED
        if name not in unread and given[name] in (None, "")
    ]
    found += [
        (name, f"najwyżej {LIMITS[name]} znaków.")
        for name in TEXTS
        if len(given[name]) > LIMITS[name]
    ]
    if not unread.intersection(SOURCES):
        found += _in_small_letters(expense_faults(given, lines, day))
    given |= {source: given[source] or ZERO for source in SOURCES}
    faults = tuple(Fault(place, heading_of(name), sentence) for name, sentence in found)
    return Row(place, cells, given, faults)


def _in_small_letters(faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the sentences as they stand after a colon; abbreviations keep their capitals."""
    return [
        (name, said if said[:2].isupper() else said[:1].lower() + said[1:]) for name, said in faults
    ]


def _without_known(rows: list[Row], known: frozenset[Key]) -> tuple[Row, ...]:
    """Mark the rows that the ledger has, and those that repeat a row above."""
    seen: dict[Key, int] = {}
    marked = []
    for row in rows:
        skipped = ""
        if not row.faults:
            key = key_of(row.given)
            if key in known:
                skipped = "już w rejestrze"
            elif key in seen:
                skipped = f"taki sam jak wiersz {seen[key]}"
            seen.setdefault(key, row.place)
        marked.append(Row(row.place, row.cells, row.given, row.faults, skipped))
    return tuple(marked)
