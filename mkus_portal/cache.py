"""The cache in Redis that a page can do without: while Redis is away, nothing is remembered.

The cache holds only what may be lost (counts of attempts to sign in, presence in a draft), so a
page goes on without it; the log says so.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Key = str | bytes | memoryview
Expiry = int | timedelta


class Unharmed:
    """A block that ends quietly, with one line in the log, when Redis is away."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> bool:
        """Whether the error is one of a Redis that is away."""
        if not isinstance(error, (RedisError, OSError)):
            return False
        logger.warning("Pamięć podręczna nie odpowiada, portal działa bez niej: %s", error)
        return True


class Client(RedisCacheClient):
    """Every operation on a Redis that is away ends as if there was nothing under the key."""

    def add(self, key: Key, value: Any, timeout: Expiry | None) -> bool:  # noqa: ANN401  # any value
        """Return True also while Redis is away: whoever waits for a lock must not wait for ever."""
        with Unharmed():
            return super().add(key, value, timeout)
        return True

    def get(self, key: Key, default: Any) -> Any:  # noqa: ANN401  # any value
        """Return the value, else the default."""
        with Unharmed():
            return super().get(key, default)
        return default

    def set(self, key: Key, value: Any, timeout: Expiry | None) -> None:  # noqa: ANN401  # any value
        """Keep the value when Redis is there."""
        with Unharmed():
            super().set(key, value, timeout)

    def touch(self, key: Key, timeout: Expiry) -> bool:
        """Whether the key lives on."""
        with Unharmed():
            return super().touch(key, timeout)
        return False

    def delete(self, key: Key) -> bool:
        """Whether there was something to delete."""
        with Unharmed():
            return super().delete(key)
        return False

    def has_key(self, key: Key) -> bool:
        """Whether there is a value."""
        with Unharmed():
            return super().has_key(key)
        return False

    def incr(self, key: Key, delta: int) -> Any:  # noqa: ANN401  # Redis answers what it counts
        """Return the new count; while Redis is away counting starts anew."""
        with Unharmed():
            return super().incr(key, delta)
        return delta

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Return the values that are there."""
        with Unharmed():
            return super().get_many(keys)
        return {}

    def set_many(self, data: Mapping[Key, Any], timeout: Expiry) -> None:
        """Keep the values when Redis is there."""
        with Unharmed():
            super().set_many(data, timeout)

    def delete_many(self, keys: Iterable[Key]) -> None:
        """Delete the keys when Redis is there."""
        with Unharmed():
            super().delete_many(keys)


class Cache(RedisCache):
    """Django's Redis cache with the client above."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client
