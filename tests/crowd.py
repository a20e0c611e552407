"""Many people at the same moment: fixtures for the tests of races, on real files and servers."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

PEOPLE = 8


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


@pytest.fixture
def at_once(open_connection):
    """Run the work in eight threads with connections of their own, then ask one of them."""
    copy_database, open_own = open_connection

    def run(work, ask):
        copy_database()
        together = Barrier(PEOPLE)

        def person(number):
            open_own()
            try:
                together.wait(timeout=10)
                return work(number)
            finally:
                connections["default"].close()

        def asked():
            open_own()
            try:
                return ask()
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(PEOPLE) as pool:
            outcomes = list(pool.map(person, range(PEOPLE)))
        with ThreadPoolExecutor(1) as pool:
            return outcomes, pool.submit(asked).result()

    return run
