"""Letting an adviser into one offer: asking, taking the invitation, withdrawing the consent."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.offers import advice_letters as letters
from contracting.offers.advice_permissions import may_ask_for_advice
from contracting.offers.advice_sides import tell_both_sides
from contracting.offers.models import Advice, Offer
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.consents import fault_of_day
from mkus_portal.accounts.models import Key, User
from mkus_portal.act import Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.verdict import insist
from mkus_portal.workflow.engine import perform

TWICE = "Ta osoba jest już zaproszona. Aby zmienić termin, najpierw cofnij zgodę."
CONSENT = (
    "Organizacja zgadza się, aby doradca czytał tę ofertę, zgłaszał do niej uwagi i proponował"
    " teksty do podanego dnia. Doradca nie pisze w ofercie i nie widzi innych ofert. Zgodę można"
    " cofnąć w każdej chwili. Doradca nie może zasiadać w komisji tego konkursu: urząd zobaczy, że"
    " ta osoba doradza, a po terminie składania ofert także przy czyjej ofercie."
)
Sequel = Callable[[Act, Advice], None]
_sequels: list[Sequel] = []


def register_sequel(sequel: Sequel) -> None:
    """Let a later room act when somebody becomes an adviser, in the transaction."""
    _sequels.append(sequel)


@transaction.atomic
def ask_for_advice(act: Act, offer: Offer, *, email: str, until: date) -> Advice:
    """Invite the reader of an address to one offer; nothing is open before they take it.

    Raises Refused, ValidationError by field.
    """
    drafting.lock_draft(offer.draft)
    offer.refresh_from_db(fields=["state"])
    insist(may_ask_for_advice(act, offer))
    address = email.strip().lower()
    if fault := fault_of_day(act.day, until):
        raise ValidationError({"until": fault})
    if offer.advice.standing().filter(email=address).exists():
        raise ValidationError({"email": TWICE})
    advice = Advice(
        offer=offer,
        email=address,
        until=until,
        consent=CONSENT,
        invited_at=act.at,
        invited_by_id=act.user,
    )
    advice.full_clean(exclude=["offer", "invited_by", "user", "accepted_at"])
    advice.save()
    letters.ask(act, advice)
    return advice


@transaction.atomic
def accept_advice(act: Act, advice: Advice) -> Key:
    """Take an invitation: a Key to comment opens the offer until the end of its last day.

    Raises Refused, MoveTaken.
    """
    drafting.lock_draft(advice.offer.draft)
    advice.offer.refresh_from_db(fields=["state"])
    perform(act, advice, "accept")
    user = User.objects.get(pk=act.user or 0)
    advice.user, advice.accepted_at = user, act.at
    advice.save(update_fields=["user", "accepted_at"])
    letters.open_advising(act, advice)
    why = f"Doradca przy ofercie: {advice.offer}"[:300]
    key = give_key(act, user, advice.offer, Key.Right.COMMENT, why, advice.ends_at)
    tell_both_sides(act, advice)
    for sequel in _sequels:
        sequel(act, advice)
    return key


@transaction.atomic
def withdraw_advice(act: Act, advice: Advice) -> None:
    """Withdraw the consent; the Key that it gave ends now. Raises Refused, MoveTaken."""
    perform(act, advice, "withdraw")
    letters.end_advising(act, advice)
    if advice.user_id is None:
        return
    keys = Key.objects.opening(advice.offer, act.at, Key.Right.COMMENT)
    for key in keys.filter(user=advice.user_id, valid_to=advice.ends_at):
        take_key(act, key)
