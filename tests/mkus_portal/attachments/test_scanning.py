"""The scanner: what it finds is refused, what it cannot say waits, what waits is scanned later."""

import socket
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage

from mkus_portal.act import Act
from mkus_portal.attachments import actions, quarantine, scanner, tasks
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.permissions import files_of, may_read
from mkus_portal.attachments.storing import stored_names
from mkus_portal.notifications.models import Letter
from mkus_portal.settings.scanner import read_clamd
from tests import services
from tests.clock import NOW
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import NAME, PDF, upload

INFECTED = "program antywirusowy znalazł w nim wirusa"


def scanned_later(attachment, at=NOW):
    return actions.scan_waiting(Act.system(at), attachment.pk, at)


# --- without a scanner --------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_scanner_a_file_is_marked_unscanned(received):
    row = received()
    assert (row.scan, row.scanned_at) == ("unscanned", None)


@pytest.mark.logs
@pytest.mark.django_db
def test_the_test_virus_is_known_even_without_a_scanner(act, kind, office):
    outcome = actions.receive(act, NAME, [upload("eicar.txt", samples.EICAR)], office)
    assert outcome.taken == []
    assert f"„eicar.txt” – {INFECTED} (EICAR-Test-File)" in outcome.refusals[0]


# --- a scanner that answers ---------------------------------------------------------------


@pytest.mark.django_db
def test_a_clean_file_says_when_it_was_scanned(received, scanner_says):
    scanner_says("")
    row = received()
    assert (row.scan, row.scanned_at) == ("clean", NOW)


@pytest.mark.logs
@pytest.mark.django_db
def test_an_infected_file_leaves_a_trace_and_nothing_else(act, kind, office, scanner_says):
    scanner_says("Zly.Wirus")
    actions.receive(act, NAME, [upload()], office)
    row = Attachment.objects.get()
    assert (row.scan, row.virus, row.file.name) == ("infected", "Zly.Wirus", "")
    assert (row.name, row.size, row.object_id) == ("umowa.pdf", len(PDF), office.pk)
    assert list(stored_names()) == []
    files = files_of(act, NAME, [office])[office.pk]
    assert (files.lines, [line.attachment for line in files.past]) == ([], [row])


@pytest.mark.logs
@pytest.mark.django_db
def test_the_trace_of_a_virus_is_not_thrown_away(act, kind, scanner_says):
    scanner_says("Zly.Wirus")
    actions.receive(act, NAME, [upload()])
    assert actions.throw_away_parked(NOW + timedelta(days=9)) == 0
    assert Attachment.objects.count() == 1


# --- a scanner that is away ---------------------------------------------------------------


@pytest.fixture
def waiting(away, bells, attached, caplog):
    """A file that was sent while the scanner was away."""
    row = attached()
    assert "Skaner antywirusowy nie odpowiada" in caplog.text
    return row


@pytest.mark.django_db
def test_a_file_waits_for_a_scanner_that_is_away(waiting, bells, act, office, executive, act_of):
    assert waiting.scan == "waiting"
    assert bells == [waiting.pk]
    assert may_read(act, waiting)
    assert "czeka na sprawdzenie" in may_read(act_of(executive), waiting).reason
    line = files_of(act_of(executive), NAME, [office])[office.pk].lines[0]
    assert not line.may_read


@pytest.mark.django_db
def test_a_waiting_file_that_passes_is_let_out(waiting, scanner_says, executive, act_of, changes):
    scanner_says("")
    row = scanned_later(waiting, NOW + timedelta(minutes=5))
    assert (row.scan, row.scanned_at) == ("clean", NOW + timedelta(minutes=5))
    assert may_read(act_of(executive), row)
    assert changes[-1] == ("system", row.object_id)
    assert scanned_later(waiting) is None


@pytest.mark.django_db
def test_a_waiting_file_with_a_virus_is_deleted(
    waiting, scanner_says, act, office, django_capture_on_commit_callbacks
):
    scanner_says("Zly.Wirus")
    with django_capture_on_commit_callbacks(execute=True):
        row = scanned_later(waiting)
    assert (row.scan, row.virus, row.file.name) == ("infected", "Zly.Wirus", "")
    assert not default_storage.exists(waiting.file.name)
    assert files_of(act, NAME, [office])[office.pk].past[0].attachment.is_infected
    letter = Letter.objects.get(kind="attachment_condemned")
    assert letter.user == waiting.added_by
    assert "Zly.Wirus" in letter.email.message
    assert f"/strona-{office.code}/" in letter.email.message


@pytest.mark.django_db
def test_what_came_without_a_scanner_is_scanned_when_there_is_one(
    attached, bells, monkeypatch, settings
):
    row = attached()
    tasks.scan_waiting()
    row.refresh_from_db()
    assert (row.scan, bells) == ("unscanned", [])

    settings.CLAMD = read_clamd("127.0.0.1:1")
    monkeypatch.setattr(scanner, "scan", lambda content: "")
    monkeypatch.setattr(scanner, "is_there", lambda: True)
    tasks.scan_waiting()
    row.refresh_from_db()
    assert (row.scan, bells) == ("waiting", [row.pk])
    assert scanned_later(row).scan == "clean"


@pytest.mark.django_db
def test_an_unscanned_file_is_not_called_back_to_a_scanner_that_is_away(attached, settings):
    row = attached()
    settings.CLAMD = read_clamd("127.0.0.1:1")
    tasks.scan_waiting()
    row.refresh_from_db()
    assert row.scan == "unscanned"


@pytest.mark.django_db
def test_while_the_scanner_is_away_the_file_waits_on(waiting):
    with pytest.raises(scanner.ScannerAwayError):
        scanned_later(waiting)
    row = Attachment.objects.get()
    assert (row.scan, row.lease_until, row.attempts) == ("waiting", None, 1)


@pytest.mark.django_db
def test_one_worker_has_the_file(waiting):
    assert quarantine.take(waiting.pk, NOW)
    assert quarantine.take(waiting.pk, NOW) is None
    again = quarantine.take(waiting.pk, NOW + quarantine.LEASE)
    assert again.attempts == 2


@pytest.mark.django_db
def test_a_worker_that_comes_back_too_late_changes_nothing(waiting):
    first = quarantine.take(waiting.pk, NOW)
    second = quarantine.take(waiting.pk, NOW + quarantine.LEASE)
    assert not quarantine.condemn(first, "Zly", NOW)
    assert not quarantine.pass_clean(first, NOW)
    assert not quarantine.retry_later(first)
    assert quarantine.pass_clean(second, NOW)


@pytest.mark.django_db
def test_a_file_removed_meanwhile_is_not_scanned(waiting, act):
    leased = quarantine.take(waiting.pk, NOW)
    actions.remove(act, waiting)
    assert not quarantine.pass_clean(leased, NOW)
    assert Attachment.objects.get().scan == "waiting"
    assert quarantine.take(waiting.pk, NOW + quarantine.LEASE) is None


# --- the bell -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_beat_rings_for_what_waits_once_the_scanner_is_back(waiting, bells, scanner_says, clock):
    bells.clear()
    tasks.scan_waiting()
    assert bells == []
    scanner_says("")
    tasks.scan_waiting()
    assert bells == [waiting.pk]
    tasks.scan_attachment(waiting.pk)
    assert Attachment.objects.get().scan == "clean"
    bells.clear()
    tasks.scan_waiting()
    assert bells == []


@pytest.mark.django_db
def test_a_task_survives_a_scanner_that_is_away(waiting, clock, caplog):
    tasks.scan_attachment(waiting.pk)
    assert "poczeka" in caplog.messages[-1]


@pytest.mark.django_db
def test_a_damaged_file_is_told_to_the_operator(waiting, clock, caplog):
    default_storage.delete(waiting.file.name)
    tasks.scan_attachment(waiting.pk)
    assert "jest uszkodzony" in caplog.messages[-1]


@pytest.mark.django_db
def test_beat_throws_away_what_nobody_attached(received, clock, bells):
    received()
    clock.at = NOW + timedelta(days=1)
    tasks.scan_waiting()
    assert Attachment.objects.count() == 0


# --- the protocol -------------------------------------------------------------------------


@pytest.fixture
def answering(settings):
    """`answering(bytes)`: something on a port that answers so, whatever it hears."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD = read_clamd(f"127.0.0.1:{listener.getsockname()[1]}")
    threads = []

    def answer(words):
        def serve():
            line, _ = listener.accept()
            with line:
                heard = b""
                while not heard.endswith(bytes(4)):  # the last chunk's length: nothing follows
                    heard += line.recv(65536)
                line.sendall(words)

        threads.append(threading.Thread(target=serve))
        threads[-1].start()

    yield answer
    for thread in threads:
        thread.join()
    listener.close()


@pytest.mark.parametrize("words", [b"", b"stream: Access denied. ERROR\0", b"HTTP/1.1 400\r\n\0"])
def test_an_answer_that_is_none_counts_as_away(answering, words):
    answering(words)
    with pytest.raises(scanner.ScannerAwayError):
        scanner.scan(b"abc")


def test_the_virus_is_called_by_its_name(answering):
    answering(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    assert scanner.scan(b"abc") == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("unix:/run/clamd.ctl", (socket.AF_UNIX, "/run/clamd.ctl")),
        ("clamav:3310", (socket.AF_INET, ("clamav", 3310))),
        ("tcp://10.0.0.2:3310", (socket.AF_INET, ("10.0.0.2", 3310))),
        ("[::1]:3310", (socket.AF_INET6, ("::1", 3310))),
    ],
)
def test_the_address_is_read(text, address):
    assert read_clamd(text) == address


@pytest.mark.parametrize("text", ["clamav", "clamav:", ":3310", "/run/clamd.ctl", "clamav:x"])
def test_a_wrong_address_stops_the_start(text):
    with pytest.raises(ImproperlyConfigured, match="MKUS_CLAMD musi mieć postać"):
        read_clamd(text)


# --- a real clamd -------------------------------------------------------------------------


@pytest.mark.services
@pytest.mark.usefixtures("clamd")
def test_a_real_clamd_looks_into_what_is_packed():
    assert scanner.is_there()
    assert scanner.scan(b"zwykly tekst") == ""
    assert services.VIRUS_NAME in scanner.scan(b"a" * 200_000 + services.VIRUS)
    assert services.VIRUS_NAME in scanner.scan(samples.zipped({"a.txt": services.VIRUS}))
    with pytest.raises(scanner.ScannerAwayError, match="size limit"):
        scanner.scan(bytes(6_000_000))


@pytest.mark.services
@pytest.mark.logs
@pytest.mark.django_db
@pytest.mark.usefixtures("clamd")
def test_a_file_goes_the_whole_way_past_a_real_clamd(act, kind, office):
    sick = samples.docx(word__media__a_txt=services.VIRUS)
    outcome = actions.receive(act, NAME, [upload(), upload("chory.docx", sick)], office)
    assert [one.scan for one in outcome.taken] == ["clean"]
    assert f"„chory.docx” – {INFECTED} ({services.VIRUS_NAME}" in outcome.refusals[0]
    assert Attachment.objects.filter(scan="infected", file="").count() == 1
