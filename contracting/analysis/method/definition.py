"""A version of the method: types of commissioning, a stage, its questions and their inputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracting.analysis.method.choice import ChoiceMethod
from contracting.analysis.method.economic import EconomicMethod
from contracting.analysis.method.guide import Guide
from contracting.analysis.method.joining import Joining
from contracting.analysis.method.plan import TypicalStep
from contracting.analysis.method.social import SocialMethod

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
    """A cell of a repeated row; kind `row` points at another row of the same table."""

    code: str
    label: str
    kind: str
    required: bool = True
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An input of a question: a text, a number, a choice, a table of rows, or a module.

    `place` is where drafting keeps it: the question's key, with the item's own code after a dot.
    `part` is its name in a file of `mkus-analysis/1`. A table may ask that its column
    `sum_column` comes to `sum_to`, and may rank its rows by the `product` of two columns. A module
    (`economic`, `social`, `survey`) has pages of its own and is no field of the draft.
    """

    place: str
    label: str
    kind: str
    required: bool = True
    missing: str = ""
    part: str = ""
    hint: str = ""
    choices: Choices = ()
    add_label: str = ""
    columns: tuple[Column, ...] = ()
    sum_column: str = ""
    sum_to: int = 0
    product: tuple[str, ...] = ()
    product_label: str = ""

    @property
    def is_table(self) -> bool:
        """Whether its answer is a list of rows."""
        return self.kind == "table"

    @property
    def is_module(self) -> bool:
        """Whether it is answered on pages of its own."""
        return self.kind == "module"

    @property
    def module(self) -> str:
        """The code of the module that it is; empty for any other input."""
        return self.place.partition(".")[2] if self.is_module else ""

    @property
    def is_text(self) -> bool:
        """Whether its answer is one text of the draft."""
        return not (self.is_table or self.is_module)


@dataclass(frozen=True, slots=True)
class Question:
    """A key question with its inputs. `types` empty: for every type.

    `any_item`: one answered input is enough, and `missing` is said when there is none. `tools` are
    the sheets that help to answer; `optional_for` are types for which it may stay unanswered.
    `law` are keys of the register of the law, shown beside it as they stand on the day.
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
    tools: tuple[str, ...] = ()
    optional_for: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    def is_for(self, commissioning_type: str) -> bool:
        """Whether the question is asked for the type."""
        return not self.types or commissioning_type in self.types

    def is_required(self, commissioning_type: str) -> bool:
        """Whether a report without its answer is incomplete."""
        return self.required and commissioning_type not in self.optional_for


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, or a step of one, with its introduction, its master questions and key questions.

    `number` is the stage's, `name` the stage's whole name; `title` the step's own.
    """

    code: str
    number: str
    name: str
    title: str
    intro: str
    master: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def heading(self) -> str:
        """What the step is called on its page."""
        if self.title == self.name:
            return f"Etap {self.number}. {self.name}"
        return f"Etap {self.number}. {self.name}: {self.title}"

    @property
    def short(self) -> str:
        """What the step is called among the others."""
        return f"{self.code.upper()}. {self.title}"

    def questions_for(self, commissioning_type: str) -> tuple[Question, ...]:
        """Return the questions asked for the type, in their order."""
        return tuple(one for one in self.questions if one.is_for(commissioning_type))


@dataclass(frozen=True, slots=True)
class Tool:
    """A helper sheet (mkus.md 3.5): it shows what was answered at its places, wherever it helps.

    `expertise` is the kind of expertise that it feeds, empty for none.
    """

    code: str
    label: str
    about: str
    places: tuple[str, ...]
    expertise: str = ""


@dataclass(frozen=True, slots=True)
class ReportPlaces:
    """Which answers the report quotes outside the stages; `risks` and `plan` are tables."""

    goal: str
    today: str
    after: str
    risks: str
    plan: str
    milestones: str


@dataclass(frozen=True, slots=True)
class Method:
    """One version of the method; an analysis keeps the version that it was started with.

    `report_laws` are keys of the register of the law, `glossary` are words with their meanings.
    """

    version: str
    valid_from: date
    name: str
    origin: str
    scope: str
    law_note: str
    report_laws: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    verdicts: Choices
    types: Mapping[str, CommissioningHints]
    stages: tuple[Stage, ...]
    tools: Mapping[str, Tool]
    chapters: tuple[tuple[str, tuple[str, ...]], ...]
    report: ReportPlaces
    social: SocialMethod
    joining: Joining
    plan: tuple[TypicalStep, ...]
    economic: EconomicMethod
    choice: ChoiceMethod
    guide: Guide

    def stage(self, code: str) -> Stage:
        """Return a stage or a step of one. Raises KeyError for one that there is not."""
        return {one.code: one for one in self.stages}[code]

    def questions(self) -> tuple[Question, ...]:
        """Return the questions of all stages, in their order."""
        return tuple(question for stage in self.stages for question in stage.questions)

    def items(self) -> dict[str, Item]:
        """Return the inputs of all questions by place."""
        return {item.place: item for question in self.questions() for item in question.items}
