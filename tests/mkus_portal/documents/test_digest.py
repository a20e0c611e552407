"""The digest says the same for the same content, something else for any other."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from zoneinfo import ZoneInfo

import pytest

from mkus_portal.documents.digest import canonical, in_fours, plain, read_digest, sha256


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True)
class Row:
    amount: Decimal
    day: date


def test_plain_writes_amounts_and_dates_as_text():
    assert plain(Row(Decimal("1E+2"), date(2026, 1, 2))) == {"amount": "100", "day": "2026-01-02"}


def test_plain_knows_enums_bytes_sets_and_nested_rows():
    value = {"colour": Colour.RED, "file": b"abc", "codes": {"b", "a"}, "rows": (1, None, True)}
    assert plain(value) == {
        "colour": "red",
        "file": sha256(b"abc"),
        "codes": ["a", "b"],
        "rows": [1, None, True],
    }


def test_canonical_does_not_depend_on_the_order_of_keys_or_on_the_zone():
    instant = datetime(2026, 7, 1, 10, tzinfo=UTC)
    warsaw = instant.astimezone(ZoneInfo("Europe/Warsaw"))
    assert canonical({"b": 1, "a": instant}) == canonical({"a": warsaw, "b": 1})
    assert canonical({"ż": 1}) == '{"ż":1}'.encode()


def test_a_value_without_lasting_text_is_refused():
    with pytest.raises(TypeError, match="object"):
        plain({"x": object()})


DIGEST = "8f3a01c2" * 8


@pytest.mark.parametrize(
    "typed",
    [DIGEST, in_fours(DIGEST), DIGEST.upper(), f" sha256:{DIGEST}\n", in_fours(DIGEST) + "\u00a0"],
)
def test_read_digest_forgives_how_it_was_typed(typed):
    assert read_digest(typed) == DIGEST


@pytest.mark.parametrize("typed", ["", "abc", DIGEST + "0", DIGEST[:-1] + "g"])
def test_read_digest_knows_what_is_not_one(typed):
    assert read_digest(typed) is None
