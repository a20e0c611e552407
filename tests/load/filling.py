"""What the bench measures on: one true call and one true offer made by actions, the rest copied.

Run only on a private database. Dates are counted from the day of the run.
"""

from copy import copy
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from contracting.calls.models import (
    Announcement,
    Call,
    CallTask,
    Criterion,
    Publication,
    PublicVersion,
    TaskSphere,
)
from contracting.offers.content import Action, Funding, Line, Result
from contracting.offers.models import Offer
from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import User
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from mkus_portal.drafting.models import Draft
from mkus_portal.folding import folded
from mkus_portal.offices.models import LocalGovernment
from ngos.models import Organisation
from tests.contracting.calls.factories import make_approved_call, make_published_call, publish
from tests.contracting.offers.factories import Cast, complete_content, make_cast, make_office

SPHERES = ("1", "6", "10", "13", "14", "16", "17", "18", "22", "32")
WORDS = ("Sport dzieci", "Pomoc sąsiedzka", "Świetlica", "Kultura ludowa", "Żywa biblioteka")
ROUND = timedelta(days=60)


def whole(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def call_dates(at: datetime, deadline_at: datetime) -> dict[str, object]:
    """Dates of a call that is published at the instant, all after one another."""
    year = deadline_at.year + 1
    return {
        "year": year,
        "deadline_at": deadline_at,
        "decision_on": (deadline_at + timedelta(days=7)).date(),
        "realization_from": date(year, 2, 1),
        "realization_to": date(year, 12, 15),
    }


def fill_calls(count: int) -> Call:
    """Make the number of published calls in twenty offices; return the one made by actions."""
    now = whole(timezone.now())
    at = now - timedelta(days=2)
    model = make_published_call(
        make_office(), at=at, tasks=3, **call_dates(at, now + timedelta(days=28))
    )
    for document in Document.objects.about(model.announcements.get()):
        documents.build(act_at(now), document.pk, timezone.now)
    offices = [make_office() for _ in range(20)]
    calls = [_call_like(model, offices[n % 20], n, now) for n in range(1, count)]
    Call.objects.bulk_create(calls)
    _copy_parts(model, calls)
    PublicVersion.objects.grow()
    return model


def act_at(at: datetime):
    from mkus_portal.act import Act  # noqa: PLC0415 - one line of it is needed here

    return Act.system(at)


def _call_like(model: Call, office: LocalGovernment, number: int, now: datetime) -> Call:
    call = copy(model)
    call.pk, call._state, call.draft = None, Call()._state, None
    call.office = office
    call.title = f"{WORDS[number % len(WORDS)]} {number}"
    call.title_folded = folded(call.title)
    call.deadline_at = now + timedelta(hours=number * 6) - ROUND / 4
    call.opens_at = min(call.opens_at, call.deadline_at - timedelta(days=22))
    return call


def _copy_parts(model: Call, calls: list[Call]) -> None:
    for kind in (Announcement, Publication, Criterion):
        parts = list(kind.objects.filter(call=model))
        kind.objects.bulk_create([_part_of(one, call) for call in calls for one in parts])
    parts = list(model.tasks.all())
    tasks = CallTask.objects.bulk_create([_part_of(one, call) for call in calls for one in parts])
    TaskSphere.objects.bulk_create(
        [TaskSphere(task=task, code=SPHERES[n % len(SPHERES)]) for n, task in enumerate(tasks)]
    )


def _part_of(part, call):
    made = copy(part)
    made.pk, made._state, made.call = None, type(part)()._state, call
    return made


def call_in_waiting(title: str) -> Call:
    """An approved call with two of its three publications: one more makes it public."""
    now = whole(timezone.now())
    at = now - timedelta(days=1)
    dates = call_dates(at, now + timedelta(days=40))
    call = make_approved_call(make_office(), at=at, title=title, **dates)
    publish(call, "bip", "board", at=at)
    return call


def fill_offers(count: int) -> Cast:
    """Make the number of offers sent to one office whose deadline has passed; return the cast."""
    now = whole(timezone.now())
    at = now - timedelta(days=40)
    dates = call_dates(at, now - timedelta(days=1))
    call = make_published_call(make_office(), at=at, tasks=3, **dates)
    cast = make_cast(call=call)
    sent_at = at + timedelta(days=10)
    cast = replace(
        cast, **{name: getattr(cast, name).later(sent_at) for name in ("editor", "president")}
    )
    model = cast.sent(content=six_pages(call))
    organisations = _organisations_like(cast.organisation, 120)
    drafts = Draft.objects.bulk_create([_draft_like(model.draft) for _ in range(1, count)])
    tasks = list(call.tasks.all())
    Offer.objects.bulk_create(
        [
            _offer_like(model, n, draft, organisations[n % 120], tasks[n % len(tasks)])
            for n, draft in enumerate(drafts, 2)
        ]
    )
    return cast


def _organisations_like(model: Organisation, count: int) -> list[Organisation]:
    made = []
    for number in range(count):
        one = copy(model)
        one.pk, one._state = None, Organisation()._state
        one.name, one.register_number = f"Fundacja Zmyślona {number}", f"{700_000 + number:010d}"
        one.name_folded = folded(one.name)
        made.append(one)
    return Organisation.objects.bulk_create(made)


def _draft_like(model: Draft) -> Draft:
    made = copy(model)
    made.pk, made._state = None, Draft()._state
    return made


def _offer_like(
    model: Offer, number: int, draft: Draft, organisation: Organisation, task: CallTask
) -> Offer:
    made = copy(model)
    made.pk, made._state = None, Offer()._state
    made.draft, made.organisation, made.task = draft, organisation, task
    made.number = f"O/{model.submitted_at.year}/{number:05d}"
    made.task_title = f"{WORDS[number % len(WORDS)]} {number}"
    made.title_folded = folded(made.task_title)
    made.submitted_at = model.submitted_at + timedelta(minutes=number)
    made.grant = Decimal(1000 + number)
    return made


def draft_offer() -> tuple[Cast, Offer]:
    """A draft of an offer as long as a real one, in an open call, for the autosave."""
    now = whole(timezone.now())
    at = now - timedelta(days=2)
    dates = call_dates(at, now + timedelta(days=28))
    call = make_published_call(make_office(), at=at, **dates)
    cast = make_cast(call=call)
    cast = replace(cast, editor=cast.editor.later(now), president=cast.president.later(now))
    return cast, cast.draft(six_pages(call))


def six_pages(call: Call):
    """A complete content whose printed form has six pages."""
    sentence = "Zajęcia prowadzą doświadczeni trenerzy w szkole i na boisku gminnym. "
    first = call.realization_from
    base = complete_content()
    texts = {
        **base.texts,
        "III.2.from": first.isoformat(),
        "III.2.to": date(first.year, 11, 30).isoformat(),
        "III.3": sentence * 16,
        "III.5.1": sentence * 4,
        "III.5.2": sentence * 4,
        "III.5.3": sentence * 4,
        "IV.1": sentence * 5,
        "IV.2": sentence * 4,
        "VI.3": sentence * 4,
    }
    plan = tuple(
        Action(n, f"Działanie {n}", sentence * 2, "dzieci i młodzież", "luty–listopad", "brak")
        for n in range(1, 8)
    )
    lines = tuple(
        Line(n, "action", (n % 7) + 1, f"Koszt {n}", "godzina", Decimal("60.00"), Decimal(10))
        for n in range(1, 16)
    )
    admin = Line(16, "admin", None, "Księgowość", "miesiąc", Decimal("100.00"), Decimal(10))
    results = tuple(
        Result(n, f"Rezultat {n}", "30 osób", "listy obecności i ankiety") for n in range(1, 6)
    )
    return replace(
        base,
        texts=texts,
        actions=plan,
        results=results,
        lines=(*lines, admin),
        funding=Funding(grant=Decimal("9000.00"), own_financial=Decimal("1000.00")),
    )


def cookies_of(user_pk: int, role: str, scope) -> str:
    """The cookies of a person who has signed in and wears the hat."""
    user = User.objects.get(pk=user_pk)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = user.get_session_auth_hash()
    put_on(Hat(role, scope), session)
    session.create()
    return f"sessionid={session.session_key}; csrftoken={'a' * 32}"
