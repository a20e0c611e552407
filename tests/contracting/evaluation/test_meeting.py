"""The commission meets: presence, quorum, votes, the pool, the end, the minutes as PDF and DOCX."""

import zipfile
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ValidationError

from contracting.calls.models import CallTask
from contracting.evaluation.actions import impartiality, meeting
from contracting.evaluation.conflicts import Exclusion
from contracting.evaluation.documents.minutes import build_minutes, word_of
from contracting.evaluation.meeting_board import board_of
from contracting.evaluation.models import CommissionMember, Meeting, Scenario
from mkus_portal.documents.models import Document
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.calls.factories import member_act
from tests.contracting.evaluation.factories_commission import appoint, make_person, propose
from tests.contracting.evaluation.factories_scoring import (
    MEETING,
    make_meeting,
    make_scored,
    vote,
)

pytestmark = pytest.mark.django_db
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THERE = MEETING + timedelta(hours=2)


@pytest.fixture
def ready(scored):
    """Both offers have 16 points; the first member proposes 7 000 zł for one of them."""
    scored.score_all(4, 6)
    return scored


def words_of(content):
    """The text of a DOCX file, by paragraphs."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))  # noqa: S314 - our own file
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own
    return ["".join(one.itertext()) for one in body.iter(f"{WORD}p")]


def test_a_meeting_lists_the_whole_line_up_and_counts_the_quorum(ready):
    made = make_meeting(ready, present=0)
    board = board_of(made)
    assert (board.line_up, board.present, board.needed, board.has_quorum) == (2, 0, 1, False)
    with pytest.raises(MoveRefused, match="Nie ma kworum: obecnych jest 0 z 2"):
        meeting.close_meeting(ready.clerk.later(THERE), made, MEETING)


def test_an_expert_is_there_without_a_vote(ready):
    propose(ready.room, make_person("Ekspert"), "expert")
    appoint(ready.room, without_ngo="none_indicated")
    made = make_meeting(ready)
    assert sorted(made.attendances.values_list("has_vote", flat=True)) == [False, True, True]
    assert board_of(made).line_up == 2


def test_one_meeting_at_a_time_numbered_in_turn(ready):
    first = make_meeting(ready)
    with pytest.raises(MoveRefused, match="Posiedzenie już trwa"):
        make_meeting(ready, ended=False)
    for offer in (ready.offer, ready.other):
        vote(ready, first, offer, 2)
    meeting.close_meeting(ready.clerk.later(THERE), first, MEETING)
    assert make_meeting(ready).number == 2


def test_no_more_votes_than_entitled_people(ready):
    made = make_meeting(ready)
    with pytest.raises(MoveRefused, match="Głosów jest 3"):
        vote(ready, made, ready.offer, 2, 1)
    vote(ready, made, ready.offer, 1, 0, 1)
    present = [made.attendances.first().member_id]
    with pytest.raises(MoveRefused, match="Głosów jest 2, a w sprawie tej oferty głosować może 1"):
        meeting.save_presence(ready.clerk.later(MEETING), made, present)
    assert board_of(made).present == 2


def test_r07_an_excluded_member_does_not_vote_on_the_offer(ready):
    why = Exclusion("family", "Siostra jest skarbniczką oferenta.")
    impartiality.step_aside(ready.members[1], ready.evaluation, ready.offer, why)
    made = make_meeting(ready)
    line = next(one for one in board_of(made).lines if one.assessment == ready.offer)
    assert (line.entitled, line.excluded) == (1, ("Członek 2",))
    with pytest.raises(MoveRefused, match="głosować może 1 osoba"):
        vote(ready, made, ready.offer, 2)
    vote(ready, made, ready.offer, 1)
    kept = made.votes.get()
    assert (kept.entitled, kept.excluded) == (1, ["Członek 2"])


def test_the_amount_is_within_what_is_asked(ready):
    made = make_meeting(ready)
    with pytest.raises(MoveRefused, match="Oferent wnioskuje"):
        vote(ready, made, ready.offer, 2, proposed_grant=Decimal(9001))
    with pytest.raises(MoveRefused, match="Większość jest przeciw"):
        vote(ready, made, ready.offer, 0, 2)


def test_the_pool_runs_with_the_amounts(ready):
    made = make_meeting(ready)
    CallTask.objects.update(pool=Decimal(12000))
    vote(ready, made, ready.offer, 2, proposed_grant=Decimal(9000))
    assert board_of(made).tasks[0].pool.left == Decimal(3000)
    vote(ready, made, ready.other, 2, proposed_grant=Decimal(4000))
    pool = board_of(made).tasks[0].pool
    assert (pool.left, pool.is_over) == (Decimal(-1000), True)


def test_a_stale_vote_is_noticed(ready):
    made = make_meeting(ready)
    vote(ready, made, ready.offer, 2)
    vote(ready, made, ready.offer, 1, 0, 1, based_on=1)
    with pytest.raises(Overtaken):
        vote(ready, made, ready.offer, 2, based_on=1)
    assert made.votes.get().abstained == 1


def test_only_scored_offers_are_voted_on(scored):
    made = make_meeting(scored, ended=False)
    with pytest.raises(MoveRefused, match="której ocena jest zakończona"):
        vote(scored, made, scored.offer, 2)


def test_the_end_asks_for_every_vote_and_gives_the_offers_their_amounts(ready):
    made = make_meeting(ready)
    vote(ready, made, ready.offer, 2, proposed_grant=Decimal(7000))
    with pytest.raises(MoveRefused, match="Nie głosowano jeszcze nad 1 ofertą"):
        meeting.close_meeting(ready.clerk.later(THERE), made, MEETING)
    vote(ready, made, ready.other, 0, 2, proposed_grant=None)
    with pytest.raises(ValidationError, match="w przyszłości"):
        meeting.close_meeting(ready.clerk.later(THERE), made, THERE + timedelta(minutes=1))
    with pytest.raises(ValidationError, match="przed jego początkiem"):
        meeting.close_meeting(ready.clerk.later(THERE), made, MEETING - timedelta(days=1))
    meeting.close_meeting(ready.chair.later(THERE), Meeting.objects.get(pk=made.pk), THERE)
    assert (ready.offer.proposed_grant, ready.other.proposed_grant) == (Decimal(7000), Decimal(0))
    assert Document.objects.about(made).get().kind == "commission_minutes"
    closed = Meeting.objects.get(pk=made.pk)
    with pytest.raises(MoveRefused, match="zakończone"):
        vote(ready, closed, ready.offer, 1)


def test_only_those_who_lead_write_the_minutes(ready):
    made = make_meeting(ready)
    for act in (
        ready.members[1],
        member_act(ready.room.office, "executive", MEETING),
        member_act(make_scored(1).room.office, at=MEETING),
    ):
        with pytest.raises(MoveRefused):
            meeting.save_notes(act, made, notes="Nie moje.", remarks="")
        with pytest.raises(MoveRefused):
            meeting.save_presence(act, made, [])
    assert Meeting.objects.get(pk=made.pk).notes == ""


@pytest.fixture
def closed(ready):
    """A closed meeting with an exclusion, remarks, a chosen scenario and an explained spread."""
    why = Exclusion("doubt", "Znajomość z autorem.")
    impartiality.step_aside(ready.members[1], ready.evaluation, ready.other, why)
    made = make_meeting(ready)
    act = ready.clerk.later(MEETING)
    meeting.save_notes(act, made, notes="Omówiono oferty.", remarks="Członek 1: za mało <środków>.")
    vote(ready, made, ready.offer, 2, proposed_grant=Decimal(7000), reason="Dobre oferty & plany.")
    vote(ready, made, ready.other, 1, proposed_grant=Decimal(1000))
    return meeting.close_meeting(ready.clerk.later(THERE), made, MEETING)


def test_the_minutes_say_what_the_law_asks(ready, closed):
    Scenario.objects.create(
        evaluation=ready.evaluation,
        task=ready.offer.offer.task,
        name="Po kolei",
        is_chosen=True,
        reason="Najlepsze oferty w całości.",
        created_at=MEETING,
    )
    minutes = build_minutes(closed, MEETING)
    assert (minutes.title, minutes.watermark) == (
        "Protokół z posiedzenia nr 1 komisji konkursowej",
        "",
    )
    assert minutes.quorum.startswith("Obecnych: 2 z 2 osób")
    assert "art. 15 ust. 2da pkt 1" in minutes.without_ngo
    assert [one[0] for one in minutes.recusals] == ["Członek 2"]
    part = minutes.tasks[0]
    assert part.scenario == "Po kolei (po kolei, do wyczerpania puli)"
    assert part.scenario_reason == "Najlepsze oferty w całości."
    votes = {one.number: (one.votes, one.proposed, one.remarks) for one in part.rows}
    assert votes[ready.other.offer.number] == (
        "za 1, przeciw 0, wstrzymało się 0",
        "1\u00a0000,00\u00a0zł",
        "Nie głosowali (wyłączeni): Członek 2.",
    )
    assert minutes.signing == ("Członek 1", "Członek 2")
    assert minutes == build_minutes(Meeting.objects.get(pk=closed.pk), THERE)


def test_the_minutes_stay_when_a_member_leaves_later(ready, closed):
    before = build_minutes(closed, MEETING).quorum
    CommissionMember.objects.filter(user=ready.members[1].user).update(ended_at=THERE)
    assert build_minutes(Meeting.objects.get(pk=closed.pk), MEETING).quorum == before


def test_the_minutes_are_a_text_to_go_on_editing(closed):
    content = word_of(build_minutes(closed, MEETING), MEETING)
    assert content == word_of(build_minutes(closed, MEETING), MEETING)
    words = words_of(content)
    assert "Protokół z posiedzenia nr 1 komisji konkursowej" in words
    assert "Członek 1: za mało <środków>." in words
    assert "Dobre oferty & plany." in words
    assert "PROJEKT" not in " ".join(words)


def test_an_open_meeting_gives_a_draft(ready):
    minutes = build_minutes(make_meeting(ready), MEETING)
    assert minutes.watermark == "PROJEKT"
    assert any("PROJEKT" in one for one in words_of(word_of(minutes, MEETING)))
    with pytest.raises(MoveRefused, match="po zakończeniu posiedzenia"):
        meeting.ask_for_minutes(ready.clerk, Meeting.objects.get())
