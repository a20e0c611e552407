"""Kept pages are right in every process at the very next request, whatever happens."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from contracting.calls.models import Call, PublicVersion
from contracting.calls.rules import PHASE_LABELS, Phase
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from tests import live
from tests.contracting.calls.factories import publish
from tests.journeys.person import Person
from tests.load.filling import call_in_waiting

pytestmark = pytest.mark.services
OPEN, CLOSED = PHASE_LABELS[Phase.OPEN], PHASE_LABELS[Phase.CLOSED]


@pytest.fixture
def everywhere(environ, port):
    """`everywhere(path)`: what many visitors at once are told by both processes."""
    with live.web(environ, port), ThreadPoolExecutor(16) as pool:

        def ask(path):
            return list(pool.map(lambda _: Person(port).ask("GET", path), range(48)))

        yield ask


def make_call(title):
    """A call that lacks one publication; its announcement's file is ready, so its page is kept."""
    call = call_in_waiting(title)
    for document in Document.objects.about(call.announcements.get()):
        documents.build(Act.system(timezone.now()), document.pk, timezone.now)
    return call


def test_a_publication_is_seen_at_the_next_request(everywhere):
    first, second = make_call("Konkurs pierwszy"), make_call("Konkurs drugi")
    now = timezone.now().replace(second=0, microsecond=0)
    publish(first, "website", at=now)
    assert all("drugi" not in page.text for page in everywhere("/konkursy/"))
    assert {page.status for page in everywhere(f"/konkursy/{second.pk}/")} == {404}

    publish(second, "website", at=now)

    assert all("drugi" in page.text for page in everywhere("/konkursy/"))
    assert {page.status for page in everywhere(f"/konkursy/{second.pk}/")} == {200}


def test_a_deadline_is_seen_at_the_next_request(everywhere):
    call = make_call("Konkurs krótki")
    publish(call, "website", at=timezone.now().replace(second=0, microsecond=0))
    deadline = timezone.now() + timedelta(seconds=6)
    Call.objects.filter(pk=call.pk).update(deadline_at=deadline)
    PublicVersion.objects.grow()
    pages = ("/konkursy/", f"/konkursy/{call.pk}/")
    for address in pages:
        assert {said_of_the_call(page) for page in everywhere(address)} == {OPEN}
    assert timezone.now() < deadline, "too slow a machine for this test"

    time.sleep((deadline - timezone.now()).total_seconds() + 0.002)

    for address in pages:
        assert {said_of_the_call(page) for page in everywhere(address)} == {CLOSED}


def said_of_the_call(page):
    """The first label after the call's title in the page's main part: it stands beside it."""
    told = page.text.rpartition("Termin składania ofertPula")[2].partition("Konkurs krótki")[2]
    return min((OPEN, CLOSED), key=lambda label: told.find(label) % 100_000)
