"""Moves of an assessment during the formal check: three outcomes, and the correction."""

from contracting.evaluation.formal_facts import sheet_of
from contracting.evaluation.formal_permissions import may_check, may_hand_in_correction
from contracting.evaluation.models import Assessment
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.web.wording import exact_instant, plural
from mkus_portal.workflow.engine import Move
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Assessment.State


def all_answered(act: Act, assessment: Assessment) -> Verdict:
    """Ask for an answer to every condition."""
    missing = sheet_of(assessment).unanswered
    if not missing:
        return ALLOWED
    word = plural(missing, "warunek", "warunki", "warunków")
    verb = plural(missing, "czeka", "czekają", "czeka")
    return refused(f"Na karcie {verb} na odpowiedź jeszcze {missing} {word}.")


def no_defect(act: Act, assessment: Assessment) -> Verdict:
    """Ask that every condition is met."""
    defects = sheet_of(assessment).defects
    if not defects:
        return ALLOWED
    return refused(f"Oferta nie spełnia warunku: {defects[0].condition.text}.")


def only_correctable(act: Act, assessment: Assessment) -> Verdict:
    """Ask for defects, all of which may be corrected, in an offer not yet asked about in vain."""
    sheet = sheet_of(assessment)
    if not sheet.defects:
        return refused("Na karcie nie ma braków, których uzupełnienia można by żądać.")
    if sheet.lasting:
        return refused(f"Tego braku nie można uzupełnić: {sheet.lasting[0].condition.text}.")
    if assessment.offer.state == Offer.State.RETURNED:
        return refused("Oferta była już wzywana i termin minął bez uzupełnienia.")
    return ALLOWED


def is_to_be_rejected(act: Act, assessment: Assessment) -> Verdict:
    """Ask for a defect that stays: not correctable, not corrected, or not corrected in time."""
    asked = assessment.offer.open_return
    if assessment.state == State.TO_CORRECT and asked is not None and act.at <= asked.due_at:
        return refused(f"Oferent może uzupełnić ofertę jeszcze do {exact_instant(asked.due_at)}.")
    sheet = sheet_of(assessment)
    if not sheet.defects:
        return refused("Na karcie nie ma żadnego braku, więc nie ma za co odrzucić oferty.")
    if assessment.state == State.WAITING and not sheet.lasting and asked is None:
        return refused("Te braki można uzupełnić: najpierw wezwij oferenta do uzupełnienia.")
    return ALLOWED


def no_card_begun(act: Act, assessment: Assessment) -> Verdict:
    """Ask that nothing rests on the result yet."""
    if assessment.cards.exists():
        return refused("Komisja zaczęła już oceniać tę ofertę.")
    return ALLOWED


MOVES = (
    Move(
        "accept_formally",
        sources=(State.WAITING, State.CORRECTED),
        target=State.FORMAL_OK,
        label="Spełnia wymogi formalne",
        permission=may_check,
        conditions=(all_answered, no_defect),
        question="Oferta spełnia wszystkie warunki formalne?",
    ),
    Move(
        "ask_to_correct",
        sources=(State.WAITING,),
        target=State.TO_CORRECT,
        label="Wezwij do uzupełnienia",
        permission=may_check,
        conditions=(all_answered, only_correctable),
    ),
    Move(
        "reject_formally",
        sources=(State.WAITING, State.CORRECTED, State.TO_CORRECT),
        target=State.REJECTED_FORMAL,
        label="Odrzuć formalnie",
        permission=may_check,
        conditions=(all_answered, is_to_be_rejected),
    ),
    Move(
        "check_again",
        sources=(State.FORMAL_OK, State.REJECTED_FORMAL),
        target=State.WAITING,
        label="Wróć do oceny formalnej",
        permission=may_check,
        conditions=(no_card_begun,),
    ),
    Move(
        "take_correction",
        sources=(State.TO_CORRECT, State.REJECTED_FORMAL),
        target=State.CORRECTED,
        label="Przyjmij uzupełnioną ofertę",
        permission=may_hand_in_correction,
    ),
)
