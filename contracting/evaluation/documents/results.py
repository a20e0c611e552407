"""The results of a call in words: frozen with the decision, printed, published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contracting.evaluation.models import Assessment, AwardDecision, Evaluation
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Assessment.State
WITH_MONEY = (State.AWARDED.value, State.ACCEPTED.value)
BASIS = "art. 15 ust. 2g–2j ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego i o wolontariacie"  # noqa: E501 - one name of one act


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one offer; amounts in złoty as decimal text, None where there is none."""

    assessment: int
    number: str
    bidder: str
    title: str
    task: str
    outcome: str
    requested: str | None = None
    points: str | None = None
    amount: str | None = None
    reserve_place: int | None = None


@dataclass(frozen=True, slots=True)
class ResultsText:
    """The whole results: the act, every offer's fate, the tasks that were annulled."""

    call: str
    office: str
    act: str
    ordinal: int
    fates: list[Fate] = field(default_factory=list)
    annulled: list[list[str]] = field(default_factory=list)
    reasons: str = ""
    over_pool: str = ""
    shows_all: bool = False

    @property
    def awards(self) -> list[Fate]:
        """The offers that get money: bidder, task and amount are compulsory (art. 15 ust. 2h)."""
        return [one for one in self.fates if one.outcome in WITH_MONEY]

    @property
    def others(self) -> list[Fate]:
        """The offers without money."""
        return [one for one in self.fates if one.outcome not in WITH_MONEY]

    @property
    def total(self) -> Decimal:
        """The sum of the awards."""
        return sum((Decimal(one.amount or 0) for one in self.awards), Decimal(0))


def fate_of(assessment: Assessment) -> Fate:
    """Return an offer's fate as it stands; needs the offer with its task and organisation."""
    offer = assessment.offer

    def text(value: Decimal | None) -> str | None:
        return None if value is None else f"{value:f}"

    return Fate(
        assessment=assessment.pk,
        number=offer.number,
        bidder=offer.organisation.name,
        title=str(offer),
        task=str(offer.task),
        outcome=assessment.state,
        requested=text(offer.grant),
        points=text(assessment.points),
        amount=text(assessment.awarded_grant),
        reserve_place=assessment.reserve_place,
    )


def act_line(evaluation: Evaluation, act_number: str, act_date: date, signatory: str) -> str:
    """Return the act by which the executive body decides, in one line."""
    office, unit = evaluation.call.office, evaluation.call.unit
    whose = "" if unit else f" {office.executive_title_genitive}"
    kind = office.act_kind.capitalize()
    return f"{kind} nr {act_number}{whose} z dnia {wording.day(act_date)} – {signatory}"


def fates_of(evaluation: Evaluation) -> list[Fate]:
    """Return the fates of all offers: by task, then by points, the most first."""
    rows = (
        evaluation.assessments.select_related("offer__task", "offer__organisation")
        .defer("offer__content")
        .order_by("offer__task__position", "offer__task", "pk")
    )
    ordered = sorted(
        rows, key=lambda one: (one.offer.task.position, one.offer.task_id, -(one.points or 0))
    )
    return [fate_of(one) for one in ordered]


def thawed(content: dict[str, Any]) -> ResultsText:
    """Return the results from their frozen JSON."""
    return ResultsText(**{**content, "fates": [Fate(**one) for one in content["fates"]]})


@dataclass(frozen=True, slots=True)
class ResultsDocument:
    """What the file is made from: the frozen results under the office's letterhead."""

    letterhead: Letterhead
    text: ResultsText
    basis: str
    rows: Sequence[tuple[str, str, str]]
    others: Sequence[tuple[str, str, str, str]]
    total: str


def outcome_label(fate: Fate) -> str:
    """Return an outcome in words, with the place on the reserve list."""
    label = str(State(fate.outcome).label)
    return f"{label}, miejsce {fate.reserve_place}" if fate.reserve_place else label


def money_of(text: str | None) -> str:
    """Return a frozen amount in words."""
    return wording.money(None if text is None else Decimal(text))


def build_results(decision: AwardDecision, asked_at: datetime) -> ResultsDocument:
    """Return the document of a decision; the instant changes nothing in it."""
    office = decision.evaluation.call.office
    lines = (office.office_name, f"{office.street}, {office.postcode} {office.seat}".strip(" ,"))
    text = thawed(decision.content)
    return ResultsDocument(
        letterhead=Letterhead(office.name, tuple(line for line in lines if line), office.seat),
        text=text,
        basis=BASIS,
        rows=tuple(
            (one.bidder, f"{one.title} ({one.task})", money_of(one.amount)) for one in text.awards
        ),
        others=tuple(
            (
                one.bidder,
                f"{one.title} ({one.task})",
                wording.number(None if one.points is None else Decimal(one.points)),
                outcome_label(one),
            )
            for one in text.others
        ),
        total=wording.money(text.total),
    )


def may_read(act: Act, decision: AwardDecision) -> Verdict:
    """Everybody once the results are published; before that the office alone."""
    if decision.results_published_at is not None or act.holds("system"):
        return ALLOWED
    if act.acts_for("office", decision.evaluation.call.office_id):
        return ALLOWED
    return refused("Wyniki konkursu nie są jeszcze ogłoszone.")


def owner(decision: AwardDecision) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", decision.evaluation.call.office_id)


RESULTS = DocumentKind(
    code="call_results",
    label="Wyniki otwartego konkursu ofert",
    template="documents/call_results.html",
    build=build_results,
    may_read=may_read,
    owner=owner,
)
