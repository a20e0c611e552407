"""The whole evaluation through its own actions: nothing is set by hand between the rooms' parts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from contracting.evaluation.actions import deciding, dividing, formal, meeting, scoring, session
from contracting.evaluation.documents.results import thawed
from contracting.evaluation.explanation import amount_story, criteria_results
from contracting.offers.models import Offer
from mkus_portal.accounts.models import Membership
from mkus_portal.verdict import Refused
from mkus_portal.workflow.models import MoveLog
from tests.contracting.calls.factories import make_office, member_act, publish
from tests.contracting.evaluation import factories_formal as formally
from tests.contracting.evaluation.factories_commission import (
    Room,
    appoint,
    declare,
    make_candidate,
    make_person,
    propose,
    propose_candidate,
    take_seat,
)
from tests.contracting.evaluation.factories_scoring import (
    MEETING,
    SCORING,
    Scored,
    assessment,
    make_meeting,
    make_scored_call,
    vote,
)

pytestmark = pytest.mark.django_db
DONE = MEETING + timedelta(days=4)
BY = deciding.LegalAct("77/2026", DONE.date(), "Anna Wzorowa, wójt")


def checked_call(office):
    """Two offers: one fit at once, the other after a correction."""
    check = formally.begin(make_scored_call(office))
    formally.accept(check, check.second)
    formally.ask(check)
    with pytest.raises(Refused, match="Na wynik oceny formalnej"):
        session.open_merit(check.clerk, check.evaluation)
    formally.correct(check)
    clerk = check.clerk.later(formally.IN_TIME + timedelta(hours=1))
    wrong = check.assessment().answers.filter(answer="not_met")
    sheet = {one.condition_id: formal.Given("met") for one in wrong}
    formal.save_answers(clerk, check.assessment(), sheet)
    formal.accept_formally(clerk, check.assessment())
    return check


def seated(office, check):
    """A chair, somebody with a role at the second bidder's, a third one, and an NGO's candidate."""
    executive = member_act(office, "executive", SCORING)
    room = Room(
        office, check.call, check.first, check.second, check.evaluation, check.clerk, executive
    )
    chair, partial = propose(room, make_person("Anna Przewodnicząca")), make_person()
    Membership.objects.create(
        user=partial,
        role="ngo_editor",
        scope_kind="organisation",
        scope_id=check.second.organisation.pk,
        valid_from=SCORING.date() - timedelta(days=400),
    )
    members = [
        chair,
        propose(room, partial),
        propose(room, make_person("Piotr Bezstronny")),
        propose_candidate(room, make_candidate(office, check.call, make_person("Ola Społeczna"))),
    ]
    appoint(room, chair=chair.pk)
    acts = [take_seat(one).later(SCORING) for one in members]
    for act in acts:
        declare(act, check.evaluation)
    session.open_merit(room.clerk.later(SCORING), room.fresh())
    return Scored(room, acts), members


def score(scored, members):
    """Two agree on the first offer; on the second they do not, and a third is asked."""
    chair, _, second, third = scored.members
    for act in (chair, second):
        scored.card(act, scored.offer, 10, 6, 8)
    scored.card(chair, scored.other, 10, 6, 8)
    scored.card(second, scored.other, 0, 1, 1)
    with pytest.raises(Refused):
        scoring.end_scoring(scored.clerk, scored.evaluation)
    scoring.ask_third_opinion(scored.clerk, scored.other, members[3])
    scored.card(third, scored.other, 5, 3, 4)


def propose_amounts(scored, task):
    """The meeting votes, a division is chosen, the minutes are closed."""
    made = make_meeting(scored)
    vote(scored, made, scored.offer, 3, proposed_grant=Decimal(9000))
    vote(scored, made, scored.other, 3, proposed_grant=Decimal(0), reason="Brak środków.")
    clerk = scored.clerk.later(MEETING)
    scenario = dividing.add_scenario(clerk, scored.evaluation, task, name="Wariant")
    dividing.choose_scenario(clerk, scenario, "Zgodnie z głosowaniem.")
    meeting.close_meeting(clerk, made, MEETING)


def test_an_excluded_member_neither_reads_nor_scores_the_offer():
    office = make_office()
    scored, _ = seated(office, checked_call(office))
    chair, partial = scored.members[:2]
    with pytest.raises(Refused, match="wyłączon"):
        scoring.begin_card(partial, scored.other)
    other = Offer.objects.filter(pk=scored.other.offer_id)
    assert not (Offer.objects.visible_to(partial) & other).exists()
    assert (Offer.objects.visible_to(chair) & other).exists()


def test_from_the_deadline_to_the_accepted_grant_and_the_reserve_list():
    office = make_office()
    check = checked_call(office)
    scored, members = seated(office, check)
    score(scored, members)
    propose_amounts(scored, check.first.task)
    executive = scored.room.executive.later(DONE)
    decision = deciding.decide(executive, scored.evaluation, BY)
    awards = thawed(decision.content).awards
    assert [(one.bidder, one.amount) for one in awards] == [
        (check.first.organisation.name, "9000.00")
    ]
    publish(check.call, at=DONE, subject="results")
    first, bidder = assessment(scored.offer.pk), replace(check.first.president, at=DONE)
    assert first.points == Decimal("30.00")
    assert any("9 000,00" in one.replace("\xa0", " ") for one in amount_story(first))
    assert [len(one.remarks) for one in criteria_results(first)] == [2, 2, 2, 2]
    deciding.accept_award(bidder, first)
    assert [one.move for one in MoveLog.objects.of(first)] == [
        "ask_to_correct",
        "take_correction",
        "accept_formally",
        "score",
        "award",
        "accept",
    ]
    deciding.resign_award(bidder, first, "Nie ma trenera.")
    waiting = assessment(scored.other.pk)
    assert waiting.state == "reserve"
    deciding.move_up(executive, waiting, BY, Decimal(4000))
    assert assessment(waiting.pk).awarded_grant == Decimal("4000.00")
