"""Two workers, two connections, one row: one of them takes it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from mkus_portal.documents import lease
from mkus_portal.documents.models import Document
from tests.mkus_portal.documents.conftest import later

WORKERS = 4


@pytest.fixture
def open_connection(tmp_path, transactional_db):
    """Returns what a thread calls first: SQLite's threads get a real file, a copy of the test's."""
    file = str(tmp_path / "race.sqlite3")

    def copied():
        if connection.vendor != "sqlite":
            return
        with sqlite3.connect(file) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        target.close()

    def opened():
        if connection.vendor == "sqlite":
            settings = {**connections["default"].settings_dict, "NAME": file}
            connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(
                settings, alias="default"
            )

    return copied, opened


@pytest.mark.django_db(transaction=True)
def test_only_one_of_many_workers_takes_the_row(open_connection, waiting):
    copy_database, open_own = open_connection
    copy_database()
    together = Barrier(WORKERS)

    def worker(_):
        open_own()
        try:
            together.wait(timeout=10)
            taken = lease.take(waiting.pk, later(1))
            return taken is not None, Document.objects.get().attempts
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(worker, range(WORKERS)))
    assert sorted(taken for taken, _ in answers) == [False] * (WORKERS - 1) + [True]
    assert {attempts for _, attempts in answers} == {1}
