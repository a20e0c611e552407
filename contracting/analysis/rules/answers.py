"""What an analysis lacks and how far it is: pure calculation over the method and the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contracting.analysis.method import Item, Question, Stage


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
    """All answers of an analysis: texts by place, rows by table."""

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[FilledRow, ...]] = field(default_factory=dict)

    def text(self, place: str) -> str:
        """Return an answer's text without spaces around it; empty where nobody wrote."""
        return self.texts.get(place, "").strip()

    def said(self, item: Item) -> tuple[FilledRow, ...]:
        """Return the rows of a table that say something, in their order."""
        return tuple(row for row in self.rows.get(item.place, ()) if row.says_something)

    def has(self, item: Item) -> bool:
        """Whether an input is answered."""
        return bool(self.said(item)) if item.is_table else bool(self.text(item.place))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: the question, a sentence, and the place where it is written."""

    question: str
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions have all that they need."""

    done: int
    whole: int

    @property
    def words(self) -> str:
        """Say it as the page does."""
        return f"Pytania z kompletną odpowiedzią: {self.done} z {self.whole}"


def numbered(stage: Stage, commissioning_type: str) -> list[tuple[str, Question]]:
    """Return the type's questions with their running numbers; verdicts have none."""
    number, found = 0, []
    for question in stage.questions_for(commissioning_type):
        number += not question.verdict
        found.append(("" if question.verdict else str(number), question))
    return found


def gaps(stage: Stage, commissioning_type: str, filled: Filled) -> list[Gap]:
    """Return what is missing for the report to be complete, in the order of the questions."""
    return [
        gap
        for number, question in numbered(stage, commissioning_type)
        for gap in question_gaps(number, question, filled)
    ]


def question_gaps(number: str, question: Question, filled: Filled) -> Iterator[Gap]:
    """Yield what one question lacks: required inputs, then cells of rows that were begun."""
    name = f"Pytanie {number}" if number else "Werdykt"
    if question.required and question.any_item:
        if not any(filled.has(item) for item in question.items):
            yield Gap(question.code, f"{name}: {question.missing}", question.items[0].place)
    elif question.required:
        for item in question.items:
            if item.required and not filled.has(item):
                yield Gap(question.code, f"{name}: {item.missing}", item.place)
    for item in question.items:
        yield from _row_gaps(name, question, item, filled)


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


def progress(stage: Stage, commissioning_type: str, filled: Filled) -> Progress:
    """Return how many of the type's questions are answered with nothing missing.

    One that may be left out counts once somebody has begun it.
    """
    asked = [
        (number, question)
        for number, question in numbered(stage, commissioning_type)
        if question.required or any(filled.has(item) for item in question.items)
    ]
    done = sum(
        any(filled.has(item) for item in question.items)
        and not any(question_gaps(number, question, filled))
        for number, question in asked
    )
    return Progress(done, len(asked))
