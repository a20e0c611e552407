"""Letting an adviser into the draft of a call: asking, taking the invitation, ending it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.calls import advice_letters as letters
from contracting.calls.actions.preparing import start_talk
from contracting.calls.advice_permissions import may_ask_for_advice
from contracting.calls.models import Call, CallAdvice
from contracting.calls.noting import hold_talk
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.accounts.consents import fault_of_day
from mkus_portal.accounts.models import Key, User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.verdict import insist
from mkus_portal.workflow.engine import perform

TWICE = "Ta osoba jest już zaproszona. Aby zmienić termin, najpierw cofnij zgodę."
CONSENT = (
    "Urząd zgadza się, aby doradca czytał szkic tego konkursu, zgłaszał do niego uwagi i proponował"
    " teksty do podanego dnia, najdłużej do ogłoszenia konkursu. Doradca nie zmienia szkicu, nie"
    " widzi innych konkursów urzędu ani ofert. Zgodę można cofnąć w każdej chwili. Jeśli ta osoba"
    " będzie potem doradzać także organizacji przy ofercie w tym konkursie, portal powie o tym"
    " urzędowi i tej organizacji."
)


@transaction.atomic
def ask_for_advice(act: Act, call: Call, *, email: str, until: date) -> CallAdvice:
    """Invite the reader of an address to one draft; nothing is open before they take it.

    Raises Refused, ValidationError by field.
    """
    hold_talk(call)
    hold(call)
    insist(may_ask_for_advice(act, call))
    address = email.strip().lower()
    if fault := fault_of_day(act.day, until):
        raise ValidationError({"until": fault})
    if call.advice.standing().filter(email=address).exists():
        raise ValidationError({"email": TWICE})
    if call.draft is None:
        start_talk(act, call)
    advice = CallAdvice(
        call=call,
        email=address,
        until=until,
        consent=CONSENT,
        invited_at=act.at,
        invited_by_id=act.user,
    )
    advice.full_clean(exclude=["call", "invited_by", "user", "accepted_at"])
    advice.save()
    letters.ask(act, advice)
    return advice


@transaction.atomic
def accept_advice(act: Act, advice: CallAdvice) -> Key:
    """Take an invitation: a Key to comment opens the draft until the end of its last day.

    Raises Refused, MoveTaken.
    """
    hold_talk(advice.call)
    hold(advice.call)
    perform(act, advice, "accept")
    user = User.objects.get(pk=act.user or 0)
    advice.user, advice.accepted_at = user, act.at
    advice.save(update_fields=["user", "accepted_at"])
    letters.open_advising(act, advice)
    why = f"Doradca przy konkursie: {advice.call}"[:300]
    return give_key(act, user, advice.call, Key.Right.COMMENT, why, advice.ends_at)


@transaction.atomic
def withdraw_advice(act: Act, advice: CallAdvice) -> None:
    """Withdraw the consent; the Key that it gave ends now. Raises Refused, MoveTaken."""
    perform(act, advice, "withdraw")
    if not advice.has_ended(act.at):
        letters.end_advising(act, advice, letters.WITHDRAWN)
    _take_keys(act, advice)


def end_advice(act: Act, call: Call) -> None:
    """End every access: the call is published or called off. In the caller's transaction."""
    rows = call.advice.filter(state=CallAdvice.State.ACCEPTED).select_related("user")
    for advice in rows:
        advice.call = call
        if advice.is_over(act.at):
            continue
        letters.end_advising(act, advice, letters.OVER)
        _take_keys(act, advice)


def _take_keys(act: Act, advice: CallAdvice) -> None:
    """Close the draft to whom this consent had opened it."""
    if advice.user_id is None:
        return
    keys = Key.objects.opening(advice.call, act.at, Key.Right.COMMENT)
    for key in keys.filter(user=advice.user_id, valid_to=advice.ends_at):
        take_key(act, key)
