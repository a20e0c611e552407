"""Registering by the link, the organiser's list, and being there: once a day."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from advisory.events.letters import REGISTERED
from advisory.events.models import Event, EventDay, Participant, Presence
from advisory.events.permissions import (
    NOT_TODAY,
    has_place,
    may_keep_list,
    may_note_presence,
    may_register,
)
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused


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
        insist(has_place(event))
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
def correct_participant(act: Act, participant: Participant, **person: Any) -> None:
    """Put right who somebody is: a certificate prints it. Raises Refused, ValidationError."""
    hold(participant.event)
    insist(may_keep_list(act, participant.event))
    hold(participant)
    for name, value in person.items():
        setattr(participant, name, value)
    participant.email = participant.email.strip().lower()
    participant.name_folded = folded(participant.full_name)
    participant.full_clean(exclude=("token",))
    participant.save()


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
    """Note one's presence on the page of the day's code; who is not on the list is added.

    `participant` is of the day's event or of one that shares the session. Said once more it changes
    nothing: neither for who is on the list nor for who came without registering, whom the name
    and whence tell. Raises Refused on another day and once the event is closed, ValidationError.
    """
    hold(day.event if participant is None else participant.event)
    day.event.refresh_from_db(fields=["state"])
    insist(may_note_presence(act, day))
    if participant is not None and not Participant.objects.filter(pk=participant.pk).exists():
        insist(refused("Tej osoby nie ma już na liście. Wpisz, kim jesteś."))
    if participant is None:
        participant = _came_before(day, **person) or _write(act, day.event, **person)
    own = participant.event.days.filter(held_on=day.held_on).first() or day
    Presence.objects.get_or_create(
        participant=participant,
        day=own,
        defaults={"noted": Presence.Noted.SELF, "noted_at": act.at},
    )
    return participant


def _came_before(day: EventDay, **person: Any) -> Participant | None:
    """Return who is on the list of the session with the same name from the same place.

    Two addresses are two people.
    """
    email, whence = person.get("email", ""), folded(person.get("comes_from", ""))
    rows = _of_session(day).filter(name_folded=folded(person["full_name"]))
    if email:
        rows = rows.filter(email="")
    return next((one for one in rows if folded(one.comes_from) == whence), None)


def on_the_list(day: EventDay, email: str) -> Participant | None:
    """Return who has the address on the list of the day's session: its own event's, or a shared."""
    rows = list(_of_session(day).filter(email=email.strip().lower()))
    own = [one for one in rows if one.event_id == day.event_id]
    return next(iter(own or rows), None)


def _of_session(day: EventDay) -> QuerySet[Participant]:
    session = Q(event__days=day) | Q(event__days__shares=day)
    if day.shares_id is not None:
        session |= Q(event__days=day.shares_id) | Q(event__days__shares=day.shares_id)
    return Participant.objects.filter(session).select_related("event").distinct()
