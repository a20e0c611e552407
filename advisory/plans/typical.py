"""The typical template, kept as data beside this file and checked when it is read."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from advisory.plans.models import KINDS, LONGEST, Whose

FILE = Path(__file__).with_name("typical.toml")


class BadTemplate(Exception):  # noqa: N818 - says what is wrong with the file
    """The file of the typical template is wrong; the message names the step and the key."""


@dataclass(frozen=True, slots=True)
class TypicalStep:
    """A step of the file: its name, what fulfils it, days from the agreement, who."""

    name: str
    kind: str
    days: int
    whose: str


@cache
def typical_steps() -> tuple[TypicalStep, ...]:
    """Return the steps of the file. Raises BadTemplate."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> tuple[TypicalStep, ...]:
    """Return the steps of a text in TOML. Raises BadTemplate naming the step and the key."""
    rows = tomllib.loads(text).get("step", [])
    return tuple(_step(number, row) for number, row in enumerate(rows, 1))


def _step(number: int, row: dict[str, Any]) -> TypicalStep:
    name, days = row.get("name"), row.get("days")
    checks = (
        ("name", isinstance(name, str) and bool(name)),
        ("kind", row.get("kind") in dict(KINDS)),
        ("days", isinstance(days, int) and 0 <= days <= LONGEST),
        ("whose", row.get("whose") in Whose.values),
    )
    for key, holds in checks:
        if not holds:
            message = f"{FILE.name}: krok {number}, klucz {key}: {row.get(key)!r}"
            raise BadTemplate(message)
    return TypicalStep(row["name"], row["kind"], row["days"], row["whose"])
