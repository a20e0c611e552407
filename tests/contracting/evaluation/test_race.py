"""Many people press the same button of the commission's at once.

Away from the modules whose world is kept in a transaction: these write to real files and servers.
"""

from datetime import timedelta

import pytest

from contracting.evaluation.actions import meeting, scoring
from contracting.evaluation.models import Meeting, ScoreCard
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.evaluation.factories_scoring import (
    MEETING,
    make_meeting,
    make_scored,
    vote,
)

THERE = MEETING + timedelta(hours=2)


@pytest.mark.django_db(transaction=True)
def test_a_card_is_closed_once_by_many_windows(at_once):
    scored = make_scored()
    card = scored.card(scored.chair, scored.offer, 5, 3, 4, close=False)

    def close(_):
        try:
            scoring.close_card(scored.chair, ScoreCard.objects.get(pk=card.pk))
        except (MoveTaken, MoveRefused):
            return False
        return True

    outcomes, log = at_once(close, lambda: [one.move for one in MoveLog.objects.of(card)])
    assert outcomes.count(True) == 1
    assert log == ["close"]


@pytest.mark.django_db(transaction=True)
def test_a_meeting_is_closed_once_by_many_people(at_once):
    scored = make_scored()
    scored.score_all(4, 6)
    made = make_meeting(scored)
    for offer in (scored.offer, scored.other):
        vote(scored, made, offer, 2)
    act = scored.clerk.later(THERE)

    def close(_):
        try:
            meeting.close_meeting(act, Meeting.objects.get(pk=made.pk), MEETING)
        except (MoveTaken, MoveRefused):
            return False
        return True

    outcomes, log = at_once(close, lambda: [one.move for one in MoveLog.objects.of(made)])
    assert outcomes.count(True) == 1
    assert log == ["close"]


@pytest.mark.django_db(transaction=True)
def test_the_scoring_ends_once_by_many_people(at_once):
    scored = make_scored()
    scored.score_all(4, 6)

    def end(_):
        try:
            scoring.end_scoring(scored.clerk, scored.evaluation)
        except (MoveTaken, MoveRefused):
            return False
        return True

    offer = scored.offer
    outcomes, log = at_once(end, lambda: [one.move for one in MoveLog.objects.of(offer)])
    assert outcomes.count(True) == 1
    assert log == ["score"]
