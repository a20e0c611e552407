"""What a document says, as one line of JSON and its SHA-256."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from uuid import UUID

from mkus_portal.act import WARSAW

FOUR = 4
LENGTH = 64
HEX = frozenset("0123456789abcdef")


def plain(value: object) -> object:
    """Return the value made of what JSON knows; amounts and dates as text, bytes as their SHA-256.

    Raises TypeError for anything that has no lasting text, a model for instance.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((plain(one) for one in value), key=json.dumps)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return _plain_atom(value)


def _plain_atom(value: object) -> str | int | float | bool | None:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.astimezone(WARSAW).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return sha256(value)
    if value is None or isinstance(value, (str, int, float)):
        return str(value) if isinstance(value, str) else value
    message = f"a document's content cannot hold {type(value).__name__}"
    raise TypeError(message)


def canonical(value: object) -> bytes:
    """Return the value's canonical JSON: keys sorted, no spaces, UTF-8."""
    return json.dumps(
        plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256(content: bytes) -> str:
    """Return SHA-256 in 64 small hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def in_fours(digest: str) -> str:
    """Return the digest in groups of four, as it is printed."""
    return " ".join(digest[start : start + FOUR] for start in range(0, len(digest), FOUR))


def read_digest(text: str) -> str | None:
    """Return the digest that a person typed or pasted, None when it is not one."""
    digest = "".join(text.split()).lower().removeprefix("sha256:").replace("-", "")
    return digest if len(digest) == LENGTH and set(digest) <= HEX else None
