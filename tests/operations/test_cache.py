"""The cache in Redis: while Redis is away a page goes on without it."""

import logging

import pytest
from redis.exceptions import ResponseError

from mkus_portal.cache import Cache, Unharmed
from tests.services import free_port


@pytest.fixture
def cache(caplog):
    caplog.set_level(logging.CRITICAL, logger="mkus_portal.cache")
    return Cache(f"redis://127.0.0.1:{free_port()}/0", {})


def int_of(text):
    return int(text)


def test_nothing_is_remembered(cache):
    cache.set("key", 1)
    cache.set_many({"key": 1})
    cache.delete_many(["key"])

    assert cache.get("key", "nothing") == "nothing"
    assert cache.get_many(["key"]) == {}
    assert "key" not in cache
    assert cache.touch("key") is False
    assert cache.delete("key") is False


def test_lock_is_given_so_that_nobody_waits_for_ever(cache):
    assert cache.add("lock", 1) is True


def test_count_starts_anew(cache):
    assert cache.incr("count") == 1


def test_error_of_our_own_is_not_hidden():
    with pytest.raises(ValueError, match="our own"), Unharmed():
        int_of("our own")


def test_each_outage_is_one_line_in_the_log(caplog):
    with Unharmed():
        message = "LOADING"
        raise ResponseError(message)

    assert len(caplog.records) == 1
