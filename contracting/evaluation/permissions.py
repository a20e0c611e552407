"""Who may check, appoint, score, decide and answer in the evaluation of a call."""

from datetime import date

from contracting.calls.models import Call
from contracting.calls.rules import Phase, phase, warsaw_day
from contracting.evaluation.conflicts import bar, findings
from contracting.evaluation.law import REASONS_WINDOW
from contracting.evaluation.models import (
    COMMISSION_ROLES,
    OFFICE_READERS,
    Assessment,
    CommissionMember,
    Evaluation,
    ImpartialityStatement,
    ReasonsRequest,
    ScoreCard,
)
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

WRITERS = ("clerk", "coordinator")
ANSWERERS = ("ngo_admin", "ngo_signatory")
NOT_YOURS = "Ocenę prowadzi koordynator lub pracownik merytoryczny urzędu."


def may_begin(act: Act, call: Call) -> Verdict:
    """Clerks and coordinators of the office, once every deadline of the call has passed."""
    if not (act.acts_for("office", call.office_id) and act.holds(*WRITERS)):
        return refused(NOT_YOURS)
    now = phase(call, act.at)
    if now is Phase.ANNULLED:
        return refused("Konkurs jest unieważniony, nie ma czego oceniać.")
    if now is not Phase.CLOSED:
        return refused("Ocenę można rozpocząć po upływie terminu składania ofert.")
    sent = Offer.objects.filter(task__call=call, state__in=Offer.STANDING)
    if not sent.exists():
        return refused(
            "Nie wpłynęła żadna oferta. Konkurs trzeba unieważnić (art. 18a ust. 1 pkt 1)."
        )
    return ALLOWED


def may_run(act: Act, evaluation: Evaluation) -> Verdict:
    """Clerks and coordinators of the office that announced run the evaluation."""
    if act.acts_for("office", evaluation.call.office_id) and act.holds(*WRITERS):
        return ALLOWED
    return refused(NOT_YOURS)


def may_set(act: Act, evaluation: Evaluation) -> Verdict:
    """Let the settings be changed until the first card: what is counted is what was agreed."""
    allowed = may_run(act, evaluation)
    if not allowed:
        return allowed
    if ScoreCard.objects.filter(assessment__evaluation=evaluation).exists():
        return refused("Ocena ofert już trwa: zasad liczenia punktów nie można zmienić.")
    return ALLOWED


def may_decide(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the executive body of the office: it appoints the commission and chooses offers."""
    if act.acts_for("office", evaluation.call.office_id) and act.holds("executive"):
        return ALLOWED
    return refused("O powołaniu komisji i o wyborze ofert rozstrzyga organ wykonawczy.")


def may_decide_on(act: Act, assessment: Assessment) -> Verdict:
    """Allow the executive body of the office to decide on one offer."""
    return may_decide(act, assessment.evaluation)


def may_draw_up_act(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office's readers to take the project of the act, once offers have their points."""
    if not (act.acts_for("office", evaluation.call.office_id) and act.holds(*OFFICE_READERS)):
        return refused("Projekt aktu przygotowuje urząd, który ogłosił konkurs.")
    if evaluation.assessments.filter(points__isnull=False).exists():
        return ALLOWED
    return refused("Projekt aktu powstaje, gdy komisja zakończy ocenę ofert.")


def may_divide(act: Act, evaluation: Evaluation) -> Verdict:
    """Let clerks and coordinators try divisions while the commission works."""
    allowed = may_run(act, evaluation)
    if not allowed:
        return allowed
    if evaluation.state != Evaluation.State.MERIT:
        return refused("Podział środków przygotowuje się w czasie oceny merytorycznej.")
    return ALLOWED


def may_answer_award(act: Act, assessment: Assessment) -> Verdict:
    """Allow those who may sign for the bidder, and its administrator."""
    bidder = assessment.offer.organisation_id
    if act.acts_for("organisation", bidder) and act.holds(*ANSWERERS):
        return ALLOWED
    return refused("Dotację przyjmuje osoba reprezentująca organizację albo jej administrator.")


def reasons_until(evaluation: Evaluation) -> date | None:
    """Return the last day on which reasons may be demanded; None before the results are out."""
    decision = evaluation.decisions.exclude(results_published_at=None).order_by("ordinal").last()
    if decision is None or decision.results_published_at is None:
        return None
    return REASONS_WINDOW.last_day(warsaw_day(decision.results_published_at))


def may_demand_reasons(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow everybody with an account for 30 days from the results (art. 15 ust. 2i, R25)."""
    until = reasons_until(evaluation)
    if until is None:
        return refused("Wyniki konkursu nie są jeszcze ogłoszone.")
    if act.day > until:
        return refused(f"Żądanie uzasadnienia można było złożyć do {until:%d.%m.%Y} r.")
    if act.user is None:
        return refused("Zaloguj się, aby zażądać uzasadnienia.")
    return ALLOWED


def may_answer_reasons(act: Act, demand: ReasonsRequest) -> Verdict:
    """Clerks and coordinators answer, once."""
    allowed = may_run(act, demand.evaluation)
    if not allowed:
        return allowed
    if demand.answered_at is not None:
        return refused("Na to żądanie już odpowiedziano.")
    return ALLOWED


def seat_of(act: Act, evaluation: Evaluation) -> CommissionMember | None:
    """Return the seat of whoever acts as a member or an expert of this commission."""
    if not (act.acts_for("call", evaluation.call_id) and act.holds(*COMMISSION_ROLES)):
        return None
    return evaluation.members.seated().filter(user=act.user).first()


def is_impartial(act: Act, seat: CommissionMember, assessment: Assessment) -> Verdict:
    """Allow a member who declared after the list of bidders, and is not excluded from the offer.

    What registers show since then counts as well (R06, R07; KPA art. 24).
    """
    if not ImpartialityStatement.objects.filter(member=seat).exists():
        return refused("Najpierw złóż oświadczenie o bezstronności.")
    recusal = seat.recusals.filter(assessment=assessment).first()
    if recusal is not None:
        return refused(f"Jesteś osobą wyłączoną z oceny tej oferty: {recusal.reason}")
    found = findings(assessment.evaluation, [seat], act.day)
    barred = bar(found, seat.pk)
    if barred:
        return refused(barred)
    for one in found:
        if one.assessment == assessment.pk and one.is_certain:
            return refused(f"Nie możesz oceniać tej oferty. {one.sentence}")
    return ALLOWED


def may_score(act: Act, assessment: Assessment) -> Verdict:
    """Allow an impartial voting member while a fit offer is scored (R07)."""
    seat = seat_of(act, assessment.evaluation)
    if seat is None:
        return refused("Oferty ocenia członek komisji tego konkursu.")
    if not seat.votes:
        return refused("Ekspert ma głos doradczy: wydaje opinie, nie punktuje (art. 15 ust. 2e).")
    if assessment.evaluation.state != Evaluation.State.MERIT:
        return refused("Oferty ocenia się od końca oceny formalnej do rozstrzygnięcia konkursu.")
    if assessment.state != Assessment.State.FORMAL_OK:
        return refused(f"Tej oferty się nie ocenia: {assessment.get_state_display()}.")
    return is_impartial(act, seat, assessment)
