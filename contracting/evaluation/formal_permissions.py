"""Who may check offers formally, and until when the conditions of a call can be changed."""

from contracting.calls.models import Call
from contracting.evaluation.models import Assessment, Evaluation
from contracting.evaluation.permissions import may_run
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES


def during_formal_check(evaluation: Evaluation) -> Verdict:
    """Allow until the offers are handed to the commission, unless the call is annulled."""
    if evaluation.call.state == Call.State.ANNULLED:
        return refused("Konkurs jest unieważniony, ofert już się nie ocenia.")
    if evaluation.state != Evaluation.State.FORMAL:
        return refused("Ocena formalna tego konkursu jest zakończona.")
    return ALLOWED


def may_change_conditions(act: Act, evaluation: Evaluation) -> Verdict:
    """Let the conditions be changed until the first result: all offers meet the same ones."""
    verdict = may_run(act, evaluation) and during_formal_check(evaluation)
    if not verdict:
        return verdict
    if evaluation.assessments.exclude(state=Assessment.State.WAITING).exists():
        return refused("Jest już pierwszy wynik oceny formalnej: warunków nie można zmieniać.")
    return ALLOWED


def may_check(act: Act, assessment: Assessment) -> Verdict:
    """Allow clerks and coordinators of the office while the formal check lasts."""
    evaluation = assessment.evaluation
    return may_run(act, evaluation) and during_formal_check(evaluation)


def may_answer(act: Act, assessment: Assessment) -> Verdict:
    """Let the sheet be filled while the offer has no result and waits for no correction."""
    verdict = may_check(act, assessment)
    if not verdict:
        return verdict
    if assessment.state not in {Assessment.State.WAITING, Assessment.State.CORRECTED}:
        state = assessment.get_state_display()
        return refused(f"Oferta jest w stanie „{state}”: karty nie można teraz zmieniać.")
    return ALLOWED


def may_hand_in_correction(act: Act, assessment: Assessment) -> Verdict:
    """Allow the organisation that has just sent the corrected offer: sending makes the move."""
    offer = assessment.offer
    own = act.acts_for("organisation", offer.organisation_id) and act.holds(*NGO_ROLES)
    if own and offer.state == Offer.State.CORRECTED:
        return ALLOWED
    return refused("Uzupełnienie przyjmuje portal, gdy organizacja złoży uzupełnioną ofertę.")
