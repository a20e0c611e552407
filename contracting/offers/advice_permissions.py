"""Who lets an adviser into an offer, and who takes such an invitation."""

from contracting.offers.models import Advice, Offer
from contracting.offers.permissions import ASSESSING, WRITERS
from mkus_portal.accounts.models import Membership, User
from mkus_portal.accounts.rules import has_confirmed, masked
from mkus_portal.act import Act, Scope
from mkus_portal.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES

SENT = "Oferta nie jest już pisana. Nie zaprasza się do niej nowych doradców."
OF_OFFICE = (
    "Masz rolę w urzędzie, który ogłosił ten konkurs. Oferty nie może czytać przed terminem nikt"
    " z urzędu, także jako doradca."
)


def may_see_advisers(act: Act, offer: Offer) -> Verdict:
    """Allow the organisation's own people."""
    if act.acts_for("organisation", offer.organisation_id) and act.holds(*NGO_ROLES):
        return ALLOWED
    return refused("Doradców oferty widzi jej organizacja.")


def may_withdraw_advice(act: Act, advice: Advice) -> Verdict:
    """Allow those who write the organisation's offers, at any time."""
    return may_give(act, advice.offer)


def may_ask_for_advice(act: Act, offer: Offer) -> Verdict:
    """Allow those who write the organisation's offers, while the offer is written."""
    giving = may_give(act, offer)
    if giving and not offer.is_written:
        return refused(SENT)
    return giving


def may_give(act: Act, offer: Offer) -> Verdict:
    """Allow those who write the organisation's offers."""
    if act.holds(*WRITERS) and act.acts_for("organisation", offer.organisation_id):
        return ALLOWED
    return refused("Dostęp doradcy daje i cofa osoba, która pisze oferty organizacji.")


def may_take_advice(act: Act, advice: Advice) -> Verdict:
    """Allow the owner of the invited address; nobody who works for the office of the call."""
    person = User.objects.filter(pk=act.user or 0, is_active=True).first()
    if person is None:
        return refused("Zaloguj się, aby przyjąć zaproszenie.")
    if not has_confirmed(person, advice.email):
        return refused(
            f"Zaproszenie wysłano na adres {masked(advice.email)}. Zaloguj się na konto, w którym"
            " ten adres jest potwierdzony, albo poproś organizację o nowe zaproszenie."
        )
    office = Scope("office", advice.offer.office_id)
    if Membership.objects.of(office).valid_on(act.day).filter(user=person).exists():
        return refused(OF_OFFICE)
    return ALLOWED


def opens_by_key(act: Act) -> bool:
    """Whether what was opened to the person themselves is seen in this role."""
    return act.scope.kind not in (*ASSESSING, "organisation")
