"""Who hears of an entry: the unit's office, its adviser."""

from advisory.consultations.models import Consultation
from advisory.consultations.permissions import SIGN_OFF_ROLES
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import Whose, people_with, send_letter


def office_of(consultation: Consultation) -> Scope:
    """Return the unit's office as a holder of roles."""
    return Scope("office", consultation.unit.office_id)


def agreeing(consultation: Consultation) -> Whose:
    """Return those who agree for the unit."""
    return Whose(scope=office_of(consultation), roles=SIGN_OFF_ROLES)


def tell_office(act: Act, consultation: Consultation, kind: str, reason: str = "") -> None:
    """Write to those who agree for the unit."""
    readers = people_with(office_of(consultation), act.day, *SIGN_OFF_ROLES)
    context = {"url": consultation.get_absolute_url(), "reason": reason}
    send_letter(act, kind, readers, consultation, context)


def tell_adviser(act: Act, consultation: Consultation, kind: str, reason: str = "") -> None:
    """Write to the adviser, where they have an account."""
    person: User | None = consultation.adviser.user
    if person is not None:
        context = {"url": consultation.get_absolute_url(), "reason": reason}
        send_letter(act, kind, [person], consultation, context)
