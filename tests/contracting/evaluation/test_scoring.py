"""A member's card, third opinions, assignment, the end of the scoring."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from contracting.evaluation import scoring_letters
from contracting.evaluation.actions import impartiality, scoring, session
from contracting.evaluation.card_form import scores_of
from contracting.evaluation.conflicts import Exclusion
from contracting.evaluation.models import Assessment, CommissionMember, ScoreCard
from contracting.evaluation.scoreboard import board_of, line_of
from mkus_portal.drafting.actions import Clash, save_field
from mkus_portal.drafting.models import Change
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused
from mkus_portal.workflow.models import MoveLog
from tests.contracting.calls.factories import member_act
from tests.contracting.evaluation.factories_commission import (
    appoint,
    declare,
    make_person,
    propose,
    seat,
    take_seat,
)
from tests.contracting.evaluation.factories_scoring import SCORING, fill, write
from tests.contracting.offers.factories import ngo_act

pytestmark = pytest.mark.django_db


def places(card, cell="points"):
    return [f"scores:{row.pk}:{cell}" for row in scores_of(card)]


def duties(kind, **about):
    return Duty.objects.open().filter(kind=kind, **about)


def test_a_card_has_a_row_for_every_criterion_without_parts(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    assert [str(row) for row in scores_of(card)] == [
        "Doświadczenie",
        "Kadra",
        "Program",
        "Historia",
    ]
    assert scoring.begin_card(scored.chair, scored.offer) == card
    assert ScoreCard.objects.count() == 1


def test_points_stay_within_the_criterion(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    experience, staff, *_, history = places(card)
    for place, text, sentence in (
        (experience, "11", "Najwyżej 10,5 pkt"),
        (experience, "4,3", "Punkty daje się co 0,5"),
        (experience, "-1", "nie mniejszą od zera"),
        (experience, "dużo", "musi być liczba dziesiętna"),
        (history, "1", "nie daje się punktów"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            write(scored.chair, card, place, text)
    assert write(scored.chair, card, staff, "5,5").version == 1


def test_the_proposed_amount_stands_apart_and_below_what_is_asked(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    place = f"proposal:{card.draft.cardproposals.get().pk}:grant"
    with pytest.raises(ValidationError, match=r"Oferent wnioskuje o 9.*000,00"):
        write(scored.chair, card, place, "9000,01")
    write(scored.chair, card, place, "8 500 zł")
    fill(scored.chair, card, 10, 6, 8)
    closed = scoring.close_card(scored.chair, card)
    assert (closed.total, closed.proposed_grant) == (Decimal(30), Decimal(8500))


def test_a_card_closes_only_with_points_and_reasons(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    fill(scored.chair, card, 5, None, 4)
    with pytest.raises(MoveRefused, match="Kadra: daj punkty"):
        scoring.close_card(scored.chair, card)
    write(scored.chair, card, places(card)[1], 3)
    write(scored.chair, card, places(card, "reason")[3], " ")
    with pytest.raises(MoveRefused, match="Historia: napisz uzasadnienie"):
        scoring.close_card(scored.chair, card)
    card.refresh_from_db()
    assert (card.state, card.total) == ("open", None)


def test_a_closed_card_counts_and_is_not_written(scored):
    card = scored.card(scored.chair, scored.offer, 5, 3, 4)
    assert (card.state, card.total, card.closed_at) == ("closed", Decimal(15), SCORING)
    with pytest.raises(MoveRefused, match="Karta jest zamknięta"):
        write(scored.chair, card, places(card)[0], 6)
    scoring.reopen_card(scored.chair, card)
    assert (card.state, card.total) == ("open", None)
    write(scored.chair, card, places(card)[0], 6)
    assert scoring.close_card(scored.chair, card).total == Decimal(16)
    assert [one.move for one in MoveLog.objects.of(card)] == ["close", "reopen", "close"]


def test_two_windows_of_one_card_lose_nothing(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    place = places(card, "reason")[0]
    save_field(scored.chair, card.draft, place, "Z pierwszego okna.", 0)
    clash = save_field(scored.chair, card.draft, place, "Z drugiego okna.", 0)
    assert isinstance(clash, Clash)
    assert (clash.mine, clash.theirs) == ("Z drugiego okna.", "Z pierwszego okna.")
    assert scores_of(card)[0].reason == "Z pierwszego okna."
    save_field(scored.chair, card.draft, place, clash.mine, clash.version)
    history = Change.objects.filter(draft=card.draft, place=place)
    assert [one.new for one in history] == ["Z drugiego okna.", "Z pierwszego okna."]


def test_r07_nobody_scores_before_declaring(scored):
    newcomer = seat(scored.room)
    with pytest.raises(MoveRefused, match="Najpierw złóż oświadczenie"):
        scoring.begin_card(newcomer, scored.offer)
    declare(newcomer, scored.evaluation)
    assert scoring.begin_card(newcomer, scored.offer).state == "open"


def test_r07_an_excluded_member_neither_scores_nor_keeps_a_card_that_counts(scored):
    card = scored.card(scored.chair, scored.offer, 5, 3, 4)
    why = Exclusion("doubt", "Znam autora oferty.")
    impartiality.step_aside(scored.chair, scored.evaluation, scored.offer, why)
    with pytest.raises(MoveRefused, match="osobą wyłączoną"):
        scoring.reopen_card(scored.chair, card)
    line = line_of(scored.offer)
    assert (line.closed, line.able, line.needed) == ((), 1, 1)
    with pytest.raises(MoveRefused):
        scoring.begin_card(scored.chair, scored.offer)
    assert scoring.begin_card(scored.chair, scored.other).state == "open"


def test_r07_an_expert_does_not_score(scored):
    person = make_person()
    member = propose(scored.room, person, "expert")
    appoint(scored.room, without_ngo="none_indicated")
    act = take_seat(member)
    declare(act, scored.evaluation)
    with pytest.raises(MoveRefused, match="głos doradczy"):
        scoring.begin_card(act, scored.offer)


def test_nobody_else_writes_a_card(scored):
    card = scoring.begin_card(scored.chair, scored.offer)
    place = places(card)[0]
    bidder = scored.room.bidder
    for act in (
        scored.members[1],
        scored.clerk,
        ngo_act(bidder.organisation, make_person(), "ngo_admin", SCORING),
    ):
        with pytest.raises(MoveRefused):
            save_field(act, card.draft, place, "1", 0)


def test_a_member_sees_own_cards_until_the_scoring_ends(scored):
    chair, other = scored.members
    mine = scored.card(chair, scored.offer, 5, 3, 4)
    open_card = scoring.begin_card(other, scored.offer)

    def seen(act):
        return set(ScoreCard.objects.visible_to(act))

    assert seen(chair) == {mine}
    assert seen(other) == {open_card}
    assert seen(scored.clerk) == {mine}
    assert seen(member_act(scored.room.rival.office, at=SCORING)) == {mine}
    for cast in (scored.room.bidder, scored.room.rival):
        assert seen(cast.editor.later(SCORING)) == set()
    fill(other, open_card, 5, 3, 4)
    scoring.close_card(other, open_card)
    scored.card(chair, scored.other, 5, 3, 4)
    scored.card(other, scored.other, 5, 3, 4)
    assert seen(chair) == set(ScoreCard.objects.filter(member__user=chair.user))
    scoring.end_scoring(scored.clerk, scored.evaluation)
    assert seen(chair) == set(ScoreCard.objects.all())


def test_an_official_who_sits_in_the_commission_sees_no_points_early(scored):
    official = member_act(scored.room.office, at=SCORING)
    scored.card(scored.chair, scored.offer, 5, 3, 4)
    assert ScoreCard.objects.visible_to(official).count() == 1
    seat_row = CommissionMember.objects.exclude(user=scored.chair.user).get()
    CommissionMember.objects.filter(pk=seat_row.pk).update(user=official.user)
    assert ScoreCard.objects.visible_to(official).count() == 0


def test_a_spread_asks_the_office_and_a_third_card_ends_it(scored_by_three):
    scored = scored_by_three
    first, second, third = scored.members
    scored.card(first, scored.offer, 0, 0, 0)
    scored.card(second, scored.offer, 10, 6, 8)
    line = line_of(scored.offer)
    assert line.alarm.spread.share == Decimal("98.36")
    assert not line.alarm.is_answered
    assert duties("evaluation_spread").count() == 1
    with pytest.raises(MoveRefused, match="różnią się o 98,36%"):
        scoring.end_scoring(scored.clerk, scored.evaluation)
    asked = CommissionMember.objects.get(user=third.user)
    assert line.may_be_asked == [asked]
    scoring.ask_third_opinion(scored.clerk, scored.offer, asked)
    assert duties("evaluation_third_opinion", user=third.user).count() == 1
    card = scored.card(third, scored.offer, 5, 3, 4)
    assert card.is_third_opinion
    assert line_of(scored.offer).alarm.is_answered
    assert line_of(scored.offer).points == Decimal("15.00")
    assert not duties("evaluation_third_opinion").exists()


def test_a_card_closed_under_an_alarm_is_the_third_opinion_unasked(scored_by_three):
    scored = scored_by_three
    for act, points in zip(scored.members, (0, 8, 4), strict=True):
        scored.card(act, scored.offer, 0, points // 2, points)
    third = ScoreCard.objects.get(member__user=scored.members[2].user)
    assert third.is_third_opinion
    assert line_of(scored.offer).missing == []


def test_where_nobody_is_left_the_spread_is_explained(scored):
    scored.card(scored.chair, scored.offer, 0, 0, 0)
    scored.card(scored.members[1], scored.offer, 10, 6, 8)
    member = CommissionMember.objects.get(user=scored.chair.user)
    with pytest.raises(MoveRefused, match="nie może wydać dodatkowej opinii"):
        scoring.ask_third_opinion(scored.clerk, scored.offer, member)
    with pytest.raises(ValidationError):
        scoring.explain_spread(scored.clerk, scored.offer, "")
    scoring.explain_spread(scored.clerk, scored.offer, "Inne rozumienie kosztów.")
    assert line_of(scored.offer).missing == []
    assert not duties("evaluation_spread").exists()


def test_an_explanation_does_not_stand_for_an_opinion_that_can_be_had(scored_by_three):
    scored = scored_by_three
    scored.card(scored.chair, scored.offer, 0, 0, 0)
    scored.card(scored.members[1], scored.offer, 10, 6, 8)
    with pytest.raises(MoveRefused, match="może jeszcze wydać ktoś z komisji"):
        scoring.explain_spread(scored.clerk, scored.offer, "Tak wyszło.")
    with pytest.raises(MoveRefused, match="nie różnią się"):
        scoring.ask_third_opinion(
            scored.clerk, scored.other, CommissionMember.objects.get(user=scored.members[2].user)
        )


def test_the_end_gives_every_offer_its_points(scored):
    scored.score_all(4, 6)
    assert duties("evaluation_end_scoring").count() == 1
    scoring.end_scoring(scored.chair, scored.evaluation)
    ended = scored.evaluation.assessments.values_list("state", "points")
    assert set(ended) == {("scored", Decimal("16.00"))}
    assert not Duty.objects.open().filter(kind__startswith="evaluation_end").exists()
    assert not duties("evaluation_score", user=scored.chair.user).exists()
    card = ScoreCard.objects.filter(member__user=scored.chair.user).first()
    with pytest.raises(MoveRefused):
        scoring.reopen_card(scored.chair, card)
    with pytest.raises(MoveRefused, match="już zakończona"):
        scoring.end_scoring(scored.clerk, scored.evaluation)


def test_the_end_names_what_is_missing(scored):
    scored.card(scored.chair, scored.offer, 5, 3, 4)
    number = scored.offer.offer.number
    with pytest.raises(MoveRefused, match=f"Oferta {number}: zamkniętych 1 z 2 kart"):
        scoring.end_scoring(scored.clerk, scored.evaluation)
    assert not Assessment.objects.filter(state="scored").exists()


@pytest.mark.parametrize("role", ["executive", "treasurer", "office_admin"])
def test_only_those_who_lead_end_the_scoring(scored, role):
    scored.score_all(4, 6)
    for act in (scored.members[1], member_act(scored.room.office, role, SCORING)):
        with pytest.raises(MoveRefused, match="Oceną kieruje"):
            scoring.end_scoring(act, scored.evaluation)


def test_an_offer_assigned_to_one_is_closed_to_others(scored):
    second = CommissionMember.objects.get(user=scored.members[1].user)
    scoring.assign(scored.clerk, scored.evaluation, {scored.offer.pk: [second.pk]})
    with pytest.raises(MoveRefused, match="inne osoby z komisji"):
        scoring.begin_card(scored.chair, scored.offer)
    scored.card(scored.members[1], scored.offer, 5, 3, 4)
    assert line_of(scored.offer).missing == []
    scoring.assign(scored.clerk, scored.evaluation, {scored.offer.pk: []})
    assert scoring.begin_card(scored.chair, scored.offer).state == "open"


def test_nobody_foreign_is_assigned(scored, scored_by_three):
    elsewhere = scored_by_three
    foreign = CommissionMember.objects.get(user=elsewhere.chair.user)
    with pytest.raises(ValidationError, match="Wybierz oferty tego konkursu"):
        scoring.assign(scored.clerk, scored.evaluation, {scored.offer.pk: [foreign.pk]})
    with pytest.raises(MoveRefused):
        scoring.assign(elsewhere.clerk, scored.evaluation, {})


def test_settings_stand_once_a_card_is_begun(scored):
    session.save_settings(scored.clerk, scored.evaluation, counting="sum")
    scoring.begin_card(scored.chair, scored.offer)
    with pytest.raises(MoveRefused, match="Ocena ofert już trwa"):
        session.save_settings(scored.clerk, scored.evaluation, counting="mean")


def test_a_board_costs_the_same_for_one_offer_and_for_two(scored, count_queries):
    scored.score_all(4, 6)
    both = count_queries(lambda: board_of(scored.evaluation))
    Assessment.objects.filter(pk=scored.other.pk).update(state="rejected_formal")
    assert count_queries(lambda: board_of(scored.evaluation)) == both


@pytest.fixture
def collective(scored):
    """The same two members, with one card of the whole commission for each offer."""
    session.save_settings(scored.clerk, scored.evaluation, collective_card=True)
    return scored


def test_a_collective_card_is_the_chairs_and_ends_the_scoring(collective):
    with pytest.raises(MoveRefused, match="jedną wspólną kartę"):
        scoring.begin_card(collective.members[1], collective.offer)
    for offer in (collective.offer, collective.other):
        collective.card(collective.chair, offer, 5, 3, 8)
    assert [one.missing for one in board_of(collective.evaluation)] == [[], []]
    scoring.end_scoring(collective.clerk, collective.evaluation)
    assert {one.points for one in collective.evaluation.assessments.all()} == {Decimal(19)}


def test_only_whoever_writes_the_collective_card_is_asked_to_score(collective):
    scoring_letters.ask_to_score(collective.clerk, collective.evaluation)
    asked = duties("evaluation_score").exclude(user=None)
    assert [one.user_id for one in asked] == [collective.chair.user]


def test_of_an_offer_from_which_the_chair_is_excluded_another_member_writes_the_card(collective):
    why = Exclusion("family", "Siostra chodzi na te zajęcia.")
    impartiality.step_aside(collective.chair, collective.evaluation, collective.offer, why)
    with pytest.raises(MoveRefused):
        scoring.begin_card(collective.chair, collective.offer)
    collective.card(collective.members[1], collective.offer, 5, 3, 8)
    assert line_of(collective.offer).missing == []
    with pytest.raises(MoveRefused, match="jedną wspólną kartę"):
        scoring.begin_card(collective.members[1], collective.other)
