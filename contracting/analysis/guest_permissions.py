"""Who lets people from outside into an analysis, and who takes an invitation."""

from contracting.analysis.models import Analysis, Guest
from contracting.analysis.permissions import is_writer, talks
from mkus_portal.accounts.models import User
from mkus_portal.accounts.rules import has_confirmed, masked
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused

CLOSED = "Analiza jest zamknięta. Nie zaprasza się już do niej nowych osób."


def may_see_guests(act: Act, analysis: Analysis) -> Verdict:
    """Allow whoever works on the analysis."""
    return talks(act, analysis)


def may_withdraw_guest(act: Act, guest: Guest) -> Verdict:
    """Allow clerks and coordinators of the office, at any time."""
    if is_writer(act, guest.analysis.office_id):
        return ALLOWED
    return refused("Dostęp do analizy daje i cofa koordynator lub pracownik merytoryczny urzędu.")


def may_invite_guest(act: Act, analysis: Analysis) -> Verdict:
    """Allow clerks and coordinators of the office, while the analysis is written."""
    if not is_writer(act, analysis.office_id):
        return refused(
            "Dostęp do analizy daje i cofa koordynator lub pracownik merytoryczny urzędu."
        )
    if analysis.state != Analysis.State.DRAFT:
        return refused(CLOSED)
    return ALLOWED


def may_take(act: Act, guest: Guest) -> Verdict:
    """Allow the owner of the invited address: they have shown that they read it."""
    person = User.objects.filter(pk=act.user or 0, is_active=True).first()
    if person is None:
        return refused("Zaloguj się, aby przyjąć zaproszenie.")
    if has_confirmed(person, guest.email):
        return ALLOWED
    return refused(
        f"Zaproszenie wysłano na adres {masked(guest.email)}. Zaloguj się na konto, w którym ten"
        " adres jest potwierdzony, albo poproś urząd o zaproszenie na swój adres."
    )
