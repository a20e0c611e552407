"""The list of formal defects of a call: one table, for publication."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from contracting.evaluation.models import OFFICE_READERS, Assessment, Evaluation, FormalAnswer
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

DEFECTS = "formal_defects"
STATES = {
    Assessment.State.TO_CORRECT: "wezwano do uzupełnienia",
    Assessment.State.CORRECTED: "uzupełniono, w ponownej ocenie",
    Assessment.State.REJECTED_FORMAL: "oferta odrzucona",
}


def defects_of(evaluation: Evaluation) -> QuerySet[FormalAnswer]:
    """Return the defects of the offers that have a result or were called for correction."""
    found = FormalAnswer.objects.filter(
        assessment__evaluation=evaluation,
        assessment__state__in=list(STATES),
        answer=FormalAnswer.Answer.NOT_MET,
    )
    return (
        found.annotate(due_at=Max("assessment__corrections__offer_return__due_at"))
        .select_related("condition", "assessment__offer__organisation", "assessment__offer__task")
        .order_by("assessment__offer__number", "condition__position")
    )


def outcome_of(answer: FormalAnswer) -> str:
    """Return what became of the offer, in the public's words."""
    return STATES[Assessment.State(answer.assessment.state)]


def term_of(answer: FormalAnswer) -> str:
    """Return until when the defect can be corrected, or that it cannot."""
    if not answer.condition.is_correctable:
        return "nie podlega uzupełnieniu"
    due: datetime | None = answer.due_at  # type: ignore[attr-defined]  # annotated by defects_of
    return "–" if due is None else f"do {wording.instant(due)}"


@dataclass(frozen=True, slots=True)
class DefectLine:
    """A defect as it is published."""

    number: str
    bidder: str
    task: str
    defect: str
    term: str
    outcome: str


@dataclass(frozen=True, slots=True)
class DefectsText:
    """The whole list."""

    letterhead: Letterhead
    call: str
    offers: int
    lines: tuple[DefectLine, ...]


def build_defects(evaluation: Evaluation, asked_at: datetime) -> DefectsText:
    """Return the list as it stands when the document is built."""
    office = evaluation.call.office
    lines = tuple(
        DefectLine(
            number=one.assessment.offer.number,
            bidder=one.assessment.offer.organisation.name,
            task=str(one.assessment.offer.task),
            defect=f"{one.condition.text}: {one.note}",
            term=term_of(one),
            outcome=outcome_of(one),
        )
        for one in defects_of(evaluation)
    )
    return DefectsText(
        letterhead=Letterhead(office.office_name, (), office.seat),
        call=evaluation.call.title,
        offers=evaluation.assessments.count(),
        lines=lines,
    )


def may_read_defects(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office: it publishes the file where it announced the call."""
    if act.acts_for("office", evaluation.call.office_id) and act.holds(*OFFICE_READERS):
        return ALLOWED
    return refused("Listę braków formalnych publikuje urząd.")


def owner(evaluation: Evaluation) -> Scope:
    """Return the office in whose list the file stands."""
    return Scope("office", evaluation.call.office_id)


FORMAL_DEFECTS = DocumentKind(
    code=DEFECTS,
    label="Lista braków formalnych",
    template="documents/formal_defects.html",
    build=build_defects,
    may_read=may_read_defects,
    owner=owner,
)
