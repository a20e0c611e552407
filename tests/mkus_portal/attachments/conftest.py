"""A kind of file about an office, people on both sides of the wall, scanners that answer."""

import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mkus_portal.attachments import actions, registry, scanner
from mkus_portal.attachments.examining.file import examine
from mkus_portal.attachments.examining.pictures import look_at_picture
from mkus_portal.attachments.formats import DEFAULT
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.settings.scanner import read_clamd
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests import services
from tests.mkus_portal.attachments import samples

NAME = "proba"
PDF = samples.pdf()


def upload(name="umowa.pdf", content=PDF, content_type="application/x-whatever"):
    return SimpleUploadedFile(name, content, content_type)


@pytest.fixture(autouse=True)
def files_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD = None


def examine_here(name, content, allowed, *, printed=False):
    code = examine(name, content, allowed)
    if printed:
        look_at_picture(content)
    return code


@pytest.fixture(autouse=True)
def examined_here(request, monkeypatch):
    """Examine in this process: half a second saved for every file."""
    if not request.node.get_closest_marker("services"):
        monkeypatch.setattr(actions, "examine_apart", examine_here)


@pytest.fixture
def changes():
    """What `after_change` was told."""
    return []


@pytest.fixture
def register_kind(monkeypatch, changes):
    """`register_kind(**fields)`: the sample kind, with fields of the test's own."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    def may_see(act, office):
        own = act.acts_for("office", office.pk)
        return ALLOWED if own else refused("Pliki ogląda tylko urząd.")

    def may_add(act, office):
        own = act.acts_for("office", office.pk) and act.holds("clerk")
        return ALLOWED if own else refused("Pliki dodaje pracownik merytoryczny.")

    def register(**fields):
        kind = AttachmentKind(
            **{
                "name": NAME,
                "model": LocalGovernment,
                "label": "Plik próbny",
                "may_see": may_see,
                "may_add": may_add,
                "page": lambda office: f"/strona-{office.code}/",
                "types": DEFAULT,
                "after_change": lambda act, office: changes.append((act.role, office.pk)),
                **fields,
            }
        )
        registry.register(kind)
        return kind

    return register


@pytest.fixture
def kind(register_kind):
    return register_kind()


@pytest.fixture
def act(clerk, act_of):
    return act_of(clerk)


@pytest.fixture
def received(act, kind):
    """`received(name, content)`: a file that belongs to nothing yet."""

    def receive(name="umowa.pdf", content=PDF):
        (taken,) = actions.receive(act, NAME, [upload(name, content)]).taken
        return taken

    return receive


@pytest.fixture
def attached(act, office, received):
    """`attached(name, content)`: a file of the office."""

    def attach(name="umowa.pdf", content=PDF):
        taken = received(name, content)
        actions.attach(act, office, [taken])
        taken.refresh_from_db()
        return taken

    return attach


@pytest.fixture
def away(settings):
    """A scanner that is configured and does not answer; `away()` brings it back."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.CLAMD = read_clamd(f"127.0.0.1:{port}")


@pytest.fixture
def bells(monkeypatch):
    """The rows that somebody rang for; nothing is sent."""
    rung = []
    monkeypatch.setattr("mkus_portal.attachments.actions.ring", lambda task, pk: rung.append(pk))
    monkeypatch.setattr("mkus_portal.attachments.tasks.ring", lambda task, pk: rung.append(pk))
    return rung


@pytest.fixture
def scanner_says(monkeypatch, settings):
    """`scanner_says(virus)`: a scanner that answers so."""
    settings.CLAMD = read_clamd("127.0.0.1:1")

    def say(virus):
        monkeypatch.setattr(scanner, "scan", lambda content: virus)
        monkeypatch.setattr(scanner, "is_there", lambda: True)

    return say


@pytest.fixture(scope="session")
def private_clamd():
    with services.clamd() as where:
        yield where


@pytest.fixture
def clamd(settings, private_clamd):
    """A real clamd that knows one virus: `services.VIRUS`."""
    settings.CLAMD = read_clamd(private_clamd)
