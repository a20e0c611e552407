"""Registering by the link, the organiser's list, and being there: once a day."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from advisory.events.letters import REGISTERED
from advisory.events.models import Event, EventDay, Participant, Presence
from advisory.events.permissions import may_keep_list, may_register
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

FULL = "Nie ma już wolnych miejsc."
NOT_TODAY = "Obecność zaznacza się w dniu wydarzenia."


@transaction.atomic
def register(act: Act, event: Event, **person: Any) -> Participant:
    """Put somebody on the list; they get a letter with their own link.

    An address that is on the list already is not told so: the same letter goes out once more, and
    the row stays as it was. Raises Refused after the term or when all places are taken,
    ValidationError.
    """
    hold(event)
    insist(may_register(act, event))
    email = person["email"].strip().lower()
    known = event.participants.filter(email=email).first()
    if known is None:
        if event.places is not None and event.participants.count() >= event.places:
            insist(refused(FULL))
        known = _write(act, event, **{**person, "email": email})
    url = reverse("event-own-registration", args=(known.token,))
    send_letter(act, REGISTERED.code, [email], event, {"url": url, "person": known.full_name})
    return known


def _write(act: Act, event: Event, **person: Any) -> Participant:
    participant = Participant(event=event, registered_at=act.at, **person)
    participant.name_folded = folded(participant.full_name)
    participant.full_clean(exclude=("token",))
    participant.save()
    return participant


@transaction.atomic
def resign(act: Act, participant: Participant) -> None:
    """Give one's place back. Raises Refused when they were already there on some day."""
    event = hold(participant.event)
    if participant.presences.exists():
        insist(refused("Obecność jest już zapisana, więc zapisu nie można wycofać."))
    if act.day > event.ends_on:
        insist(refused("Wydarzenie już się skończyło."))
    participant.delete()


@transaction.atomic
def add_to_list(act: Act, event: Event, **person: Any) -> Participant:
    """Write somebody on the list for them, also after the term. Raises Refused, ValidationError."""
    hold(event)
    insist(may_keep_list(act, event))
    return _write(act, event, **{**person, "email": person.get("email", "").strip().lower()})


@transaction.atomic
def remove_participant(act: Act, participant: Participant) -> None:
    """Take somebody off the list, with their presences. Raises Refused."""
    hold(participant.event)
    insist(may_keep_list(act, participant.event))
    participant.delete()


@transaction.atomic
def mark_list(act: Act, day: EventDay, present: Collection[int], shown: Collection[int]) -> int:
    """Note who was there: of the people `shown` on the page, those `present` and nobody else.

    People who were written down meanwhile stay as they are. Return how many rows changed.
    Raises Refused; before the day nobody was there.
    """
    event = hold(day.event)
    insist(may_keep_list(act, event))
    if act.day < day.held_on:
        insist(refused(NOT_TODAY))
    known = set(event.participants.filter(pk__in=shown).values_list("pk", flat=True))
    there = set(day.presences.filter(participant__in=known).values_list("participant", flat=True))
    came = known & set(present)
    Presence.objects.bulk_create(
        Presence(participant_id=one, day=day, noted=Presence.Noted.LIST, noted_at=act.at)
        for one in sorted(came - there)
    )
    day.presences.filter(participant__in=there - came).delete()
    return len(came ^ there)


@transaction.atomic
def mark_myself(
    act: Act, day: EventDay, participant: Participant | None, **person: Any
) -> Participant:
    """Note one's presence on the page of the day's code, once; who is not on the list is added.

    `participant` is of the day's event or of one that shares the session. Raises Refused on
    another day or when it is noted already, ValidationError.
    """
    if participant is None:
        event = hold(day.event)
        _ask_day(act, day)
        participant = _write(act, event, **person)
    else:
        hold(participant.event)
        _ask_day(act, day)
    own = participant.event.days.filter(held_on=day.held_on).first() or day
    _, is_new = Presence.objects.get_or_create(
        participant=participant,
        day=own,
        defaults={"noted": Presence.Noted.SELF, "noted_at": act.at},
    )
    if not is_new:
        insist(refused("Twoja obecność w tym dniu jest już zapisana."))
    return participant


def _ask_day(act: Act, day: EventDay) -> None:
    if day.event.state not in {Event.State.ANNOUNCED, Event.State.HELD}:
        insist(refused("Tego wydarzenia nie ma w planie."))
    if act.day != day.held_on:
        insist(refused(NOT_TODAY))


def on_the_list(day: EventDay, email: str) -> Participant | None:
    """Return who has the address on the list of the day's session: its own event's, or a shared."""
    session = Q(event__days=day) | Q(event__days__shares=day)
    if day.shares_id is not None:
        session |= Q(event__days=day.shares_id) | Q(event__days__shares=day.shares_id)
    rows = Participant.objects.filter(session, email=email.strip().lower()).select_related("event")
    own = [one for one in rows if one.event_id == day.event_id]
    return own[0] if own else rows.first()
