"""Faults with the real services: nothing is lost, pages answer, work is done by itself."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import default_storage
from post_office.models import STATUS, Email

from mkus_portal.demo.clock import move_clock
from mkus_portal.documents.models import Document
from tests import live, services
from tests.cast import PASSWORD
from tests.contracting.offers.factories import make_cast
from tests.journeys.person import Person
from tests.journeys.scenes import register

pytestmark = pytest.mark.services


def caught(state, seconds=30):
    """Wait, looking very often, until a document is in the state; return its key."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        found = Document.objects.filter(state=state).values_list("pk", flat=True).first()
        if found:
            return found
        time.sleep(0.005)
    message = f"no document was {state}"
    raise AssertionError(message)


def test_worker_killed_in_the_middle_of_a_document(environ):
    with live.background(environ, live.WORKER) as (worker,):
        make_cast().sent()
        pk = caught(Document.State.BUILDING)
        live.kill(worker)
    torn = Document.objects.get(pk=pk)
    assert (torn.state, torn.attempts) == ("building", 1)

    with live.background(environ, live.WORKER, live.BEAT):
        move_clock(1)  # the dead worker's lease of two minutes runs out
        live.wait_for(lambda: Document.objects.filter(state="done").count() == 2)

    mended = Document.objects.get(pk=pk)
    assert mended.attempts == 2
    assert default_storage.exists(mended.file.name)
    assert mended.file.name.endswith("-2.pdf")


def test_broker_away_pages_answer_and_the_work_is_done_when_it_is_back(environ, port, address):
    broker = services.free_port()
    environ = {**environ, "REDIS_URL": f"redis://127.0.0.1:{broker}/0"}
    person, email = Person(port), address("ewa")
    with live.web(environ, port), live.background(environ, live.WORKER, live.BEAT):
        with services.redis(broker):
            person.open("/konkursy/")
        register(person, email, "Ewa Zaradna")
        person.open("/biurko/")
        letters = Email.objects.filter(to=email)
        assert letters.exists()
        assert not letters.filter(status=STATUS.sent).exists()

        with services.redis(broker):
            live.wait_for(lambda: not letters.exclude(status=STATUS.sent).exists())
            person.press("Wyloguj się")
            person.sign_in(email, PASSWORD)


def test_database_restarted_a_page_retries_then_works(tmp_path, port, manage_at):
    with services.postgres_cluster() as cluster:
        environ = {
            "DATABASE_URL": cluster.url,
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "tests.journeys.impatient",
            "MKUS_DATA": str(tmp_path),
            "MKUS_LOG_LEVEL": "CRITICAL",
        }
        manage_at(environ)("migrate", "--verbosity", "0")
        (tmp_path / "static").mkdir()
        with live.web(environ, port):
            assert set(statuses(port)) == {200}

            cluster.stop()
            away = Person(port).open("/konkursy/", status=503)
            assert (away.headers["Retry-After"], away.headers["Refresh"]) == ("5", "5")
            assert "Za chwilę spróbujemy ponownie" in away.text

            cluster.start()
            assert set(statuses(port)) == {200}


def statuses(port):
    """Ask on many connections at once, so that every thread of both processes answers."""
    with ThreadPoolExecutor(16) as pool:
        answers = pool.map(lambda _: Person(port).ask("GET", "/konkursy/"), range(32))
        return [one.status for one in answers]
