"""Who may write, send, agree, dispute and correct a consultation."""

from django.db.models import Q

from advisory.consultations.models import Consultation, Correction, NextStep
from advisory.programmes.models import Assignment
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

SIGN_OFF_ROLES = ("coordinator", "clerk")


def may_read(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser, the programme's coordinator, the operator, the unit's office once sent."""
    if Consultation.objects.visible_to(act).filter(pk=consultation.pk).exists():
        return ALLOWED
    return refused("Konsultację czyta doradca, koordynator programu i urząd jednostki.")


def may_ask_for_note(act: Act, consultation: Consultation) -> Verdict:
    """Allow whoever reads the entry to ask for its note, once the unit has agreed."""
    if consultation.state != Consultation.State.AGREED:
        return refused("Notatka powstaje, gdy urząd uzgodni konsultację.")
    return may_read(act, consultation)


def may_see_warnings(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser and the coordinator: warnings name the adviser's other units."""
    programme = consultation.unit.programme_id
    if act.holds("programme_coordinator") and act.acts_for("programme", programme):
        return ALLOWED
    return may_write(act, consultation)


def may_write(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser who held it."""
    own = consultation.adviser.user_id is not None and consultation.adviser.user_id == act.user
    here = act.acts_for("programme", consultation.unit.programme_id)
    if own and here and act.holds("adviser"):
        return ALLOWED
    return refused("Wpis zmienia doradca, który go zrobił.")


def takes_over(act: Act, consultation: Consultation) -> bool:
    """Whether the act is of one who stands in for the adviser who held it, or came after them.

    Or of the one in whose place it was held.
    """
    if not (act.holds("adviser") and act.acts_for("programme", consultation.unit.programme_id)):
        return False
    mine = Assignment.objects.in_force(act).filter(
        unit=consultation.unit_id, adviser__user__pk=act.user or 0
    )
    other = consultation.adviser_id
    before = Q(predecessor__adviser=other)
    instead = Q(successors__is_substitution=True, successors__adviser=other)
    return mine.filter(before | instead).exists()


def may_send(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser who held it; with an objection also whoever took over from them."""
    is_disputed = consultation.state == Consultation.State.DISPUTED
    if is_disputed and takes_over(act, consultation):
        return ALLOWED
    return may_write(act, consultation)


def may_edit(act: Act, consultation: Consultation) -> Verdict:
    """Allow whoever may send it, until the unit has agreed to the entry or is reading it."""
    verdict = may_send(act, consultation)
    if not verdict:
        return verdict
    if consultation.state in {Consultation.State.DRAFT, Consultation.State.DISPUTED}:
        return ALLOWED
    if consultation.state == Consultation.State.AGREED:
        return refused("Uzgodniony wpis zmienia się tylko poprawką, którą urząd uzgodni.")
    return refused("Wpis wysłany do uzgodnienia zmienia się dopiero po zastrzeżeniu urzędu.")


def may_sign_off(act: Act, consultation: Consultation) -> Verdict:
    """Allow the unit's office: its coordinator or a clerk agrees or disputes."""
    office = consultation.unit.office_id
    if act.holds(*SIGN_OFF_ROLES) and act.acts_for("office", office):
        return ALLOWED
    return refused("Konsultację uzgadnia koordynator albo pracownik urzędu jednostki.")


def may_finish(act: Act, step: NextStep) -> Verdict:
    """Allow whoever has to do the step."""
    if step.done_at is not None:
        return refused("Ten krok jest już zrobiony.")
    if step.consultation.state != Consultation.State.AGREED:
        return refused("Krok można wykonać, gdy urząd uzgodni konsultację.")
    if step.whose == NextStep.Whose.OFFICE:
        return _may_finish_for_office(act, step)
    if may_write(act, step.consultation) or takes_over(act, step.consultation):
        return ALLOWED
    return refused("Ten krok robi doradca i on go zaznaczy.")


def _may_finish_for_office(act: Act, step: NextStep) -> Verdict:
    """Allow whoever agrees for the office, and the one of its people who is named."""
    office = step.consultation.unit.office_id
    is_named = step.person_id is not None and step.person_id == act.user
    if is_named and act.holds(*OFFICE_ROLES) and act.acts_for("office", office):
        return ALLOWED
    if may_sign_off(act, step.consultation):
        return ALLOWED
    who = f"{step.person}, koordynator" if step.person else "koordynator"
    return refused(f"Ten krok robi urząd jednostki; zaznaczy go {who} albo pracownik.")


def may_correct(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser to ask for a correction of what was agreed, one at a time."""
    verdict = may_write(act, consultation)
    if not verdict:
        return verdict
    if consultation.state != Consultation.State.AGREED:
        return refused("Poprawkę proponuje się do wpisu, który urząd już uzgodnił.")
    if consultation.unit.office_id is None:
        return refused("Jednostka nie ma jeszcze urzędu w portalu; poprawki nie ma kto uzgodnić.")
    if consultation.corrections.filter(state=Correction.State.ASKED).exists():
        return refused("Na odpowiedź urzędu czeka już poprawka tego wpisu.")
    return ALLOWED


def may_answer_correction(act: Act, correction: Correction) -> Verdict:
    """Allow whoever agrees for the unit's office."""
    return may_sign_off(act, correction.consultation)


def may_withdraw_correction(act: Act, correction: Correction) -> Verdict:
    """Allow the adviser whose entry it is."""
    if may_write(act, correction.consultation):
        return ALLOWED
    return refused("Poprawkę wycofuje doradca, który ją zaproponował.")
