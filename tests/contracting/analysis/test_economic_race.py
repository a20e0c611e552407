"""Many people adding cost lines at once: nobody's line is lost, positions have no gaps."""

import pytest

from contracting.analysis.actions import add_typical_lines
from contracting.analysis.models import Analysis, FutureCost
from mkus_portal.drafting.actions import add_row
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


def kept(pk):
    lines = FutureCost.objects.filter(draft__analysis=pk)
    return sorted(lines.values_list("position", "name"))


def test_every_line_added_at_once_stays(at_once, act, analysis):
    def work(number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        add_row(act, found.draft, "future_costs", name=f"koszt {number}")

    _, lines = at_once(work, lambda: kept(analysis.pk))
    assert [position for position, _ in lines] == list(range(1, PEOPLE + 1))
    assert {name for _, name in lines} == {f"koszt {number}" for number in range(PEOPLE)}


def test_typical_lines_asked_for_at_once_come_once(at_once, act, analysis):
    def work(_number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        add_typical_lines(act, found, "future_costs")

    _, lines = at_once(work, lambda: kept(analysis.pk))
    names = [name for _, name in lines]
    assert len(names) == len(set(names)) > 3
