"""The printed workbook of a type: every question of the method, with room for handwriting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from contracting.analysis.legal_words import all_with_law, with_law
from contracting.analysis.method import Item, Method, Question
from contracting.analysis.method.choice import ANSWERS
from contracting.analysis.method.economic import FUTURE, PRESENT
from contracting.analysis.method.social import HIGHEST, LOWEST
from contracting.analysis.rules.answers import numbered

NARROW = frozenset({"number", "money", "date", "row"})
REGRANTING, COOPERATION = "regranting", "cooperation"
PLAN_ROWS = tuple(range(1, 15))
PARTNER = ("partner_name", "partner_money", "partner_in_kind")
EXTRAS = (
    "pool",
    "grants",
    "hours_per_grant_before",
    "hour_rate",
    "other_costs_before",
    "operator_cost",
    "supervision_hours",
)


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of an empty table; `choices` are said under its name, `is_narrow` for figures."""

    label: str
    choices: str
    is_narrow: bool


@dataclass(frozen=True, slots=True)
class PrintedInput:
    """An input with its room: `kind` is text, long, tick, table or the module's code.

    A module that the question can do without says in `see` at which question its sheet stands.
    `rows` empty: as many as other tables have.
    """

    kind: str
    label: str
    hint: str
    is_required: bool
    choices: tuple[str, ...] = ()
    columns: tuple[PrintedColumn, ...] = ()
    is_risks: bool = False
    see: str = ""
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """A question with its key, so that what was written is easily carried over."""

    code: str
    number: str
    text: str
    hint: str
    is_required: bool
    inputs: tuple[PrintedInput, ...]


@dataclass(frozen=True, slots=True)
class PrintedStep:
    """A stage or a step of one."""

    heading: str
    intro: str
    master: tuple[str, ...]
    questions: tuple[PrintedQuestion, ...]


@dataclass(frozen=True, slots=True)
class CostSheet:
    """The sheet of costs of one state: its groups with hints, typical lines, empty rows."""

    title: str
    groups: tuple[tuple[str, str, str], ...]
    lines: tuple[tuple[str, str], ...]
    empty: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """A criterion with what each point means."""

    code: str
    label: str
    explanation: str
    weight: int
    indicators: tuple[str, ...]
    anchors: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that a workbook prints."""

    title: str
    type_label: str
    definition: str
    unit: str
    hints: tuple[str, ...]
    how: tuple[str, ...]
    fits: tuple[str, ...]
    avoid: tuple[str, ...]
    choice: tuple[tuple[str, str], ...]
    choice_answers: tuple[str, ...]
    steps: tuple[PrintedStep, ...]
    costs_how: str
    cost_sheets: tuple[CostSheet, ...]
    overheads: tuple[tuple[str, str], ...]
    extras: tuple[str, ...]
    partner_columns: tuple[str, ...]
    scores_how: str
    scale: tuple[tuple[int, str], ...]
    evidence: tuple[tuple[str, str], ...]
    cards: tuple[ScoreCard, ...]
    survey_how: str
    grid_how: str
    grid: tuple[tuple[int, tuple[int, ...]], ...]
    grid_columns: tuple[int, ...]
    rows: tuple[int, ...]
    method_name: str
    version: str
    origin: str
    notes: tuple[tuple[str, str], ...]


def workbook_of(method: Method, kind: str, day: date) -> Workbook:
    """Return the workbook of a type. Raises KeyError for an unknown one."""
    hints, texts, more = method.types[kind], method.guide.workbook, method.guide.types[kind]
    points = tuple(range(LOWEST, HIGHEST + 1))
    economic = method.economic
    return Workbook(
        title=f"{texts.title}: {hints.label}",
        type_label=hints.label,
        definition=hints.definition,
        unit=hints.unit,
        hints=hints.hints,
        how=all_with_law(texts.how, day),
        fits=all_with_law(more.fits, day),
        avoid=all_with_law(more.avoid, day),
        choice=tuple((one.code, one.text) for one in method.choice.questions),
        choice_answers=tuple(method.choice.answers[one] for one in ANSWERS),
        steps=tuple(_steps(method, kind, hints.of_what)),
        costs_how=with_law(texts.costs, day),
        cost_sheets=(
            _sheet(method, kind, PRESENT, "Koszty dziś (A)"),
            _sheet(method, kind, FUTURE, "Koszty po zmianie (B)"),
        ),
        overheads=tuple((one.label, one.explanation) for one in economic.overheads.values()),
        extras=tuple(economic.labels[key] for key in EXTRAS) if kind == REGRANTING else (),
        partner_columns=(
            tuple(economic.labels[key] for key in PARTNER) if kind == COOPERATION else ()
        ),
        scores_how=with_law(texts.scores, day),
        scale=tuple(zip(points, method.social.scale, strict=True)),
        evidence=tuple((one.label, one.explanation) for one in method.social.evidence),
        cards=tuple(_cards(method, kind, points)),
        survey_how=with_law(texts.survey, day),
        grid_how=with_law(texts.grid, day),
        grid=tuple((row, tuple(row * one for one in points)) for row in reversed(points)),
        grid_columns=points,
        rows=tuple(range(1, texts.rows + 1)),
        method_name=method.name,
        version=method.version,
        origin=method.guide.origin,
        notes=method.guide.sources,
    )


def _steps(method: Method, kind: str, of_what: str) -> Iterator[PrintedStep]:
    sheets = {
        item.module: question.code
        for question in method.questions()
        for item in question.items
        if item.is_module and item.required
    }
    numbers = {question.code: number for number, question in numbered(method.stages, kind)}
    for stage in method.stages:
        yield PrintedStep(
            heading=stage.heading,
            intro=stage.intro,
            master=tuple(one.replace("{T}", of_what) for one in stage.master),
            questions=tuple(
                _question(one, numbers[one.code], kind, sheets) for one in stage.questions_for(kind)
            ),
        )


def _question(
    question: Question, number: str, kind: str, sheets: Mapping[str, str]
) -> PrintedQuestion:
    return PrintedQuestion(
        code=question.code,
        number=number,
        text=question.text,
        hint=question.hint,
        is_required=question.is_required(kind),
        inputs=tuple(_input(one, sheets) for one in question.items),
    )


def _input(item: Item, sheets: Mapping[str, str]) -> PrintedInput:
    """Return an input's room; a module that a question can do without points at its sheet."""
    kind = item.kind
    if item.is_module:
        kind = item.module
    elif item.choices:
        kind = "tick"
    elif kind in NARROW:
        kind = "text"
    return PrintedInput(
        kind=kind,
        label=item.label,
        hint=item.hint,
        is_required=item.required,
        choices=tuple(label for _, label in item.choices),
        columns=_columns(item),
        is_risks=bool(item.product),
        see="" if item.required else sheets.get(item.module, ""),
        rows=PLAN_ROWS if any(one.kind == "row" for one in item.columns) else (),
    )


def _columns(item: Item) -> tuple[PrintedColumn, ...]:
    columns = [
        PrintedColumn(one.label, ", ".join(label for _, label in one.choices), one.kind in NARROW)
        for one in item.columns
    ]
    if item.product:
        columns.append(PrintedColumn(item.product_label, "", is_narrow=True))
    return tuple(columns)


def _sheet(method: Method, kind: str, scenario: str, title: str) -> CostSheet:
    economic = method.economic
    lines = tuple(
        (economic.groups[one.group].short, one.name) for one in economic.lines_for(kind, scenario)
    )
    return CostSheet(
        title=title,
        groups=tuple((one.short, one.label, one.hint) for one in economic.groups_of(scenario)),
        lines=lines,
        empty=tuple(range(max(2, method.guide.workbook.cost_rows - len(lines)))),
    )


def _cards(method: Method, kind: str, points: tuple[int, ...]) -> Iterator[ScoreCard]:
    for one in method.social.criteria:
        yield ScoreCard(
            code=one.code,
            label=one.label,
            explanation=one.explanation,
            weight=one.weights[kind],
            indicators=one.indicators,
            anchors=tuple(zip(points, one.anchors, strict=True)),
        )
