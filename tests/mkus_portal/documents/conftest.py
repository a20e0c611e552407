"""An office, a kind of document about it with a rich template, people on both sides of the wall."""

import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest

from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import Act, Scope
from mkus_portal.documents import actions, registry, seal
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.verdict import ALLOWED, refused

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHART = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='90' viewBox='0 0 300 90'>"
    "<rect x='10' y='30' width='60' height='50' fill='#16324f'/>"
    "<text x='10' y='20' font-family='Portal Sans' font-size='12'>gęś</text></svg>"
)


@dataclass(frozen=True, slots=True)
class Cost:
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Content:
    letterhead: Letterhead
    watermark: str
    sentence: str
    rows: tuple[Cost, ...]
    total: Decimal
    chart: str


def content_of(office, at):
    rows = tuple(Cost(f"Wynagrodzenie nr {n}", Decimal("10.50")) for n in range(110))
    return Content(
        letterhead=Letterhead(office.name, (office.email,), office.seat),
        watermark="WERSJA ROBOCZA",
        sentence=f"Zażółć gęślą jaźń: {office.name}, Київ 😀 漢.",
        rows=rows,
        total=sum((row.amount for row in rows), Decimal(0)),
        chart="data:image/svg+xml," + quote(CHART),
    )


def may_read_office(act, office):
    if act.acts_for("office", office.pk):
        return ALLOWED
    return refused("Ten dokument czyta tylko urząd.")


@pytest.fixture(autouse=True)
def portal_folders(settings, tmp_path):
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEAL_KEY_FILE = tmp_path / "seal.pem"
    settings.SITE_URL = "https://portal.example"
    seal._key.cache_clear()


@pytest.fixture
def bells(monkeypatch):
    """The rows that somebody rang for; nothing is sent."""
    rung = []
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: rung.append(pk))
    monkeypatch.setattr("mkus_portal.documents.tasks.ring", lambda task, pk: rung.append(pk))
    return rung


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    sample = DocumentKind(
        code="sample",
        label="Ogłoszenie próbne",
        template="sample_document.html",
        build=content_of,
        may_read=may_read_office,
        version="3",
    )
    registry.register(sample)
    return sample


def office_called(name):
    return LocalGovernment.objects.create(
        code=name.lower().replace(" ", "-"),
        name=name,
        name_genitive=name,
        name_locative=name,
        kind="gmina",
        executive_body="wojt",
        executive_title=f"Wójt: {name}",
        executive_title_genitive=f"Wójta: {name}",
        office_name=f"Urząd: {name}",
        seat="Prusice",
        seat_locative="Prusicach",
        email="urzad@prusice.example",
    )


def clerk_of(office, email):
    user = User.objects.create_user(email, full_name="Anna Zmyślona")
    Membership.objects.create(
        user=user,
        role="clerk",
        scope_kind="office",
        scope_id=office.pk,
        valid_from=date(2020, 1, 1),
    )
    return user


@pytest.fixture
def office(db):
    return office_called("Gmina Prusice")


@pytest.fixture
def clerk(office):
    return clerk_of(office, "anna@prusice.example")


@pytest.fixture
def neighbour(db):
    return clerk_of(office_called("Gmina Sąsiednia"), "jan@sasiad.example")


@pytest.fixture
def act(office, clerk):
    return Act(user=clerk.pk, role="clerk", scope=Scope("office", office.pk), at=AT)


@pytest.fixture
def waiting(act, kind, office, bells):
    return actions.request(act, "sample", office, title="Ogłoszenie o konkursie")


def later(seconds=0):
    return AT + timedelta(seconds=seconds)


def built(document, seconds=1):
    """Build as a worker would, `seconds` after the document was asked for."""
    return actions.build(Act.system(later(seconds)), document.pk, lambda: later(seconds + 2))


@pytest.fixture
def done(waiting):
    document = built(waiting)
    assert document.is_done, document.error
    return document
