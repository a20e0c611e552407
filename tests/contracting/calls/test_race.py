"""Eight people press the same button: one approval, one opening, one annulment, one saved text."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from contracting.calls import actions
from contracting.calls.models import Announcement, Annulment, Call, Publication, Question
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from mkus_portal.workflow.models import MoveLog
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_published_call,
    member_act,
    publish,
)
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)
LATE = DEADLINE + timedelta(seconds=1)


def pressed(action):
    """Return "done", or the name of the refusal."""
    try:
        action()
    except (MoveRefused, Overtaken, ValidationError) as answer:
        return type(answer).__name__
    return "done"


def moves(name):
    return MoveLog.objects.filter(move=name).count()


def test_one_approves(at_once, office, clerk, mayor):
    call = make_call(office, act=clerk)
    actions.send_to_approve(clerk, call)

    def work(number):
        seen = Call.objects.get(pk=call.pk)
        return pressed(
            lambda: actions.approve_call(mayor, seen, f"{number}/2026", AT.date(), "Anna")
        )

    outcomes, after = at_once(
        work,
        lambda: (
            moves("approve"),
            Announcement.objects.count(),
            Document.objects.count(),
            Call.objects.get().announced_version,
            Duty.objects.open().count(),
        ),
    )
    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"done", "MoveTaken", "Refused"}
    assert after == (1, 1, 1, 1, 1)


def test_one_records_the_third_place_and_the_call_opens_once(at_once, office, clerk):
    call = make_approved_call(office)
    publish(call, "bip", "board")
    proof = {"author": "Ewa", "responsible": "Jan", "url": "https://bip.example.pl"}

    def work(number):
        seen = Call.objects.get(pk=call.pk)
        at = AT + timedelta(minutes=number)
        return pressed(
            lambda: actions.record_publication(clerk.later(LATE), seen, "website", at, **proof)
        )

    outcomes, (opened, rows, opens_at, last) = at_once(
        work,
        lambda: (
            moves("publish"),
            Publication.objects.count(),
            Call.objects.get().opens_at,
            Publication.objects.get(place="website").published_at,
        ),
    )
    assert outcomes.count("done") == 1
    assert (opened, rows, opens_at) == (1, 3, last)


def test_the_three_places_recorded_at_once_open_the_call(at_once, office, clerk):
    call = make_approved_call(office)
    places = ("bip", "board", "website")
    proof = {"author": "Ewa", "responsible": "Jan", "url": "https://bip.example.pl"}

    def work(number):
        seen = Call.objects.get(pk=call.pk)
        place = places[number % 3]
        return pressed(lambda: actions.record_publication(clerk, seen, place, AT, **proof))

    outcomes, after = at_once(
        work, lambda: (moves("publish"), Publication.objects.count(), Call.objects.get().state)
    )
    assert outcomes.count("done") == 3
    assert after == (1, 3, "published")


def test_one_annuls(at_once, office, mayor):
    call = make_published_call(office)
    act = mayor.later(LATE)

    def work(number):
        seen = Call.objects.get(pk=call.pk)
        return pressed(
            lambda: actions.annul_call(
                act, seen, "no_offers", "Brak ofert.", f"{number}/2026", AT.date(), "Anna"
            )
        )

    outcomes, after = at_once(
        work, lambda: (moves("annul"), Annulment.objects.count(), Duty.objects.open().count())
    )
    assert outcomes.count("done") == 1
    assert after == (1, 1, 1)


def test_one_save_of_a_version_wins(at_once, office, clerk):
    call = make_call(office, act=clerk)

    def work(number):
        seen = Call.objects.get(pk=call.pk)
        return pressed(lambda: actions.edit_call(clerk, seen, based_on=1, title=f"Tytuł {number}"))

    outcomes, (title, version) = at_once(
        work, lambda: Call.objects.values_list("title", "edit_version").get()
    )
    assert sorted(outcomes) == ["Overtaken"] * (PEOPLE - 1) + ["done"]
    assert (title, version) == (f"Tytuł {outcomes.index('done')}", 2)


def test_one_answers_a_question(at_once, office, clerk):
    call = make_published_call(office)
    asking = member_act(office, at=AT + timedelta(days=1))
    question = actions.ask_question(asking, call, "Czy w maju?")

    def work(number):
        seen = Question.objects.select_related("call").get(pk=question.pk)
        return pressed(lambda: actions.answer_question(asking, seen, f"Odpowiedź {number}"))

    outcomes, (answer, written) = at_once(
        work,
        lambda: (
            Question.objects.get().answer,
            Letter.objects.filter(kind="call_question_answered").count(),
        ),
    )
    assert outcomes.count("done") == 1
    assert (answer, written) == (f"Odpowiedź {outcomes.index('done')}", 1)
