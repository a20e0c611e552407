"""What an analysis says of the task after the change, for the call that is drafted from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from contracting.analysis.coaching import stage_url
from contracting.analysis.content import filled, method_of, stages_of
from contracting.analysis.economic_form import NO_PRESENT, YES, economic_of
from contracting.analysis.economics import load
from contracting.analysis.models import Analysis
from contracting.analysis.plans import work_plan
from contracting.analysis.rules.answers import Filled, number_of, numbered
from contracting.analysis.rules.economic import figures_of
from contracting.analysis.rules.plan import WorkPlan
from contracting.analysis.sheets import parts_of
from contracting.analysis.social_form import social_of_method
from contracting.analysis.socials import team_of

ZERO = Decimal(0)
ECONOMIC, SOCIAL, TASK_NAME, PLAN = "E2-08", "E2-09", "task_name", "E3-01"
NAME, RECIPIENTS, INDICATORS, STANDARD = "E2-01", "E2-02", "E2-03", "E2-04"
SMALL_GRANTS, ASSETS, PARTNERS, BUILDING = "E2-05", "E2-06", "E2-07", "E1-13"
FORM, MODE, CRITERIA, DOCUMENTS, MILESTONES = "E2-15", "E2-16", "E2-17", "E2-18", "E3-03"
OWN_MONEY, OWN_WORK = ("NGO-FIN", "NGO-INN", "OPL"), ("NGO-OS", "NGO-RZ")
HANDING_OVER = "przekazani"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that the task is to reach (E2-03); numbers None where none was given."""

    name: str
    unit: str
    today: Decimal | None
    target: Decimal | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion with its weight as written (None: no number) and how it is judged."""

    label: str
    weight: Decimal | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Money:
    """The costs after the change in złoty a year, by who pays; None while nobody has entered any.

    `today` is what the task costs the office now, None where it costs nothing known;
    `today_grant` is the part of it paid to a contractor.
    """

    grant: Decimal | None
    own_money: Decimal
    own_work: Decimal
    today: Decimal | None
    today_grant: Decimal
    is_new: bool

    @property
    def whole(self) -> Decimal:
        """What the contractor's task is worth in a year."""
        return (self.grant or ZERO) + self.own_money + self.own_work


@dataclass(frozen=True, slots=True)
class Concept:
    """The task after the change as the analysis has it; empty where it says nothing.

    `answers` are the labelled parts of a question by its code: (label, text). `years` and `begins`
    are None where they were not given or cannot be.
    """

    type_code: str
    type_label: str
    is_staged: bool
    asked: frozenset[str]
    task_name: str
    name: str
    form: str
    mode: str
    mode_label: str
    years: Decimal | None
    begins: date | None
    begins_from: str
    answers: Mapping[str, tuple[tuple[str, str], ...]]
    recipients: tuple[tuple[str, Decimal | None], ...]
    indicators: tuple[Indicator, ...]
    criteria: tuple[Weighed, ...]
    unready: tuple[str, ...]
    social: tuple[Weighed, ...]
    money: Money

    def says(self, question: str) -> tuple[tuple[str, str], ...]:
        """Return the labelled parts that say something."""
        return self.answers.get(question, ())

    def text(self, question: str, label: str) -> str:
        """Return one labelled part; empty where nobody wrote."""
        return dict(self.says(question)).get(label, "")


def concept_of(analysis: Analysis) -> Concept:
    """Return the concept; a fixed number of queries, whatever is or is not answered."""
    found, method = filled(analysis), method_of(analysis)
    begins, begins_from = _begins(work_plan(analysis, found))
    items = method.items()
    mode = found.text(f"{MODE}.mode")
    asked = [
        one
        for stage in stages_of(analysis)
        for one in stage.questions_for(analysis.commissioning_type)
    ]
    return Concept(
        type_code=analysis.commissioning_type,
        type_label=method.types[analysis.commissioning_type].label,
        is_staged=analysis.is_staged,
        asked=frozenset(one.code for one in asked),
        task_name=analysis.task_name,
        name=found.text(f"{NAME}.name"),
        form=found.text(f"{FORM}.form"),
        mode=mode,
        mode_label=dict(items[f"{MODE}.mode"].choices).get(mode, mode),
        years=number_of(found.text(f"{FORM}.years")),
        begins=begins,
        begins_from=begins_from,
        answers={
            one.code: tuple(
                (part.label, part.text or "\n".join(_lines(part.headers, part.rows)))
                for part in parts_of(one, found)
                if part.is_answered
            )
            for one in asked
        },
        recipients=tuple(
            (row.text("group"), number_of(row.text("yearly")))
            for row in found.said(items[f"{RECIPIENTS}.recipients"])
        ),
        indicators=indicators_of(analysis, found),
        criteria=tuple(
            Weighed(row.text("criterion"), number_of(row.text("weight")), row.text("how"))
            for row in found.said(items[f"{CRITERIA}.criteria"])
        ),
        unready=tuple(
            row.text("document")
            for row in found.said(items[f"{DOCUMENTS}.checklist"])
            if row.text("state") != "ready" and row.text("document")
        ),
        social=_social(analysis, found),
        money=_money(analysis),
    )


def _lines(headers: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return the rows of a table as lines: the first cell, then the others by name."""
    found = []
    for row in rows:
        rest = [
            f"{head.lower()}: {cell}"
            for head, cell in zip(headers[1:], row[1:], strict=True)
            if cell
        ]
        found.append("– " + "; ".join(filter(None, (row[0], *rest))))
    return found


def indicators_of(analysis: Analysis, found: Filled) -> tuple[Indicator, ...]:
    """Return the indicators of an analysis, those of its type only."""
    item = method_of(analysis).items()[f"{INDICATORS}.indicators"]
    asks = any(
        item in question.items and question.is_for(analysis.commissioning_type)
        for question in method_of(analysis).questions()
    )
    if not asks or not analysis.is_staged:
        return ()
    return tuple(
        Indicator(
            row.text("indicator"),
            row.text("unit"),
            number_of(row.text("today")),
            number_of(row.text("target")),
        )
        for row in found.said(item)
        if row.text("indicator")
    )


def _begins(plan: WorkPlan) -> tuple[date | None, str]:
    """Return the day when the task is handed over, and the question that says so."""
    named = [one.on for one in plan.milestones if HANDING_OVER in one.name.lower() and one.on]
    if named:
        return max(named), MILESTONES
    steps = [one.end for one in plan.steps if HANDING_OVER in one.name.lower() and one.end]
    if steps:
        return max(steps), PLAN
    return None, PLAN


def _social(analysis: Analysis, found: Filled) -> tuple[Weighed, ...]:
    """Return the social criteria that count, the heaviest first."""
    social = social_of_method(analysis)
    parts = [one for one in team_of(analysis, found.texts) if not one.is_skipped and one.weight]
    return tuple(
        Weighed(social.criterion(one.code).label, one.weight)
        for one in sorted(parts, key=lambda each: -each.weight)
    )


def _money(analysis: Analysis) -> Money:
    loaded = load(analysis)
    figures = figures_of(loaded.economy, economic_of(analysis))
    after = figures.future
    is_known = loaded.economy.has_present
    net, fees = figures["K_A"], figures["P_A"]
    return Money(
        grant=figures["D"] if loaded.economy.has_future else None,
        own_money=sum((after.get(one, ZERO) for one in OWN_MONEY), ZERO),
        own_work=sum((after.get(one, ZERO) for one in OWN_WORK), ZERO),
        today=net + (fees or ZERO) if is_known and net is not None else None,
        today_grant=figures.present.get("DOT", ZERO),
        is_new=not is_known and loaded.texts.get(NO_PRESENT.place, "").strip() == YES,
    )


def question_name(analysis: Analysis, question: str) -> str:
    """Return what a question is called on its page: its number, or the module's name."""
    if question in {ECONOMIC, SOCIAL}:
        return "efektywność " + ("ekonomiczna" if question == ECONOMIC else "społeczna")
    if question == TASK_NAME:
        return "nazwa zadania w analizie"
    numbers = numbered(method_of(analysis).stages, analysis.commissioning_type)
    found = next((number for number, one in numbers if one.code == question), "")
    return f"pytanie {found}" if found else "pytanie innego typu analizy"


def question_url(analysis: Analysis, question: str) -> str:
    """Return the page on which a question was answered."""
    if question == ECONOMIC:
        return reverse("analysis-economic", args=(analysis.pk,))
    if question == SOCIAL:
        return reverse("analysis-social", args=(analysis.pk,))
    if question == TASK_NAME or not analysis.is_staged:
        return analysis.get_absolute_url()
    return f"{stage_url(analysis, question)}#{question}"
