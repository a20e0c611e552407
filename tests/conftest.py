"""What every test may use: the cast, acts, clients that wear a hat, a clock that stands still.

Always on: an undefined template variable fails the test, and so does a warning or an error in the
log. A test that means to be warned asks for `caplog` or wears `@pytest.mark.logs`.
"""

import gc
import logging
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as portal_settings
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.accounts.models import User
from mkus_portal.act import Scope
from tests import cast
from tests.architecture import keeping
from tests.clock import NOW
from tests.clock import clock as portal_clock
from tests.crowd import at_once, open_connection  # noqa: F401 - fixtures of every test of a race
from tests.mkus_portal.web.strict import Undefined
from tests.moulds import Mould

# A busy machine makes inputs slowly; that says nothing about what is tested.
hypothesis.settings.register_profile(
    "portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portal")

ANSWERED_LOGGERS = {"django.request", "django.security"}  # 4xx: the test sees the answer


def pytest_itemcollected(item):
    """What asks for no database is tested once, and so is a page: Chromium opens all on SQLite."""
    marked = item.get_closest_marker("django_db")
    is_page = item.path.stem.endswith("_pages")
    if is_page or (not marked and "django_db_setup" not in item.fixturenames):
        item.add_marker("once")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let the tests that walk through a world follow each other: it is made once for them.

    The walls come first of all, since a process takes tests from its neighbour at the end alone.
    """
    worlds = ("module_walled", keeping.FIXTURE)

    def place(item):
        asked = getattr(item, "fixturenames", ())
        return next((at for at, world in enumerate(worlds) if world in asked), len(worlds))

    items.sort(key=place)


def pytest_collection_finish():
    """Put all that was imported and collected out of the garbage collector's sight."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item):
    """End the world before the first test that does not know it."""
    if keeping.FIXTURE not in item.fixturenames:
        keeping.keeper.let_go()


def pytest_sessionfinish():
    keeping.keeper.let_go()


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "logs: makes the portal log a warning or an error on purpose"
    )


@pytest.fixture(scope="session", autouse=True)
def strict_templates():
    portal_settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
    engines["django"].engine.string_if_invalid = Undefined("%s")


@pytest.fixture(scope="session", autouse=True)
def static_folder():
    """WhiteNoise warns where the folder of collected files is missing."""
    Path(portal_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def mould(django_db_modify_db_settings):
    """The migrated file that every process on SQLite begins with; None on PostgreSQL."""
    return Mould() if connection.vendor == "sqlite" else None


@pytest.fixture(scope="session")
def django_db_keepdb(mould):
    """Whether the database is there already: copied, with all migrations in it."""
    return mould is not None and mould.copy_to(Path(connection.settings_dict["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_setup(mould, django_db_keepdb, django_db_setup, django_db_blocker):
    """Cast the mould where there was none."""
    if mould is not None and not django_db_keepdb:
        with django_db_blocker.unblock():
            mould.cast(connection.settings_dict["NAME"])


class Ear(logging.Handler):
    """Remembers what was logged from a warning up."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard = []

    def emit(self, record):
        answered = record.name.split(".")[0:2] in [name.split(".") for name in ANSWERED_LOGGERS]
        if answered and record.levelno < logging.ERROR:
            return
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request):
    if "caplog" in request.fixturenames or request.node.get_closest_marker("logs"):
        yield
        return
    ear = Ear()
    root = logging.getLogger()
    root.addHandler(ear)
    yield
    root.removeHandler(ear)
    assert ear.heard == []


@pytest.fixture
def clock(settings):
    """The portal's time: NOW until the test says `clock.at = …`."""
    settings.PORTAL_CLOCK = "tests.clock.now"
    portal_clock.at = NOW
    return portal_clock


@pytest.fixture
def act_of():
    """`act_of(user)`, or `act_of(user, role, scope, at)`."""
    return cast.act_of


@pytest.fixture
def client_as(clock):
    """`client_as(user)` is signed in; `client_as(user, ("clerk", scope))` wears that hat."""

    def sign_in(user, hat=None):
        client = Client()
        client.force_login(user)
        if hat is not None:
            session = client.session
            put_on(Hat(*hat), session)
            session.save()
        return client

    return sign_in


@pytest.fixture
def visitor(clock):
    """A client that has not signed in."""
    return Client()


@pytest.fixture
def count_queries(db):
    """`count_queries(lambda: …)` returns how many queries it took."""

    def count(what):
        with CaptureQueriesContext(connection) as captured:
            what()
        return len(captured)

    return count


@pytest.fixture
def office(db):
    return cast.make_office("prusice", "Gmina Prusice")


@pytest.fixture
def neighbour(db):
    return cast.make_office("sasiednia", "Gmina Sąsiednia")


def office_scope(office):
    return Scope("office", office.pk)


@pytest.fixture
def clerk(office):
    return cast.member("clerk", office_scope(office), "Klara Merytoryczna")


@pytest.fixture
def coordinator(office):
    return cast.member("coordinator", office_scope(office), "Karol Koordynator")


@pytest.fixture
def executive(office):
    return cast.member("executive", office_scope(office), "Wanda Wójt")


@pytest.fixture
def treasurer(office):
    return cast.member("treasurer", office_scope(office), "Stefan Skarbnik")


@pytest.fixture
def office_admin(office):
    return cast.member("office_admin", office_scope(office), "Adam Administrator")


@pytest.fixture
def neighbour_clerk(neighbour):
    return cast.member("clerk", office_scope(neighbour), "Nina Sąsiednia")


@pytest.fixture
def neighbour_admin(neighbour):
    return cast.member("office_admin", office_scope(neighbour), "Norbert Sąsiedni")


@pytest.fixture
def organisation(db):
    return cast.make_organisation(name="Stowarzyszenie Wspólna Droga", register_number="0000990001")


@pytest.fixture
def rival(db):
    return cast.make_organisation(name="Fundacja Rywalka", register_number="0000990002")


@pytest.fixture
def ngo_admin(organisation):
    return cast.member("ngo_admin", organisation.scope, "Ola Administratorka")


@pytest.fixture
def ngo_editor(organisation):
    return cast.member("ngo_editor", organisation.scope, "Edyta Redaktorka")


@pytest.fixture
def ngo_signatory(organisation):
    return cast.member("ngo_signatory", organisation.scope, "Zofia Prezeska")


@pytest.fixture
def rival_admin(rival):
    return cast.member("ngo_admin", rival.scope, "Roman Rywal")


@pytest.fixture
def programme(db):
    from advisory.programmes.models import Programme  # noqa: PLC0415 - a room above

    return Programme.objects.create(code="MKUS", name="Program wsparcia")


@pytest.fixture
def adviser(programme):
    return cast.member("adviser", Scope("programme", programme.pk), "Daria Doradczyni")


@pytest.fixture
def programme_coordinator(programme):
    scope = Scope("programme", programme.pk)
    return cast.member("programme_coordinator", scope, "Paweł Programowy")


@pytest.fixture
def operator(db):
    return User.objects.create_user(
        "operator@example.pl", full_name="Oskar Operator", is_operator=True
    )


@pytest.fixture
def resident(db):
    """Somebody with an account and no role."""
    return cast.make_user("Marta Mieszkanka")
