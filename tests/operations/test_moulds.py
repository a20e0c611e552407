"""A migrated file is cast once and copied for each process."""

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

from tests.moulds import A_WEEK, Mould


def migrated(path, word):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE words (word TEXT)")
        database.execute("INSERT INTO words VALUES (?)", (word,))
    database.close()
    return path


def words_in(path):
    with sqlite3.connect(path) as database:
        found = database.execute("SELECT word FROM words").fetchall()
    database.close()
    return found


def test_the_first_casts_and_the_others_copy(tmp_path):
    target = tmp_path / "gw1" / "test.sqlite3"
    first = Mould(tmp_path)
    assert not first.copy_to(target)
    assert not target.exists()
    with ThreadPoolExecutor() as pool:
        second = pool.submit(Mould(tmp_path).copy_to, target)
        time.sleep(0.2)
        assert not second.done(), "it must wait for the mould"
        first.cast(migrated(tmp_path / "test.sqlite3", "wzór"))
        assert second.result(timeout=10)
    assert words_in(target) == [("wzór",)]


def test_a_copy_takes_nothing_of_the_file_that_was_there(tmp_path):
    first = Mould(tmp_path)
    first.copy_to(tmp_path / "x.sqlite3")
    first.cast(migrated(tmp_path / "made.sqlite3", "wzór"))
    target = migrated(tmp_path / "test.sqlite3", "stary")
    target.with_name("test.sqlite3-wal").write_bytes(b"old")
    assert Mould(tmp_path).copy_to(target)
    assert not target.with_name("test.sqlite3-wal").exists()
    assert words_in(target) == [("wzór",)]


def test_moulds_of_past_weeks_are_thrown_away(tmp_path):
    old = tmp_path / "mkus-mould-old.sqlite3"
    old.touch()
    os.utime(old, (time.time() - 2 * A_WEEK,) * 2)
    mould = Mould(tmp_path)
    mould.copy_to(tmp_path / "x.sqlite3")
    mould.cast(migrated(tmp_path / "made.sqlite3", "wzór"))
    assert not old.exists()
    assert mould.path.exists()
