"""A version of the method: types of commissioning, a stage, its questions and their inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CommissioningHints:
    """A type of commissioning: when to choose it and what it is (mkus.md 2.1–2.5)."""

    code: str
    label: str
    of_what: str
    definition: str
    unit: str
    basis: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a repeated row."""

    code: str
    label: str
    kind: str
    required: bool = True
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An input of a question: a text, a number, a choice, or a table of rows.

    `place` is where drafting keeps it: the question's key, with the item's own code after a dot.
    """

    place: str
    label: str
    kind: str
    required: bool = True
    missing: str = ""
    choices: Choices = ()
    add_label: str = ""
    columns: tuple[Column, ...] = ()

    @property
    def is_table(self) -> bool:
        """Whether its answer is a list of rows."""
        return self.kind == "table"


@dataclass(frozen=True, slots=True)
class Question:
    """A key question with its inputs. `types` empty: for every type.

    `any_item`: one answered input is enough, and `missing` is said when there is none.
    """

    code: str
    text: str
    hint: str
    source: str
    items: tuple[Item, ...]
    types: tuple[str, ...] = ()
    required: bool = True
    any_item: bool = False
    missing: str = ""
    verdict: str = ""

    def is_for(self, commissioning_type: str) -> bool:
        """Whether the question is asked for the type."""
        return not self.types or commissioning_type in self.types


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its fixed introduction, its master questions and its key questions."""

    code: str
    title: str
    intro: str
    master: tuple[str, ...]
    questions: tuple[Question, ...]

    def questions_for(self, commissioning_type: str) -> tuple[Question, ...]:
        """Return the questions asked for the type, in their order."""
        return tuple(one for one in self.questions if one.is_for(commissioning_type))


@dataclass(frozen=True, slots=True)
class ReportPlaces:
    """Which answers the report quotes outside the stages: goal, the state today and after."""

    goal: str
    today: str
    after: str


@dataclass(frozen=True, slots=True)
class Method:
    """One version of the method; an analysis keeps the version that it was started with."""

    version: str
    valid_from: date
    name: str
    origin: str
    scope: str
    notes: tuple[tuple[str, str], ...]
    verdicts: Choices
    types: Mapping[str, CommissioningHints]
    stage1: Stage
    report: ReportPlaces
