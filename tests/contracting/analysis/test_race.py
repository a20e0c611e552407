"""Closing and saving at once: what was closed is what stays."""

import pytest

from contracting.analysis.actions import close_analysis
from contracting.analysis.models import Analysis
from mkus_portal.drafting.actions import save_field
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests.contracting.analysis.factories import fill
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


def texts(pk):
    return Analysis.objects.get(pk=pk).draft.texts()


def test_no_save_comes_after_closing(at_once, act, analysis):
    fill(act, analysis)

    def work(number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        if number == PEOPLE // 2:
            close_analysis(act, found)
            return texts(analysis.pk)
        try:
            save_field(act, found.draft, "E1-01", f"tekst {number}", 1)
        except MoveRefused:
            return None
        return None

    outcomes, after = at_once(work, lambda: texts(analysis.pk))
    assert [one for one in outcomes if one is not None] == [after]


def test_one_of_many_closes(at_once, act, analysis):
    fill(act, analysis)

    def work(number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        try:
            close_analysis(act, found)
        except (MoveRefused, MoveTaken):
            return False
        return True

    outcomes, state = at_once(work, lambda: Analysis.objects.get(pk=analysis.pk).state)
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
    assert state == "closed"
