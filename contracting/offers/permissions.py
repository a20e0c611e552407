"""Who may read, write, sign, send and withdraw an offer."""

from contracting.calls.models import Call, CallTask
from contracting.calls.rules import terms_of
from contracting.offers.models import Offer
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.web.wording import exact_instant
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES, Representative

ASSESSING = ("office", "call")
RETURNERS = ("clerk", "coordinator")
WRITERS = ("ngo_admin", "ngo_editor", "ngo_signatory", "ngo_accountant")


def is_open(act: Act, task: CallTask) -> Verdict:
    """Allow while the call is published and the task's deadline has not passed."""
    terms = terms_of(task)
    if terms.state != "published" or terms.opens_at is None or act.at < terms.opens_at:
        return refused("Nabór na to zadanie nie trwa.")
    if terms.deadline_at is None or act.at > terms.deadline_at:
        return refused("Termin składania ofert minął.")
    return ALLOWED


def may_start(act: Act, task: CallTask) -> Verdict:
    """Allow an organisation's people while the call is open."""
    if not (act.holds(*WRITERS) and act.scope.kind == "organisation"):
        return refused("Ofertę zaczyna osoba działająca w imieniu organizacji.")
    return is_open(act, task)


def may_read(act: Act, offer: Offer) -> Verdict:
    """Allow the organisation its own, the office after the deadline, and whom a Key lets in."""
    if Offer.objects.visible_to(act).filter(pk=offer.pk).exists():
        return ALLOWED
    return refused("Ta oferta nie jest dla Ciebie dostępna.")


def may_read_draft(act: Act, offer: Offer) -> Verdict:
    """Allow its writers and whom they let in: how a text came about is not for who assesses it."""
    if act.scope.kind in ASSESSING:
        return refused("Kto ocenia ofertę, czyta ją złożoną, bez historii jej pisania.")
    return may_read(act, offer)


def in_time_to_correct(act: Act, offer: Offer) -> Verdict:
    """Allow until the term that the office set for the correction, to the second."""
    asked = offer.open_return
    if asked is None:
        return refused("Urząd nie prosi o uzupełnienie tej oferty.")
    if offer.task.call.state == Call.State.ANNULLED:
        return refused("Konkurs jest unieważniony, oferty już się nie uzupełnia.")
    if act.at > asked.due_at:
        term = exact_instant(asked.due_at)
        return refused(f"Termin uzupełnienia oferty minął: {term}. Zostaje wersja złożona.")
    return ALLOWED


def is_asked_for(offer: Offer, section: str | None) -> Verdict:
    """Allow the sections that the office asks to correct; of a draft all of them."""
    asked = offer.open_return
    if asked is None or section is None or section in asked.reasons:
        return ALLOWED
    return refused(
        f"Części {section} nie obejmuje wezwanie do uzupełnienia: zostaje taka, jak złożona."
    )


def may_write(act: Act, offer: Offer) -> Verdict:
    """Allow the organisation's people a draft, or what is to be corrected; and Keys to write."""
    if not offer.is_written:
        return refused("Złożonej oferty nie można zmienić; do końca terminu można ją wycofać.")
    if offer.state == Offer.State.RETURNED and not (verdict := in_time_to_correct(act, offer)):
        return verdict
    own = act.holds(*WRITERS) and act.acts_for("organisation", offer.organisation_id)
    if own or Key.objects.held_by(act, Offer, "write").filter(object_id=offer.pk).exists():
        return ALLOWED
    return refused("Ofertę pisze jej organizacja.")


def may_follow_talk(act: Act, offer: Offer) -> Verdict:
    """Allow the organisation and the advisers whom it lets comment or write; never an assessor.

    A commission reads offers by a Key to read: it opens no talk, in whatever role they come.
    """
    if act.acts_for("organisation", offer.organisation_id) and act.holds(*NGO_ROLES):
        return ALLOWED
    keys = Key.objects.held_by(act, Offer, Key.Right.COMMENT, Key.Right.WRITE)
    if act.scope.kind not in ASSESSING and keys.filter(object_id=offer.pk).exists():
        return ALLOWED
    return refused("Uwagi do oferty widzi jej organizacja i osoby, które zaprosiła do pracy.")


def may_comment(act: Act, offer: Offer) -> Verdict:
    """Allow whoever works on the offer, while it is written."""
    if not offer.is_written:
        return refused("Oferta jest złożona. Uwagi można już tylko czytać.")
    return may_follow_talk(act, offer)


def may_return(act: Act, offer: Offer) -> Verdict:
    """Allow clerks and coordinators of the office that may read the offer."""
    own = act.acts_for("office", offer.office_id) and act.holds(*RETURNERS)
    if own and Offer.objects.of_office(act).filter(pk=offer.pk).exists():
        return ALLOWED
    return refused("Do uzupełnienia wzywa pracownik merytoryczny lub koordynator urzędu.")


def signing_self(act: Act, offer: Offer) -> Representative | None:
    """Return the representative who is the acting person and may sign on the day."""
    if not act.acts_for("organisation", offer.organisation_id) or act.user is None:
        return None
    mine = Representative.objects.filter(organisation=offer.organisation_id, user=act.user)
    return next((one for one in mine if one.may_sign_on(act.day)), None)


def may_sign(act: Act, offer: Offer) -> Verdict:
    """Allow a representative with a right in force, for themselves."""
    if signing_self(act, offer) is None:
        return refused("Podpisuje osoba wpisana jako uprawniona do reprezentacji organizacji.")
    return ALLOWED


def may_send(act: Act, offer: Offer) -> Verdict:
    """Allow the organisation's people; who has signed is a condition of the move."""
    if act.holds(*NGO_ROLES) and act.acts_for("organisation", offer.organisation_id):
        return ALLOWED
    return refused("Ofertę składa jej organizacja.")


def may_withdraw(act: Act, offer: Offer) -> Verdict:
    """Allow a representative or the organisation's administrator."""
    own = act.acts_for("organisation", offer.organisation_id)
    if own and (act.holds("ngo_admin") or signing_self(act, offer) is not None):
        return ALLOWED
    return refused("Ofertę wycofuje administrator organizacji albo osoba reprezentująca.")
