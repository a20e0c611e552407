"""A month's sums: nothing is lost and nothing is counted twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisory.consultations.models import Consultation
from advisory.programmes.models import Unit
from advisory.reports.rules import (
    first_of_next,
    first_of_previous,
    month_in_words,
    sums_by_unit,
    sums_of,
)

UNITS = [Unit(pk=pk, name=name) for pk, name in ((1, "Prusice"), (2, "Bełk"), (3, "Prusice"))]
ENTRIES = st.builds(
    Consultation,
    unit=st.sampled_from(UNITS),
    hours=st.integers(1, 48).map(lambda number: Decimal(number) / 2),
    form=st.sampled_from(Consultation.Form.values),
    state=st.sampled_from(Consultation.State.values),
    people_office=st.integers(0, 9),
    people_ngo=st.integers(0, 9),
    people_university=st.integers(0, 9),
    people_other=st.integers(0, 9),
    travel_km=st.integers(0, 200),
    travel_minutes=st.integers(0, 300),
)


@given(st.lists(ENTRIES))
def test_the_units_together_are_the_whole(entries):
    whole, units = sums_of(entries), sums_by_unit(entries)
    for figure in (
        "hours",
        "meetings",
        "others",
        "people_office",
        "people_ngo",
        "people_elsewhere",
        "travel_km",
        "travel_minutes",
        "agreed",
        "agreed_hours",
    ):
        assert sum(getattr(one.sums, figure) for one in units) == getattr(whole, figure)
    assert whole.meetings + whole.others == whole.entries == len(entries)
    assert len(units) == len({one.unit_id for one in entries})
    assert [one.unit for one in units] == sorted(one.unit for one in units)


@given(st.dates(date(2000, 2, 1), date(2999, 11, 30)))
def test_months_follow_each_other(day):
    after, before = first_of_next(day), first_of_previous(day)
    assert after.day == before.day == 1
    assert first_of_previous(after) == first_of_next(before) == day.replace(day=1)
    assert after > day > before
    assert after - timedelta(days=1) >= day


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 1, 31), "styczeń 2026"), (date(2026, 12, 1), "grudzień 2026")],
)
def test_a_month_is_named_in_polish(day, words):
    assert month_in_words(day) == words
