"""Eight people at one thread: one answer counts; nothing that is said is lost."""

import pytest

from mkus_portal.drafting import actions
from mkus_portal.drafting.actions import Saved
from mkus_portal.drafting.models import Change, Comment, Presence, Thread, Unread
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_proposal_is_taken_once(at_once, act, other_act, draft):
    thread = actions.open_thread(other_act, draft, "III.3", "", "lepszy opis")

    def take(number):
        mine = Thread.objects.get(pk=thread.pk)
        try:
            return actions.accept_proposal(act, mine, 0)
        except (MoveTaken, MoveRefused) as error:
            return error

    outcomes, (changes, moves) = at_once(
        take, lambda: (Change.objects.count(), MoveLog.objects.count())
    )
    assert len([one for one in outcomes if isinstance(one, Saved)]) == 1
    assert (changes, moves) == (1, 1)


def test_every_reply_is_kept_and_counted(at_once, act, other_act, draft):
    actions.save_field(other_act, draft, "III.3", "opis", 0)
    thread = actions.open_thread(act, draft, "III.3", "Skąd to?")
    outcomes, (comments, count) = at_once(
        lambda number: actions.reply(act, Thread.objects.get(pk=thread.pk), f"Głos {number}"),
        lambda: (Comment.objects.count(), Unread.objects.get().count),
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert (comments, count) == (PEOPLE + 1, PEOPLE + 1)


def test_one_person_in_eight_windows_is_here_once(at_once, act, draft):
    outcomes, rows = at_once(
        lambda number: actions.be_here(act, draft, "III.3"), Presence.objects.count
    )
    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert rows == 1
