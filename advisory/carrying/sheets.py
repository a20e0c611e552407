"""The six lists of a programme, their columns, and reading one of them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from advisory.carrying import cells
from advisory.carrying.cells import Reader, Unread
from advisory.consultations.models import MOST_KM, MOST_MINUTES, Consultation
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.programmes.models import Unit
from contracting.analysis.models import CommissioningType

LONGEST_TEXT = 20_000
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: in which list, in which row (0: the list itself), in which column."""

    sheet: str
    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = [self.sheet, f"wiersz {self.row}" if self.row else "", self.column]
        return f"{', '.join(one for one in where if one)}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file (the heading is 1), and what it says by column."""

    place: int
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: the file's name, its columns with their readers, the columns that name a row.

    `optional` columns may be missing: then they are read as empty cells.
    """

    name: str
    columns: Mapping[str, Reader]
    key: tuple[str, ...] = ()
    optional: Mapping[str, Reader] = field(default_factory=dict)

    @property
    def readers(self) -> dict[str, Reader]:
        """All columns, the optional ones last."""
        return {**self.columns, **self.optional}

    @property
    def file_name(self) -> str:
        """The file in the folder."""
        return f"{self.name}.csv"


def _people(*sectors: str) -> dict[str, Reader]:
    return {f"people_{one}": cells.people for one in sectors}


UNITS = Sheet(
    "units",
    {
        "code": cells.code(60),
        "name": cells.text(150, needed=True),
        "kind": cells.choice(dict(Unit.Kind.choices)),
        "commissioning_type": cells.choice(dict(CommissioningType.choices)),
        "agreement_signed_on": cells.day_or_none,
    },
    ("code",),
)
ADVISERS = Sheet(
    "advisers",
    {
        "code": cells.code(40),
        "name": cells.text(150, needed=True),
        "organisation": cells.text(200),
    },
    ("code",),
)
ASSIGNMENTS = Sheet(
    "assignments",
    {
        "unit_code": cells.code(60),
        "adviser_code": cells.code(40),
        "valid_from": cells.day,
        "valid_to": cells.day_or_none,
        "hours_limit": cells.hours_limit,
    },
    ("unit_code", "adviser_code", "valid_from"),
)
CONSULTATIONS = Sheet(
    "consultations",
    {
        "unit_code": cells.code(60),
        "adviser_code": cells.code(40),
        "date": cells.day,
        "start": cells.hour_or_none,
        "hours": cells.hours,
        "form": cells.choice(dict(Consultation.Form.choices)),
        **_people("office", "ngo"),
        "subject": cells.text(250, needed=True),
        "findings": cells.text(LONGEST_TEXT),
        "next_step": cells.text(250),
        "next_step_due": cells.day_or_none,
    },
    optional={
        **_people("university", "other"),
        "travel_km": cells.whole(MOST_KM, "kilometry dojazdu"),
        "travel_minutes": cells.whole(MOST_MINUTES, "minuty dojazdu"),
        "agenda": cells.text(LONGEST_TEXT),
    },
)
EVENTS = Sheet(
    "events",
    {
        "code": cells.code(40),
        "kind": cells.choice(dict(Event.Kind.choices)),
        "title": cells.text(200, needed=True),
        "date_from": cells.day,
        "date_to": cells.day,
        "place": cells.text(200),
        "unit_codes": cells.codes(60),
        **_people("office", "ngo", "university", "other"),
        "estimated": cells.yes_no,
    },
    ("code",),
)
EXPERTISES = Sheet(
    "expertises",
    {
        "unit_code": cells.code(60),
        "kind": cells.choice(dict(Expertise.Kind.choices)),
        "ordered_on": cells.day,
        "delivered_on": cells.day_or_none,
    },
)
SHEETS = (UNITS, ADVISERS, ASSIGNMENTS, CONSULTATIONS, EVENTS, EXPERTISES)


def read_sheet(sheet: Sheet, text: str) -> tuple[list[Row], list[Fault]]:
    """Return the rows of a list with all that is wrong in it; rows at fault are left out."""

    def fault(sentence: str, place: int = 0, column: str = "") -> Fault:
        return Fault(sheet.file_name, place, column, sentence)

    try:
        lines = _lines(text)
    except csv.Error:
        return [], [fault("nie da się odczytać tabeli: sprawdź cudzysłowy.")]
    if not lines:
        return [], [fault("plik jest pusty.")]
    heading = lines[0][1]
    faults = [fault(sentence) for sentence in _faults_of_heading(heading, sheet)]
    if faults:
        return [], faults
    rows = []
    for place, line in lines[1:]:
        given, unread = _read_row(sheet, heading, line)
        faults += [fault(sentence, place, column) for column, sentence in unread]
        if not unread:
            rows.append(Row(place, given))
    return rows, faults + _repeated(sheet, rows)


def _read_row(
    sheet: Sheet, heading: Sequence[str], line: Sequence[str]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return what a row says by column, and (column, sentence) for what it does not."""
    if len(line) != len(heading):
        return {}, [("", f"ma {len(line)} komórek zamiast {len(heading)}.")]
    said = dict(zip(heading, line, strict=True))
    given: dict[str, Any] = {}
    unread = []
    for name, read in sheet.readers.items():
        try:
            given[name] = read(said.get(name, ""))
        except Unread as error:
            unread.append((name, str(error)))
    return given, unread


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows that say something with their numbers. Raises csv.Error."""
    plain = text.removeprefix("\ufeff")
    head = plain.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    found = csv.reader(StringIO(plain, newline=""), delimiter=delimiter, strict=True)
    numbered = ((place, [cell.strip() for cell in line]) for place, line in enumerate(found, 1))
    return [(place, line) for place, line in numbered if any(line)]


def _faults_of_heading(heading: Sequence[str], sheet: Sheet) -> list[str]:
    wanted = list(sheet.readers)
    missing = [one for one in sheet.columns if one not in heading]
    unknown = [one for one in heading if one not in wanted]
    twice = sorted({one for one in heading if heading.count(one) > 1})
    return [
        *(f"brakuje kolumny „{one}”." for one in missing),
        *(f"nie ma kolumny „{one}”; są: {', '.join(wanted)}." for one in unknown),
        *(f"kolumna „{one}” jest dwa razy." for one in twice),
    ]


def _repeated(sheet: Sheet, rows: Sequence[Row]) -> list[Fault]:
    seen: dict[tuple[Any, ...], int] = {}
    faults = []
    for row in rows:
        key = tuple(row.given[name] for name in sheet.key)
        if key and key in seen:
            said = f"to samo stoi już w wierszu {seen[key]}."
            faults.append(Fault(sheet.file_name, row.place, sheet.key[0], said))
        seen.setdefault(key, row.place)
    return faults
