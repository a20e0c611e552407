"""One committed world, one server and one browser for each module of browser tests."""

import os
import shutil
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.architecture.world import make_world, print_files
from tests.browser.looking import Tab
from tests.clock import NOW, clock

PATIENCE = 15_000


def launch(playwright):
    """Debian's Chromium."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox"]
    )


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """The test database, open for the whole module (pytest-django makes it for this name)."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def standing_world(db):
    """The rails' world with its printed documents, there for every page of the module."""
    clock.at = NOW
    with override_settings(
        PORTAL_CLOCK="tests.clock.now", EMAIL_BACKEND="post_office.EmailBackend"
    ):
        with transaction.atomic():
            world = make_world()
            print_files(world)
        yield world
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)


@pytest.fixture(scope="module")
def server(standing_world):
    """The portal's own pages over HTTP, from the world's database."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@dataclass
class Browsers:
    """A tab for each person, opened when it is needed for the first time."""

    browser: object
    address: str
    sessions: dict[str, str]
    tabs: dict[str, Tab] = field(default_factory=dict)

    def of(self, tag):
        """The tab of somebody of the world, signed in with their hat on."""
        if tag not in self.tabs:
            self.tabs[tag] = Tab(self.fresh(self.sessions.get(tag)), self.address)
        return self.tabs[tag]

    def fresh(self, session=None):
        """A browser that nobody has used, signed in with the session."""
        context = self.browser.new_context(reduced_motion="reduce", locale="pl-PL")
        context.set_default_timeout(PATIENCE)
        if session:
            cookie = {"name": "sessionid", "value": session, "url": self.address}
            context.add_cookies([cookie])
        return context


@pytest.fixture(scope="module")
def browsers(standing_world, server):
    """The browsers of everybody in the world."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    sessions = {
        tag: person.client.cookies["sessionid"].value
        for tag, person in standing_world.people.items()
        if person.user
    }
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield Browsers(browser, server.url, sessions)
        browser.close()
        # Playwright runs what comes after its start in a context with a connection of its own.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def address(standing_world):
    """`address(name, example, query)`: where a page of the world is."""
    return standing_world.url
