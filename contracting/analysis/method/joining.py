"""The joining of both efficiencies as data: the matrix, its recommendations, what outranks it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracting.analysis.method.social import SocialMethod, texts, unique

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

SIDE = 3
MISSING = ("headline", "economic", "social", "no_reason")


@dataclass(frozen=True, slots=True)
class Axis:
    """A row or a column of the matrix: the classes that fall into it."""

    code: str
    label: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A case of the matrix: what to do, in words for the council, and what comes first.

    `against`: it advises not to hand the task over as it is.
    """

    code: str
    row: str
    column: str
    label: str
    headline: str
    text: str
    first: tuple[str, ...]
    against: bool = False


@dataclass(frozen=True, slots=True)
class Outranking:
    """An answer to a verdict that outranks the matrix."""

    question: str
    answer: str
    headline: str
    text: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """The whole matrix (mkus.md 5.6) with the words around it."""

    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    cells: tuple[Cell, ...]
    verdicts: tuple[Outranking, ...]
    missing_headline: str
    missing_economic: str
    missing_social: str
    no_reason: str
    price_label: str
    price_text: str
    indicator_label: str
    indicator_text: str

    def cell(self, row: str, column: str) -> Cell:
        """Return the cell where a row and a column cross."""
        return next(one for one in self.cells if (one.row, one.column) == (row, column))

    def cell_of(self, economic: str, social: str) -> Cell:
        """Return the cell of two classes. Raises KeyError for a class that no axis has."""
        return self.cell(_holding(self.rows, economic), _holding(self.columns, social))


def _holding(axis: tuple[Axis, ...], cls: str) -> str:
    found = next((one.code for one in axis if cls in one.classes), None)
    if found is None:
        raise KeyError(cls)
    return found


def read_joining(
    reader: "Reader", social: SocialMethod, verdicts: dict[str, tuple[str, ...]]
) -> Joining:
    """Return the content of `joining.toml`; `verdicts` are the questions with their answers.

    Raises MethodError naming file and key.
    """
    rows, columns = _axis(reader, "row"), _axis(reader, "column")
    classes = sorted(cls for one in columns for cls in one.classes)
    if classes != sorted(one.code for one in social.classes):
        reader.fail("lista „column”: klasy nie są tymi z pliku social.toml")
    missing, price, indicator = (
        _texts_of(reader, key, wanted)
        for key, wanted in (
            ("missing", MISSING),
            ("price", ("label", "text")),
            ("indicator", ("label", "text")),
        )
    )
    joining = Joining(
        rows=rows,
        columns=columns,
        cells=_cells(reader, rows, columns),
        verdicts=tuple(_outranking(one, verdicts) for one in reader.each("verdict", "question")),
        missing_headline=missing["headline"],
        missing_economic=missing["economic"],
        missing_social=missing["social"],
        no_reason=missing["no_reason"],
        price_label=price["label"],
        price_text=price["text"],
        indicator_label=indicator["label"],
        indicator_text=indicator["text"],
    )
    reader.finish()
    return joining


def _texts_of(reader: "Reader", key: str, wanted: tuple[str, ...]) -> dict[str, str]:
    raw: dict[str, str] = reader.take(key, dict)
    for name in wanted:
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            reader.fail(f"brak klucza „{key}.{name}”")
    unknown = set(raw) - set(wanted)
    if unknown:
        reader.fail(f"nieznany klucz „{key}.{min(unknown)}”")
    return raw


def _axis(reader: "Reader", key: str) -> tuple[Axis, ...]:
    found = []
    for one in reader.each(key, "code"):
        found.append(Axis(one.take("code", str), one.take("label", str), texts(one, "classes")))
        one.finish()
    if len(found) != SIDE:
        reader.fail(f"lista „{key}” ma mieć {SIDE} pozycje")
    unique(reader, key, [one.code for one in found])
    unique(reader, f"{key}.classes", [cls for one in found for cls in one.classes])
    return tuple(found)


def _cells(reader: "Reader", rows: tuple[Axis, ...], columns: tuple[Axis, ...]) -> tuple[Cell, ...]:
    found: dict[tuple[str, str], Cell] = {}
    for one in reader.each("cell", "code"):
        cell = Cell(
            code=one.take("code", str),
            row=one.take("row", str),
            column=one.take("column", str),
            label=one.take("label", str),
            headline=one.take("headline", str),
            text=one.take("text", str),
            first=texts(one, "first"),
            against=one.take("against", bool, default=False),
        )
        if (cell.row, cell.column) in found:
            one.fail("to pole matrycy już jest")
        found[cell.row, cell.column] = cell
        one.finish()
    wanted = {(row.code, column.code) for row in rows for column in columns}
    for row, column in sorted(wanted ^ set(found)):
        reader.fail(f"lista „cell”: brak pola albo nie ma takiego pola: „{row}” × „{column}”")
    unique(reader, "cell", [one.code for one in found.values()])
    return tuple(found.values())


def _outranking(reader: "Reader", verdicts: dict[str, tuple[str, ...]]) -> Outranking:
    question, answer = reader.take("question", str), reader.take("answer", str)
    if answer not in verdicts.get(question, ()):
        reader.fail(f"klucz „answer”: pytanie „{question}” nie ma odpowiedzi „{answer}”")
    found = Outranking(
        question,
        answer,
        headline=reader.take("headline", str),
        text=reader.take("text", str),
        first=texts(reader, "first"),
    )
    reader.finish()
    return found
