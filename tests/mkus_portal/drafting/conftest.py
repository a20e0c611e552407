"""A small form about an office: two texts, a table of texts, a typed table."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from mkus_portal.act import WARSAW, Act, Scope
from mkus_portal.drafting import actions, registry
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.drafting.talk import Step, Talk
from mkus_portal.notifications.actions import people_with
from mkus_portal.workflow.verdict import ALLOWED, refused
from tests.mkus_portal.documents.conftest import clerk_of, office_called
from tests.mkus_portal.drafting.typed import Cost, parse_colour

AT = datetime(2026, 11, 22, 14, 32, 5, tzinfo=WARSAW)


def may_read(act, office):
    return ALLOWED if act.acts_for("office", office.pk) else refused("Nie twój urząd.")


def may_write(act, office):
    if not office.is_active:
        return refused("Formularz jest już zamknięty.")
    return may_read(act, office)


def may_comment(act, office):
    if not office.is_active:
        return refused("Formularz jest już zamknięty. Uwagi można tylko czytać.")
    return may_read(act, office)


def steps(office):
    return [
        Step("III", "Opis", "/czesc/III/", frozenset({"III.3", "III.5", "needs"})),
        Step("V", "Koszty", "/czesc/V/", frozenset({"costs"})),
    ]


def team(act, office, side):
    scope = Scope("office", office.pk)
    return {one.pk for one in people_with(scope, act.day, "clerk", "coordinator")}


TALK = Talk(may_comment=may_comment, steps=steps, team=team)


def check(draft, place, text):
    if place.field in {"III.5", "group"} and not text.isdecimal():
        message = f"{place.field}: wpisz liczbę."
        raise ValidationError(message)


@pytest.fixture(scope="session")
def typed_table(django_db_setup, django_db_blocker):
    """The table of the typed rows: the product's migrations do not know a model of tests."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Cost)
    connection.close()


@pytest.fixture
def saved_objects():
    return []


@pytest.fixture
def kind(monkeypatch, saved_objects, typed_table):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    sample = DraftKind(
        code="sample",
        may_read=may_read,
        may_write=may_write,
        fields=lambda draft: frozenset({"III.3", "III.5"}),
        tables={
            "needs": Table("needs", ("group", "need")),
            "costs": Table(
                "costs",
                ("name", "amount", "quantity", "colour", "after"),
                Cost,
                {"colour": parse_colour},
            ),
        },
        check=check,
        after_save=lambda act, office: saved_objects.append(office),
        talk=TALK,
        live=lambda act, office: {"sum": f"Razem: {office.name}"},
    )
    registry.register(sample)
    return sample


@pytest.fixture
def office(db):
    return office_called("Gmina Prusice")


@pytest.fixture
def clerk(office):
    return clerk_of(office, "anna@prusice.example")


@pytest.fixture
def colleague(office):
    return clerk_of(office, "ewa@prusice.example")


@pytest.fixture
def neighbour(db):
    return clerk_of(office_called("Gmina Brzozowo"), "jan@brzozowo.example")


@pytest.fixture
def act(office, clerk):
    return Act(user=clerk.pk, role="clerk", scope=Scope("office", office.pk), at=AT)


@pytest.fixture
def other_act(office, colleague):
    return Act(user=colleague.pk, role="clerk", scope=Scope("office", office.pk), at=AT)


@pytest.fixture
def draft(act, kind, office):
    started = actions.start_draft(act, "sample", "1")
    actions.tie(started, office)
    return started
