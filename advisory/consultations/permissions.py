"""Who may write, send, agree and dispute a consultation."""

from advisory.consultations.models import Consultation, NextStep
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

SIGN_OFF_ROLES = ("coordinator", "clerk")


def may_write(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser who held it."""
    own = consultation.adviser.user_id is not None and consultation.adviser.user_id == act.user
    if own and act.holds("adviser"):
        return ALLOWED
    return refused("Wpis zmienia doradca, który go zrobił.")


def may_edit(act: Act, consultation: Consultation) -> Verdict:
    """Allow the adviser, until the unit has agreed to the entry or is reading it."""
    verdict = may_write(act, consultation)
    if not verdict:
        return verdict
    if consultation.state in {Consultation.State.DRAFT, Consultation.State.DISPUTED}:
        return ALLOWED
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
    if step.whose == NextStep.Whose.OFFICE:
        return may_sign_off(act, step.consultation)
    return may_write(act, step.consultation)
