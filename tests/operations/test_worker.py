"""A real worker on the queue of this run: Redis beside PostgreSQL, the folder beside SQLite."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from kombu.exceptions import OperationalError
from post_office import mail
from post_office.models import STATUS, Email

from mkus_portal.celery import app, ring
from mkus_portal.notifications.tasks import ring_for_letters
from mkus_portal.serve.ground import ROOT

WORKER = [sys.executable, "-m", "celery", "-A", "mkus_portal.celery", "--quiet", "worker"]
WORKER += ["--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat"]
SECONDS = 40


def database_url():
    """The address of pytest's own database, for a program beside it."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )


@contextmanager
def worker():
    environ = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "mkus_portal.settings.test",
        "MKUS_DATA": str(settings.DATA_DIR),
    }
    child = subprocess.Popen(
        WORKER, cwd=ROOT, env=environ, start_new_session=True, stderr=subprocess.DEVNULL
    )
    try:
        yield child
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def write_letter():
    with transaction.atomic():
        letter = mail.send(
            recipients="anna@example.org", sender="portal@example.org", subject="Próba", message="."
        )
        ring_for_letters()
    return letter


def wait_until_sent(letter):
    limit = time.monotonic() + SECONDS
    while Email.objects.get(pk=letter.pk).status != STATUS.sent:
        assert time.monotonic() < limit, "the worker did not take the letter"
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_bell_rung_before_the_worker_started_is_heard():
    letter = write_letter()

    with worker():
        wait_until_sent(letter)


@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_the_next_one_its_work():
    with worker() as first:
        wait_until_sent(write_letter())
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        letter = write_letter()

    with worker():
        wait_until_sent(letter)


@app.task
def _nothing(pk):
    del pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("outage", [OperationalError("Redis is away"), OSError("disk is full")])
def test_committed_work_does_not_fail_for_want_of_a_broker(outage, monkeypatch, caplog):
    def apply_async(*_, **__):
        raise outage

    monkeypatch.setattr(_nothing, "apply_async", apply_async)

    with transaction.atomic():
        ring(_nothing, 1)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
