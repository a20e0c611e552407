"""The public pages that are kept: one query, and never older than what happened last."""

from datetime import timedelta

import pytest
from django.test import Client

from contracting.calls import actions
from contracting.calls.models import PublicVersion
from mkus_portal.documents.models import Document
from tests.clock import NOW
from tests.contracting.calls.factories import (
    make_approved_call,
    make_office,
    make_published_call,
    member_act,
    publish,
)

pytestmark = pytest.mark.django_db
DEADLINE = NOW + timedelta(days=7)
AT = NOW - timedelta(days=20)
TERMS = {"deadline_at": DEADLINE, "at": AT}
LIST = "/konkursy/"
SECOND = timedelta(seconds=1)


@pytest.fixture
def call(clock):
    return with_file(make_published_call(make_office(), **TERMS))


def with_file(call):
    """The call when a worker has made the announcement's file; what is in it matters elsewhere."""
    digests = {"content_digest": "c" * 64, "file_digest": "f" * 64, "seal": "s"}
    done = {"state": "done", "file": "a.pdf", "pages": 1, "size": 1, "done_at": NOW}
    Document.objects.about(call.announcements.get()).update(**done, **digests)
    return call


def own(call):
    return f"{LIST}{call.pk}/"


def text(path, client=None):
    """What a visitor with a new browser reads, or the person of the client."""
    return (client or Client()).get(path).content.decode()


@pytest.mark.parametrize("address", [lambda call: LIST, own])
def test_a_kept_page_costs_one_query_and_is_the_same(call, count_queries, address):
    path = address(call)
    first = text(path)
    assert count_queries(lambda: text(path)) == 1
    assert text(path) == first


def test_whoever_has_signed_in_gets_their_own_page(call, client_as, resident):
    person = client_as(resident)
    for path in (LIST, own(call)):
        assert resident.full_name not in text(path)
        assert resident.full_name in text(path, person)
        assert resident.full_name not in text(path)


def test_to_the_second_of_the_deadline(call, clock):
    for at, closed in ((DEADLINE - SECOND, False), (DEADLINE, False), (DEADLINE + SECOND, True)):
        clock.at = at
        for path in (LIST, own(call)):
            told = text(path).rpartition("<tbody>" if path == LIST else "<h1")[2]
            assert ("nabór zakończony" in told) is closed, (at, path)


def test_a_tasks_own_deadline_counts_too(clock):
    call = with_file(make_published_call(make_office(), tasks=2, **TERMS))
    early = DEADLINE - timedelta(days=3)
    call.tasks.filter(title="Zadanie 1").update(deadline_at=early)
    PublicVersion.objects.grow()
    clock.at = early
    assert "nabór zakończony" not in text(own(call))
    clock.at = early + SECOND
    assert text(own(call)).count("nabór zakończony") == 1


def test_a_call_is_there_with_its_third_publication(call):
    second = with_file(make_approved_call(make_office(), title="Kino plenerowe", **TERMS))
    publish(second, "bip", "board", at=AT)
    assert "Kino plenerowe" not in text(LIST)
    assert Client().get(own(second)).status_code == 404

    publish(second, "website", at=AT)

    assert "Kino plenerowe" in text(LIST)
    assert Client().get(own(second)).status_code == 200


def test_an_answer_to_a_question_is_there_at_once(call):
    asker = member_act(make_office(), at=NOW)
    question = actions.ask_question(asker, call, "Czy wolno pobierać opłaty?")
    assert "Czy wolno" not in text(own(call))

    actions.answer_question(member_act(call.office, at=NOW), question, "Nie wolno.")

    assert "Nie wolno." in text(own(call))


def test_an_annulment_is_there_at_once(call):
    assert "unieważniony" not in text(own(call)).rpartition("<h1")[2]
    mayor = member_act(call.office, "executive", at=DEADLINE + SECOND)
    actions.annul_call(mayor, call, "no_offers", "Nikt.", "13/2026", NOW.date(), "Anna, wójt")

    assert "Konkurs został unieważniony" in text(own(call))


def test_a_page_without_the_announcements_file_is_not_kept(clock):
    call = make_published_call(make_office(), **TERMS)
    assert "Plik ogłoszenia powstaje" in text(own(call))

    with_file(call)

    assert "Pobierz ogłoszenie (PDF)" in text(own(call))
