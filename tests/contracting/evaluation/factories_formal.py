"""Evaluations in the formal check, built through the actions alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from contracting.calls.models import Call
from contracting.evaluation.actions import formal
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, Correction, Evaluation
from contracting.offers import actions as offers
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from tests.contracting.calls.factories import make_office, make_published_call, member_act
from tests.contracting.offers.factories import AFTER, Cast, complete_content, make_cast

CHECKED = AFTER + timedelta(hours=1)
DUE_ON = date(2026, 12, 9)
IN_TIME = AFTER + timedelta(days=3)
NEW = "Zajęcia w Brzozowie i w Oleśnie."
REASONS = {"III": "Opis jest za krótki."}


@dataclass
class Session:
    """A call in its formal check: two bidders with an offer each, a clerk, a second clerk."""

    call: Call
    first: Cast
    second: Cast
    evaluation: Evaluation
    clerk: Act
    other: Act

    def assessment(self, cast: Cast | None = None) -> Assessment:
        """What the office thinks of a bidder's offer, as it is kept now."""
        holder = (cast or self.first).organisation
        found = Assessment.objects.select_related("evaluation__call__office", "offer")
        return found.get(evaluation=self.evaluation, offer__organisation=holder)


def begin(call: Call | None = None, **organisations: Any) -> Session:
    """An evaluation begun a second after the deadline, nothing answered by anybody."""
    call = call or make_published_call(make_office())
    first = make_cast(call=call, organisation=organisations.get("first"))
    second = make_cast(call=call, organisation=organisations.get("second"))
    first.sent()
    second.sent(content=complete_content(texts={"III.1": "Biegamy razem"}))
    clerk = member_act(call.office, "clerk", AFTER)
    evaluation = begin_evaluation(clerk, Call.objects.select_related("office").get(pk=call.pk))
    later = clerk.later(CHECKED)
    other = member_act(call.office, "coordinator", CHECKED)
    return Session(call, first, second, evaluation, later, other)


def fill(
    act: Act, assessment: Assessment, *, defect: str = "", lasting: bool = False
) -> Assessment:
    """Answer yes to what waits for a person; with `defect` no to one of them."""
    missing = assessment.evaluation.conditions.filter(automatic="")
    kept = set(assessment.answers.exclude(found="").values_list("condition_id", flat=True))
    given = {one.pk: formal.Given("met") for one in missing if one.pk not in kept}
    if defect:
        wrong = missing.filter(is_correctable=not lasting).exclude(pk__in=kept).first()
        assert wrong is not None
        given[wrong.pk] = formal.Given("not_met", defect)
    formal.save_answers(act, assessment, given)
    return Assessment.objects.select_related("evaluation__call__office", "offer").get(
        pk=assessment.pk
    )


def accept(session: Session, cast: Cast | None = None) -> Assessment:
    """The offer meets the formal conditions."""
    assessment = fill(session.clerk, session.assessment(cast))
    return formal.accept_formally(session.clerk, assessment)


def reject(session: Session, cast: Cast | None = None) -> Assessment:
    """The offer is rejected for something that cannot be corrected."""
    assessment = fill(
        session.clerk, session.assessment(cast), defect="Poza celami konkursu.", lasting=True
    )
    return formal.reject_formally(session.clerk, assessment, "Zadanie poza celami konkursu.")


def ask(session: Session, cast: Cast | None = None, reasons: Any = None) -> Correction:
    """The bidder is called to correct section III until 9 December 2026."""
    assessment = fill(session.clerk, session.assessment(cast), defect="Opis jest za krótki.")
    return formal.ask_to_correct(
        session.clerk, assessment, reasons or REASONS, DUE_ON, "Prosimy o uzupełnienie."
    )


def write(act: Act, offer: Offer, place: str = "III.3", text: str = NEW) -> None:
    """Write a text of an offer that is open."""
    answer = offer.draft.answers.get(row=None, field=place)
    drafting.save_field(act, offer.draft, place, text, answer.version)


def correct(session: Session, cast: Cast | None = None, at: datetime = IN_TIME) -> Offer:
    """The bidder corrects section III and sends the offer anew."""
    who = cast or session.first
    offer = Offer.objects.get(pk=session.assessment(who).offer_id)
    write(who.editor.later(at), offer)
    return offers.send_correction(who.president.later(at), offer)
