"""Closing and saving at once: what was closed is what stays."""

import pytest

from contracting.analysis.actions import close_analysis
from contracting.analysis.copying import copy_answer
from contracting.analysis.models import Analysis, AnswerSource, SharedAnalysis
from contracting.analysis.rules.sharing import Content
from contracting.analysis.sharing_actions import edit_copy, share_analysis
from mkus_portal.drafting.actions import save_field
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests.contracting.analysis.factories import fill
from tests.contracting.analysis.sharing_factories import answer_to, as_role, prepare, share_some
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


def test_nothing_changes_in_what_is_shared(at_once, act):
    shared = prepare(act)
    leader = as_role(act, "coordinator")

    def work(number):
        copy = answer_to(SharedAnalysis.objects.get(pk=shared.pk), "E1-01")
        try:
            if number == PEOPLE // 2:
                share_analysis(leader, copy.shared)
                return answer_to(shared, "E1-01").texts
            edit_copy(act, copy, Content({"E1-01": f"tekst {number}"}))
        except (MoveRefused, MoveTaken):
            return None
        return None

    outcomes, after = at_once(work, lambda: answer_to(shared, "E1-01").texts)
    assert [one for one in outcomes if one is not None] == [after]


def test_one_of_many_puts_the_answer_in(at_once, act, analysis):
    shared = share_some()

    def work(number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        try:
            copy_answer(act, found, answer_to(shared, "E1-01"), {"E1-01": 0})
        except Overtaken:
            return False
        return True

    def ask():
        return AnswerSource.objects.count(), texts(analysis.pk)["E1-01"]

    outcomes, (notes, text) = at_once(work, ask)
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
    assert (notes, text) == (1, answer_to(shared, "E1-01").texts["E1-01"])
