"""Planning an event, its days, announcing it, calling it off, counting people by hand."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.urls import reverse

from advisory.events.documents import CERTIFICATE, DOCUMENTS
from advisory.events.letters import CANCELLED
from advisory.events.models import (
    MOST_DAYS,
    SECTOR_COLUMNS,
    Event,
    EventDay,
    Participant,
    Presence,
)
from advisory.events.permissions import (
    may_certify,
    may_count,
    may_edit,
    may_plan,
    may_read,
)
from advisory.events.procedure import ANNOUNCE, CANCEL, HOLD
from advisory.events.rules import days_between, next_code
from advisory.programmes.models import Programme, Unit
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

DAY_FIELDS = ("starts_at", "ends_at", "topic", "shares")
NOBODY = "Nikt z listy nie ma zapisanej obecności, która daje zaświadczenie. Zaznacz obecność."


@transaction.atomic
def plan_event(act: Act, programme: Programme, units: Iterable[Unit] = (), **fields: Any) -> Event:
    """Add an event with its days. Raises Refused, ValidationError."""
    insist(may_plan(act, programme))
    hold(programme)
    code = next_code(programme.events.values_list("code", flat=True))
    event = Event(programme=programme, code=code, created_at=act.at, **fields)
    _keep(event)
    event.units.set(units)
    _keep_days(event)
    return event


@transaction.atomic
def change_event(
    act: Act, event: Event, units: Iterable[Unit], based_on: int | None = None, **fields: Any
) -> None:
    """Keep changed words, days and units. Raises Refused, ValidationError, Overtaken.

    A day on which somebody was present is not dropped; a unit that one does not see stays.
    """
    hold(event)
    insist(may_edit(act, event))
    event.step(based_on)
    for name, value in fields.items():
        setattr(event, name, value)
    _keep(event)
    unseen = event.units.exclude(pk__in=Unit.objects.visible_to(act).values("pk"))
    event.units.set([*units, *unseen])
    _keep_days(event)


def _keep(event: Event) -> None:
    event.title_folded = folded(event.title)
    event.full_clean(exclude=("token",))
    if event.days_long > MOST_DAYS:
        raise ValidationError({"ends_on": f"Wydarzenie trwa najwyżej {MOST_DAYS} dni."})
    if event.days_required and event.days_required > event.days_long:
        message = "Wydarzenie trwa krócej. Podaj najwyżej tyle dni, ile trwa."
        raise ValidationError({"days_required": message})
    if event.registers_until and event.registers_until > event.ends_on:
        message = "Zapisy kończą się najpóźniej w ostatnim dniu wydarzenia."
        raise ValidationError({"registers_until": message})
    event.save()


def _keep_days(event: Event) -> None:
    """Let the event have a row for each of its days, and no other."""
    wanted = days_between(event.starts_on, event.ends_on)
    dropped = event.days.exclude(held_on__in=wanted)
    if Presence.objects.filter(day__in=dropped).exists():
        message = "Na liście jest już obecność w dniu, którego nie ma w nowych datach."
        raise ValidationError({"starts_on": message})
    EventDay.objects.filter(shares__in=dropped).update(shares=None)
    dropped.delete()
    known = set(event.days.values_list("held_on", flat=True))
    EventDay.objects.bulk_create(
        EventDay(event=event, held_on=day) for day in wanted if day not in known
    )


@transaction.atomic
def change_day(act: Act, day: EventDay, **fields: Any) -> None:
    """Keep a day's hours, topic, and the session of another event that it shares.

    Raises Refused, ValidationError: a shared session is of the same programme and the same date,
    and itself shares none.
    """
    hold(day.event)
    insist(may_edit(act, day.event))
    for name in DAY_FIELDS:
        if name in fields:
            setattr(day, name, fields[name])
    _check_sharing(day)
    day.full_clean(exclude=("token",))
    day.save()


def _check_sharing(day: EventDay) -> None:
    other = day.shares
    if other is None:
        return
    sentence = ""
    if other.event.programme_id != day.event.programme_id or other.pk == day.pk:
        sentence = "Wybierz dzień innego wydarzenia tego programu."
    elif other.held_on != day.held_on:
        sentence = "Wspólna część odbywa się tego samego dnia."
    elif other.shares_id is not None:
        sentence = f"Tamten dzień sam jest częścią wydarzenia „{other.shares.event}”; wybierz je."  # type: ignore[union-attr]  # has the key
    elif day.shared_by.exists():
        sentence = "Z tym dniem łączą się już inne wydarzenia; połącz tamto z tym."
    if sentence:
        raise ValidationError({"shares": sentence})


@transaction.atomic
def announce_event(act: Act, event: Event) -> None:
    """Open the registration. Raises Refused, MoveTaken."""
    perform(act, event, ANNOUNCE)


@transaction.atomic
def hold_event(act: Act, event: Event) -> None:
    """Say that it took place: from now on it counts. Raises Refused, MoveTaken."""
    perform(act, event, HOLD)


@transaction.atomic
def cancel_event(act: Act, event: Event, reason: str) -> None:
    """Call it off; everybody on the list with an address gets a letter. Raises Refused."""
    if not reason.strip():
        insist(refused("Napisz, dlaczego wydarzenie jest odwołane."))
    perform(act, event, CANCEL, note=reason)
    addresses = list(event.participants.exclude(email="").values_list("email", flat=True))
    url = reverse("event-registration", args=(event.token,))
    send_letter(act, CANCELLED.code, addresses, event, {"url": url, "reason": reason})


@transaction.atomic
def count_people(
    act: Act, event: Event, based_on: int | None = None, *, estimated: bool = False, **people: int
) -> None:
    """Keep how many came besides those on the list, by sector (`people_office` …).

    Raises Refused, ValidationError, Overtaken.
    """
    hold(event)
    insist(may_count(act, event))
    event.step(based_on)
    for column in SECTOR_COLUMNS.values():
        setattr(event, column, people.get(column, 0))
    event.estimated = estimated
    event.full_clean(exclude=("token",))
    event.save()


@transaction.atomic
def ask_for_document(act: Act, event: Event, kind: str) -> Document:
    """Ask for the attendance list or the event's report. Raises Refused."""
    insist(may_read(act, event))
    title = f"{DOCUMENTS[kind].label}: {event.title}"
    return request(act, kind, event, title=title)


def earning(event: Event) -> QuerySet[Participant]:
    """Return the people of the list who were there on as many days as a certificate takes."""
    came = Participant.objects.filter(event=event).annotate(days=Count("presences"))
    return came.filter(days__gte=event.days_for_certificate)


@transaction.atomic
def issue_certificates(act: Act, event: Event) -> int:
    """Ask for a certificate for everybody on the list who came often enough; return for how many.

    Who came on one more day since gets a new one. Raises Refused before it was held, or when
    nobody was there on as many days as it takes.
    """
    insist(may_certify(act, event))
    found = list(earning(event).select_related("event__programme"))
    if not found:
        insist(refused(NOBODY))
    for one in found:
        request(act, CERTIFICATE, one, title=f"Zaświadczenie o udziale: {event.title}")
    return len(found)
