"""Sending, taking back, meeting and closing at once: what was revealed or closed stays so."""

import time
from threading import Event

import pytest
from django.db import transaction

from contracting.analysis import social_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.models import Analysis, SocialAssessment, SocialRound
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.analysis.factories import score_card
from tests.crowd import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)
LATE = 0.6


@pytest.fixture
def cards(act, analysis):
    """Eight cards: four sent, four scored and not sent."""
    found = []
    for number in range(PEOPLE):
        card = actions.add_paper_card(act, analysis, f"Osoba {number}", "office", "forecast")
        score_card(act, card)
        if number % 2:
            actions.send_card(act, card)
        found.append(card.pk)
    return found


def card_of(pk):
    return SocialAssessment.objects.select_related("analysis__draft", "draft").get(pk=pk)


def tried(what, *args, **kwargs):
    """Whether it was done; refused or overtaken is no fault."""
    try:
        what(*args, **kwargs)
    except (MoveRefused, MoveTaken):
        return False
    return True


def moves_after(name):
    """The moves of cards that the log has after a round's or an analysis's move."""
    log = list(MoveLog.objects.order_by("pk").values_list("content_type__model", "move"))
    at = next(place for place, (_, move) in enumerate(log) if move == name)
    return [move for model, move in log[at:] if model == "socialassessment"]


def slowly(ready, what, *args, **kwargs):
    """Do it in a transaction that stays open while the others try."""
    with transaction.atomic():
        done = tried(what, *args, **kwargs)
        ready.set()
        time.sleep(LATE)
    return done


def test_nothing_is_sent_or_taken_back_while_the_team_meets(at_once, act, analysis, cards):
    ready = Event()

    def work(number):
        if number == 0:
            found = SocialRound.objects.select_related("analysis__draft").get(analysis=analysis)
            return slowly(ready, actions.reveal_scores, act, found)
        card = card_of(cards[number])
        ready.wait(5)
        move = actions.take_card_back if number % 2 else actions.send_card
        return tried(move, act, card)

    outcomes, after = at_once(work, lambda: (moves_after("meet"), states(analysis)))
    assert outcomes == [True] + [False] * (PEOPLE - 1)
    assert after == ([], ["draft", "sent"] * (PEOPLE // 2))


def states(analysis):
    found = SocialAssessment.objects.filter(analysis=analysis).order_by("pk")
    return list(found.values_list("state", flat=True))


def test_nobody_is_invited_and_nothing_sent_while_the_analysis_closes(
    at_once, act, analysis, cards
):
    ready = Event()

    def work(number):
        found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
        card = card_of(cards[number])
        if number == 0:
            return slowly(ready, close_analysis, act, found, with_gaps=True, note="Koniec.")
        ready.wait(5)
        if number in {1, 2}:
            return tried(actions.add_paper_card, act, found, "Ktoś", "office", "forecast")
        if number == 3:
            mine = SocialRound.objects.select_related("analysis__draft").get(analysis=found)
            return tried(actions.reveal_scores, act, mine)
        move = actions.take_card_back if number % 2 else actions.send_card
        return tried(move, act, card)

    outcomes, after = at_once(work, lambda: (moves_after("close_with_gaps"), len(states(analysis))))
    assert outcomes == [True] + [False] * (PEOPLE - 1)
    assert after == ([], PEOPLE)


def test_the_meeting_is_said_once(at_once, act, analysis, cards):
    def work(_number):
        found = SocialRound.objects.select_related("analysis__draft").get(analysis=analysis)
        return tried(actions.reveal_scores, act, found)

    outcomes, state = at_once(work, lambda: SocialRound.objects.get(analysis=analysis).state)
    assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True]
    assert state == "met"


def test_everything_at_once_ends_in_one_order(at_once, act, analysis, cards):
    """Saves, moves, the meeting and the closing meet by chance; nobody waits for ever."""

    def work(number):
        card = card_of(cards[number])
        if number == 3:
            found = SocialRound.objects.select_related("analysis__draft").get(analysis=analysis)
            return tried(actions.reveal_scores, act, found)
        if number == 5:
            found = Analysis.objects.select_related("draft").get(pk=analysis.pk)
            return tried(close_analysis, act, found, with_gaps=True, note="Koniec.")
        if number % 2:
            return tried(actions.take_card_back, act, card)
        tried(save_field, act, card.draft, "S01.after", "1", 1)
        return tried(actions.send_card, act, card)

    def ask():
        sent = SocialAssessment.objects.filter(analysis=analysis, state="sent")
        duties = Duty.objects.open().filter(kind="social_card").count()
        last = min(
            MoveLog.objects.filter(move__in=("meet", "close_with_gaps")).values_list(
                "pk", flat=True
            )
        )
        late = MoveLog.objects.filter(pk__gt=last, content_type__model="socialassessment")
        return sent.exists(), duties, late.count()

    _, (_, duties, late) = at_once(work, ask)
    assert (duties, late) == (0, 0)
