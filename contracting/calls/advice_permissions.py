"""Who lets an adviser into the draft of a call, who takes such an invitation, who talks."""

from contracting.calls.models import Call, CallAdvice
from contracting.calls.permissions import WRITERS
from mkus_portal.accounts.models import Membership, User
from mkus_portal.accounts.rules import has_confirmed, masked
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.verdict import ALLOWED, Verdict, refused

OPEN = (Call.State.DRAFT, Call.State.TO_APPROVE)
DECIDED = "Ogłoszenie jest już zatwierdzone. Nie zaprasza się do niego nowych doradców."
OF_OFFICE = "Masz rolę w urzędzie, który przygotowuje ten konkurs. Szkic widzisz w tej roli."
GIVING = "Dostęp doradcy daje i cofa koordynator lub pracownik merytoryczny urzędu."


def may_read_draft(act: Act, call: Call) -> Verdict:
    """Allow the office's people, and advisers whom it has let in, on the way to publication."""
    if act.acts_for("office", call.office_id) and act.holds(*OFFICE_ROLES):
        return ALLOWED
    if Call.objects.opened_to(act).filter(pk=call.pk).exists():
        return ALLOWED
    return refused("Szkic konkursu czyta urząd i osoby, które zaprosił do porady.")


def may_comment(act: Act, call: Call) -> Verdict:
    """Allow whoever reads the draft, until it is approved."""
    if call.state not in OPEN:
        return refused("Ogłoszenie jest zatwierdzone. Uwagi można już tylko czytać.")
    return may_read_draft(act, call)


def may_see_advisers(act: Act, call: Call) -> Verdict:
    """Allow the office's own people."""
    if act.acts_for("office", call.office_id) and act.holds(*OFFICE_ROLES):
        return ALLOWED
    return refused("Doradców konkursu widzi urząd, który go przygotowuje.")


def may_give(act: Act, call: Call) -> Verdict:
    """Allow clerks and coordinators of the office."""
    if act.acts_for("office", call.office_id) and act.holds(*WRITERS):
        return ALLOWED
    return refused(GIVING)


def may_ask_for_advice(act: Act, call: Call) -> Verdict:
    """Allow clerks and coordinators of the office, until the announcement is approved."""
    giving = may_give(act, call)
    if giving and call.state not in OPEN:
        return refused(DECIDED)
    return giving


def may_withdraw_advice(act: Act, advice: CallAdvice) -> Verdict:
    """Allow clerks and coordinators of the office, at any time."""
    return may_give(act, advice.call)


def may_take_advice(act: Act, advice: CallAdvice) -> Verdict:
    """Allow the owner of the invited address; the office's own people have the draft already."""
    person = User.objects.filter(pk=act.user or 0, is_active=True).first()
    if person is None:
        return refused("Zaloguj się, aby przyjąć zaproszenie.")
    if not has_confirmed(person, advice.email):
        return refused(
            f"Zaproszenie wysłano na adres {masked(advice.email)}. Zaloguj się na konto, w którym"
            " ten adres jest potwierdzony, albo poproś urząd o nowe zaproszenie."
        )
    office = Scope("office", advice.call.office_id)
    if Membership.objects.of(office).valid_on(act.day).filter(user=person).exists():
        return refused(OF_OFFICE)
    return ALLOWED
