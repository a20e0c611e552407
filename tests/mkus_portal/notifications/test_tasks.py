"""The task that hands letters to the mail server: sent once, tried again when the server fails."""

from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from post_office import mail
from post_office.connections import connections
from post_office.models import PRIORITY, STATUS, Email, Log

from mkus_portal.notifications.tasks import LEASE, claim, send_waiting

pytestmark = pytest.mark.django_db(transaction=True)


class Server(BaseEmailBackend):
    """A mail server that takes letters, or is away."""

    away = False
    taken: list[str] = []

    def send_messages(self, email_messages):
        if Server.away:
            message = "server is away"
            raise ConnectionRefusedError(message)
        Server.taken += [one.to[0] for one in email_messages]
        return len(email_messages)


@pytest.fixture
def server(settings):
    backends = {"default": f"{__name__}.Server"}
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": backends}
    Server.away, Server.taken = False, []
    connections.close()
    yield Server
    connections.close()


@pytest.fixture
def letter(server):
    return mail.send(
        recipients="ola@example.pl", subject="Próba", message="…", priority=PRIORITY.medium
    )


def test_a_letter_is_sent_once(server, letter):
    send_waiting()
    send_waiting()
    letter.refresh_from_db()
    assert (letter.status, server.taken) == (STATUS.sent, ["ola@example.pl"])


def test_two_workers_that_are_rung_at_once_send_a_letter_once(server, letter):
    at = timezone.now()
    assert claim(at) == [letter]
    assert claim(at) == []
    send_waiting()
    assert server.taken == []


def test_a_letter_in_the_hands_of_a_dead_worker_is_due_again(server, letter):
    at = timezone.now()
    claim(at)
    assert claim(at + LEASE - timedelta(seconds=1)) == []
    assert claim(at + LEASE) == [letter]


@pytest.mark.logs
def test_a_letter_that_the_server_did_not_take_is_tried_again_later(server, letter):
    server.away = True
    before = timezone.now()
    send_waiting()
    letter.refresh_from_db()
    assert letter.status == STATUS.requeued
    assert letter.scheduled_time - before >= timedelta(minutes=5)
    assert "server is away" in Log.objects.get(email=letter).message

    server.away = False
    send_waiting()
    assert server.taken == []
    Email.objects.update(scheduled_time=before)
    send_waiting()
    letter.refresh_from_db()
    assert (letter.status, server.taken) == (STATUS.sent, ["ola@example.pl"])
