"""What an analysis lacks and how far it is: pure calculation over the method and the answers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from contracting.analysis.method import Item, Question, Stage

SPACES = str.maketrans("", "", "\u00a0\u202f ")
PLAIN = re.compile(r"[+\-−]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row with its texts by column."""

    pk: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return a cell's text without spaces around it; empty where nobody wrote."""
        return self.cells.get(column, "").strip()

    @property
    def says_something(self) -> bool:
        """Whether any cell has a text."""
        return any(text.strip() for text in self.cells.values())


@dataclass(frozen=True, slots=True)
class Filled:
    """All answers of an analysis: texts by place, rows by table, what each module lacks."""

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[FilledRow, ...]] = field(default_factory=dict)
    modules: Mapping[str, tuple["Gap", ...]] = field(default_factory=dict)

    def text(self, place: str) -> str:
        """Return an answer's text without spaces around it; empty where nobody wrote."""
        return self.texts.get(place, "").strip()

    def said(self, item: Item) -> tuple[FilledRow, ...]:
        """Return the rows of a table that say something, in their order."""
        return tuple(row for row in self.rows.get(item.place, ()) if row.says_something)

    def has(self, item: Item) -> bool:
        """Whether an input is answered; a module, when it lacks nothing."""
        if item.is_module:
            return self.modules.get(item.module) == ()
        return bool(self.said(item)) if item.is_table else bool(self.text(item.place))

    def lacks(self, item: Item) -> tuple["Gap", ...]:
        """Return what a module lacks; nothing for one that nobody has registered."""
        return self.modules.get(item.module, ())


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: the question, a sentence, the place, and the module that has it."""

    question: str
    sentence: str
    place: str
    module: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions have all that they need."""

    done: int
    whole: int

    @property
    def words(self) -> str:
        """Say it as the page does."""
        return f"Pytania z kompletną odpowiedzią: {self.done} z {self.whole}"


def numbered(stages: Iterable[Stage], commissioning_type: str) -> list[tuple[str, Question]]:
    """Return the type's questions with their numbers (1.1, 1.2 … 2.1); verdicts have none.

    The steps of a stage are numbered on.
    """
    counts: dict[str, int] = {}
    found = []
    for stage in stages:
        for question in stage.questions_for(commissioning_type):
            counts[stage.number] = counts.get(stage.number, 0) + (not question.verdict)
            number = "" if question.verdict else f"{stage.number}.{counts[stage.number]}"
            found.append((number, question))
    return found


def gaps(stages: Iterable[Stage], commissioning_type: str, filled: Filled) -> list[Gap]:
    """Return what is missing for the report to be complete, in the order of the questions."""
    return [
        gap
        for number, question in numbered(stages, commissioning_type)
        for gap in question_gaps(number, question, filled, commissioning_type)
    ]


def question_gaps(
    number: str, question: Question, filled: Filled, commissioning_type: str
) -> Iterator[Gap]:
    """Yield what one question lacks: required inputs, then cells of rows that were begun."""
    name = f"Pytanie {number}" if number else "Werdykt"
    required = question.is_required(commissioning_type)
    if required and question.any_item:
        if not any(filled.has(item) for item in question.items):
            yield Gap(question.code, f"{name}: {question.missing}", question.items[0].place)
    elif required:
        for item in question.items:
            if item.required:
                yield from _item_gaps(name, question, item, filled)
    for item in question.items:
        yield from _row_gaps(name, question, item, filled)
        yield from _sum_gaps(name, question, item, filled)


def _item_gaps(name: str, question: Question, item: Item, filled: Filled) -> Iterator[Gap]:
    if item.is_module:
        for gap in filled.lacks(item):
            yield Gap(question.code, f"{name}: {gap.sentence}", gap.place, item.module)
    elif not filled.has(item):
        yield Gap(question.code, f"{name}: {item.missing}", item.place)


def _sum_gaps(name: str, question: Question, item: Item, filled: Filled) -> Iterator[Gap]:
    """Yield that a column does not come to what it must, once all its cells are numbers."""
    if not item.sum_column or not filled.said(item):
        return
    numbers = [number_of(row.text(item.sum_column)) for row in filled.said(item)]
    total = sum((one for one in numbers if one is not None), Decimal(0))
    if None in numbers or total == item.sum_to:
        return
    label = next(one.label for one in item.columns if one.code == item.sum_column)
    shown = f"{total:f}".replace(".", ",")
    sentence = f"{name}: kolumna „{label}” daje razem {shown}, a ma dać {item.sum_to}."
    yield Gap(question.code, sentence, item.place)


def _row_gaps(name: str, question: Question, item: Item, filled: Filled) -> Iterator[Gap]:
    for position, row in enumerate(filled.rows.get(item.place, ()), 1):
        if not row.says_something:
            continue
        for column in item.columns:
            if column.required and not row.text(column.code):
                sentence = (
                    f"{name}, {item.label.lower()}, wiersz {position}:"
                    f" uzupełnij pole „{column.label}”."
                )
                yield Gap(question.code, sentence, f"{item.place}:{row.pk}:{column.code}")


def progress(stages: Iterable[Stage], commissioning_type: str, filled: Filled) -> Progress:
    """Return how many of the type's questions are answered with nothing missing.

    One that may be left out counts once somebody has begun it.
    """
    asked = [
        (number, question)
        for number, question in numbered(stages, commissioning_type)
        if question.is_required(commissioning_type)
        or any(filled.has(item) for item in question.items)
    ]
    done = sum(
        any(filled.has(item) for item in question.items)
        and not any(question_gaps(number, question, filled, commissioning_type))
        for number, question in asked
    )
    return Progress(done, len(asked))


def number_of(text: str) -> Decimal | None:
    """Return a number as people write it, with a comma and spaces; None for anything else."""
    plain = text.strip().translate(SPACES).replace(",", ".").removesuffix("zł")
    return Decimal(plain.replace("−", "-")) if PLAIN.fullmatch(plain) else None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row with the product of two of its cells, as a register of risks shows it."""

    row: FilledRow
    level: int


def ranked(item: Item, filled: Filled) -> tuple[Ranked, ...]:
    """Return the rows of a table that ranks them, the greatest product first; 0: not yet rated."""
    found = [Ranked(row, _level(item, row)) for row in filled.said(item)]
    return tuple(sorted(found, key=lambda one: -one.level))


def _level(item: Item, row: FilledRow) -> int:
    factors = [row.text(column) for column in item.product]
    return prod(int(one) for one in factors) if all(one.isdecimal() for one in factors) else 0
