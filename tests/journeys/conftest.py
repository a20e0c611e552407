"""A live portal on the database and the queue of this run: web, worker and beat, as served."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from mkus_portal.demo.clock import reset_clock
from mkus_portal.serve.ground import ROOT
from tests import live, services
from tests.journeys.person import Person


def database_url():
    """The address of pytest's own database, for a program beside it."""
    database = connection.settings_dict
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )


@pytest.fixture
def environ(transactional_db):
    """What the parts are started with: this run's database, queue and data folder."""
    assert connection.vendor == "postgresql", "journeys need DATABASE_URL (`make test` gives it)"
    assert settings.REDIS_URL, "journeys need REDIS_URL (`make test` gives it)"
    reset_clock()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    yield {
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.impatient",
        "MKUS_DATA": str(settings.DATA_DIR),
        "MKUS_LOG_LEVEL": "ERROR",
    }
    reset_clock()


@pytest.fixture
def manage_at():
    """`manage_at(environ)(command, …)`: manage.py as whoever runs the portal starts it."""

    def at(environ):
        def run(*arguments):
            done = subprocess.run(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT,
                env=os.environ | environ,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        return run

    return at


@pytest.fixture
def manage(environ, manage_at):
    """`manage(command, …)` on the database of this run."""
    return manage_at(environ)


@pytest.fixture
def address():
    """`address("anna")` of this run: the portal counts how often it writes to an address."""
    domain = f"{uuid4().hex[:8]}.example"
    return lambda name: f"{name}@{domain}"


@pytest.fixture
def port():
    return services.free_port()


@pytest.fixture
def portal(environ, port):
    """Two web processes, a worker and beat; yields what makes people at browsers."""
    with (
        live.background(environ, live.WORKER, live.BEAT),
        live.web(environ, port),
    ):
        yield lambda: Person(port)
    connection.close()
