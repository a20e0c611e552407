"""Who may write a card, read one, lead the scoring, and write the minutes of a meeting."""

from contracting.evaluation.models import (
    OFFICE_READERS,
    Assessment,
    Evaluation,
    Meeting,
    ScoreCard,
    ScoringAssignment,
)
from contracting.evaluation.permissions import may_run, may_score, seat_of
from contracting.evaluation.rules.scoring import collective_writer
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

NOT_LEADING = "Oceną kieruje koordynator lub pracownik merytoryczny urzędu albo przewodniczący."
NOT_YOURS = "Kartę prowadzi członek komisji, którego to karta."
LIVING = (Evaluation.State.FORMAL, Evaluation.State.MERIT)


def may_lead(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office's people who run the evaluation, and the commission's chair."""
    if may_run(act, evaluation):
        return ALLOWED
    seat = seat_of(act, evaluation)
    if seat is not None and seat.is_chair:
        return ALLOWED
    return refused(NOT_LEADING)


def may_lead_scoring(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow whoever leads, while offers are scored."""
    allowed = may_lead(act, evaluation)
    if allowed and evaluation.state != Evaluation.State.MERIT:
        return refused("Oferty ocenia się od końca oceny formalnej do rozstrzygnięcia konkursu.")
    return allowed


def may_assign(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow the office's people who run the evaluation, until the scoring has ended."""
    allowed = may_run(act, evaluation)
    if allowed and evaluation.state not in LIVING:
        return refused("Konkurs jest rozstrzygnięty.")
    return allowed


def is_assigned(act: Act, assessment: Assessment) -> Verdict:
    """Allow everybody, or those chosen for the offer and those asked for a third opinion."""
    chosen = ScoringAssignment.objects.filter(assessment=assessment)
    if not chosen.filter(is_third_opinion=False).exists():
        return ALLOWED
    seat = seat_of(act, assessment.evaluation)
    if seat is not None and chosen.filter(member=seat).exists():
        return ALLOWED
    return refused("Tę ofertę oceniają inne osoby z komisji.")


def writes_collective(act: Act, assessment: Assessment) -> Verdict:
    """Allow whoever fills in the commission's one card: the chair, unless excluded from it."""
    members = [one for one in assessment.evaluation.members.seated() if one.votes]
    excluded = set(assessment.recusals.values_list("member", flat=True))
    writer = collective_writer([(one.pk, one.is_chair) for one in members], excluded)
    seat = seat_of(act, assessment.evaluation)
    if seat is not None and seat.pk == writer:
        return ALLOWED
    return refused("Komisja wypełnia jedną wspólną kartę oferty. Wpisuje ją przewodniczący.")


def may_begin_card(act: Act, assessment: Assessment) -> Verdict:
    """Allow an impartial member whose offer it is to score (R07)."""
    allowed = may_score(act, assessment)
    if allowed and assessment.evaluation.collective_card:
        return writes_collective(act, assessment)
    return is_assigned(act, assessment) if allowed else allowed


def is_own(act: Act, card: ScoreCard) -> bool:
    """Whether the card is of whoever acts as a member of the commission."""
    seat = seat_of(act, card.assessment.evaluation)
    return seat is not None and seat.pk == card.member_id


def may_keep_card(act: Act, card: ScoreCard) -> Verdict:
    """Allow the member whose card it is, while they may score the offer (R07)."""
    if not is_own(act, card):
        return refused(NOT_YOURS)
    return may_score(act, card.assessment)


def may_write_card(act: Act, card: ScoreCard) -> Verdict:
    """Allow the card's member until they close it."""
    allowed = may_keep_card(act, card)
    if allowed and card.state != ScoreCard.State.OPEN:
        return refused("Karta jest zamknięta. Otwórz ją ponownie, aby coś zmienić.")
    return allowed


def may_read_draft(act: Act, card: ScoreCard) -> Verdict:
    """Allow the card's member alone: how a reason came about is nobody else's to see."""
    return ALLOWED if is_own(act, card) else refused(NOT_YOURS)


def may_meet(act: Act, evaluation: Evaluation) -> Verdict:
    """Allow whoever leads to open a meeting, until the call is decided."""
    allowed = may_lead(act, evaluation)
    if not allowed:
        return allowed
    if evaluation.state not in LIVING:
        return refused("Konkurs jest rozstrzygnięty: komisja nie obraduje.")
    if not evaluation.members.seated().exists():
        return refused("Organ wykonawczy musi najpierw powołać komisję (art. 15 ust. 2a).")
    if evaluation.meetings.filter(state=Meeting.State.OPEN).exists():
        return refused("Posiedzenie już trwa. Najpierw je zakończ.")
    return ALLOWED


def may_keep_minutes(act: Act, meeting: Meeting) -> Verdict:
    """Allow whoever leads, until the meeting is closed."""
    allowed = may_lead(act, meeting.evaluation)
    if not allowed:
        return allowed
    if meeting.state != Meeting.State.OPEN:
        return refused("Posiedzenie jest zakończone, protokołu nie można już zmienić.")
    if meeting.evaluation.state not in LIVING:
        return refused("Konkurs jest rozstrzygnięty.")
    return ALLOWED


def may_read_minutes(act: Act, meeting: Meeting) -> Verdict:
    """Allow the office's readers and the commission."""
    if Evaluation.objects.visible_to(act).filter(pk=meeting.evaluation_id).exists():
        return ALLOWED
    return refused("Protokół czyta urząd, który ogłosił konkurs, i komisja.")


def may_ask_for_minutes(act: Act, meeting: Meeting) -> Verdict:
    """Allow whoever leads, once the meeting is closed."""
    allowed = may_lead(act, meeting.evaluation)
    if allowed and meeting.state != Meeting.State.CLOSED:
        return refused("Protokół w PDF powstaje po zakończeniu posiedzenia.")
    return allowed


def sees_points(act: Act, evaluation: Evaluation) -> bool:
    """Whether somebody may see others' points before the scoring ends: no voting member may."""
    if act.scope.kind != "office" or not act.holds(*OFFICE_READERS):
        return False
    seats = evaluation.members.seated().filter(user=act.user)
    return not any(one.votes for one in seats)
