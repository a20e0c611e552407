"""The decision: fates, frozen results, their publication, answers, the reserve list."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from contracting.calls.actions import annul_call
from contracting.evaluation.actions import deciding, dividing
from contracting.evaluation.actions.session import begin_evaluation, save_settings
from contracting.evaluation.documents.results import thawed
from contracting.evaluation.models import Assessment, Evaluation, ScenarioAmount, TaskAnnulment
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.contracting.calls.factories import make_office, make_published_call, publish
from tests.contracting.evaluation import factories_deciding as factories
from tests.contracting.evaluation.factories_deciding import BY, LATER, office_act, state_of
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db
D = Decimal
THREE = ((9, 9000), (8, 9000), (5, 9000))


def bidder(cast, at=LATER):
    return replace(cast.president, at=at)


class TestBeginning:
    def test_every_sent_offer_is_assessed_and_the_clerks_have_a_duty(self):
        cast, offers = factories.sent_offers(9000, 8000)
        evaluation = begin_evaluation(cast.clerk(LATER), cast.call)
        assert set(evaluation.assessments.values_list("offer", flat=True)) == {
            one.pk for one in offers
        }
        assert Duty.objects.of(evaluation).open().count() == 1

    def test_a_second_press_finds_the_same(self):
        cast, _ = factories.sent_offers(9000)
        act = cast.clerk(LATER)
        assert begin_evaluation(act, cast.call).pk == begin_evaluation(act, cast.call).pk
        assert Evaluation.objects.count() == 1

    @pytest.mark.parametrize("role", ["executive", "treasurer", "office_admin"])
    def test_others_may_not(self, role):
        cast, _ = factories.sent_offers(9000)
        with pytest.raises(Refused, match="koordynator"):
            begin_evaluation(cast.clerk(LATER, role), cast.call)

    def test_not_before_the_deadline_and_at_the_second_after_it(self):
        cast, _ = factories.sent_offers(9000)
        with pytest.raises(Refused, match="po upływie terminu"):
            begin_evaluation(cast.clerk(cast.call.deadline_at), cast.call)
        late = cast.call.deadline_at + timedelta(seconds=1)
        assert begin_evaluation(cast.clerk(late), cast.call).state == "formal"

    def test_without_offers_the_call_is_to_be_annulled(self):
        call = make_published_call(make_office())
        with pytest.raises(Refused, match="unieważnić"):
            begin_evaluation(office_act(call), call)


class TestSettings:
    def test_they_change_and_step_on(self):
        cast, evaluation = factories.scored((90, 9000))
        saved = save_settings(cast.clerk(LATER), evaluation, 1, counting="sum", cards_needed=3)
        assert (saved.counting, saved.cards_needed, saved.edit_version) == ("sum", 3, 2)

    def test_a_stale_save_is_overtaken(self):
        cast, evaluation = factories.scored((90, 9000))
        save_settings(cast.clerk(LATER), evaluation, 1, counting="sum")
        with pytest.raises(Overtaken):
            save_settings(cast.clerk(LATER), evaluation, 1, counting="median")


class TestScenarios:
    def test_typed_amounts_replace_the_rule_and_can_be_taken_back(self):
        cast, evaluation = factories.scored(*THREE)
        clerk = cast.clerk(LATER)
        scenario = dividing.add_scenario(clerk, evaluation, cast.task, name="Próba")
        last = evaluation.assessments.get(points=5)
        dividing.type_amounts(clerk, scenario, {last.pk: D("1500.00")}, 1)
        assert ScenarioAmount.objects.get().amount == D("1500.00")
        dividing.type_amounts(clerk, scenario, {last.pk: None}, 2)
        assert not ScenarioAmount.objects.exists()

    def test_more_than_the_offer_asks_for_is_refused_with_both_amounts(self):
        cast, evaluation = factories.scored(*THREE)
        scenario = dividing.add_scenario(cast.clerk(LATER), evaluation, cast.task, name="Próba")
        first = evaluation.assessments.get(points=9)
        with pytest.raises(Refused, match=r"9\s000,00\szł.*9\s000,01\szł"):
            dividing.type_amounts(cast.clerk(LATER), scenario, {first.pk: D("9000.01")})

    def test_the_choice_writes_the_proposals_and_a_second_choice_replaces_it(self):
        cast, evaluation = factories.scored(*THREE)
        clerk = cast.clerk(LATER)
        first = dividing.add_scenario(clerk, evaluation, cast.task, name="Po kolei")
        second = dividing.add_scenario(
            clerk, evaluation, cast.task, name="Równo", cut="proportional"
        )
        dividing.choose_scenario(clerk, first, "Najlepsze w całości.")
        proposed = evaluation.assessments.order_by("-points").values_list(
            "proposed_grant", flat=True
        )
        assert list(proposed) == [D("9000.00"), D("9000.00"), D("2000.00")]
        dividing.choose_scenario(clerk, second, "Wszystkim tyle samo.")
        assert list(proposed.all()) == [D("6667.00"), D("6667.00"), D("6666.00")]
        assert list(evaluation.scenarios.filter(is_chosen=True)) == [second]

    def test_a_chosen_one_is_not_changed_any_more(self):
        cast, evaluation = factories.scored(*THREE)
        factories.divided(evaluation)
        with pytest.raises(Refused, match="protokole"):
            dividing.edit_scenario(cast.clerk(LATER), evaluation.scenarios.get(), name="Inny")

    def test_a_choice_needs_a_reason(self):
        cast, evaluation = factories.scored(*THREE)
        scenario = dividing.add_scenario(cast.clerk(LATER), evaluation, cast.task, name="Próba")
        with pytest.raises(Refused, match="dlaczego"):
            dividing.choose_scenario(cast.clerk(LATER), scenario, "  ")


class TestDecision:
    def test_offers_get_their_fates_and_the_results_are_frozen(self):
        _cast, evaluation = factories.decided(*THREE, min_points=D(6))
        assert evaluation.state == "decided"
        assert state_of(evaluation) == [
            ("awarded", D("9000.00")),
            ("awarded", D("9000.00")),
            ("not_awarded", None),
        ]
        decision = evaluation.decisions.get()
        text = thawed(decision.content)
        assert text.total == D("18000.00")
        assert [one.amount for one in text.awards] == ["9000.00", "9000.00"]
        assert "77/2026" in text.act
        assert Document.objects.about(decision).count() == 1

    def test_without_a_threshold_the_one_without_money_waits_on_the_reserve_list(self):
        _, evaluation = factories.decided((90, 9000), (80, 9000), (50, 9000), (40, 9000))
        assert [state for state, _ in state_of(evaluation)] == [
            "awarded",
            "awarded",
            "awarded",
            "reserve",
        ]
        assert evaluation.assessments.get(state="reserve").reserve_place == 1

    @pytest.mark.parametrize(
        ("by", "said"),
        [
            (replace(BY, number=" "), "numer aktu"),
            (replace(BY, signatory=""), "osobę"),
            (replace(BY, day=(LATER + timedelta(days=1)).date()), "przyszłości"),
        ],
    )
    def test_r21_the_act_has_number_date_and_signatory(self, by, said):
        cast, evaluation = factories.scored((90, 9000))
        factories.divided(evaluation)
        with pytest.raises(Refused, match=said):
            deciding.decide(office_act(cast.call, "executive"), evaluation, by)
        assert not evaluation.decisions.exists()

    def test_other_amounts_than_the_proposed_need_reasons(self):
        cast, evaluation = factories.scored(*THREE)
        factories.divided(evaluation)
        executive = office_act(cast.call, "executive")
        last = evaluation.assessments.get(points=5)
        with pytest.raises(Refused, match="uzasadnienie"):
            deciding.decide(executive, evaluation, BY, amounts={last.pk: D(0)})
        evaluation.refresh_from_db()
        deciding.decide(executive, evaluation, BY, amounts={last.pk: D(0)}, reasons="Za drogo.")
        assert state_of(evaluation)[2] == ("reserve", None)

    def test_more_than_the_pool_says_by_how_much_and_needs_its_source(self):
        cast, evaluation = factories.scored(*THREE)
        factories.divided(evaluation)
        executive = office_act(cast.call, "executive")
        last = evaluation.assessments.get(points=5)
        wanted = {"amounts": {last.pk: D(9000)}, "reasons": "Ważne zadanie."}
        with pytest.raises(Refused, match=r"za dużo o 7\s000,00\szł"):
            deciding.decide(executive, evaluation, BY, **wanted)
        evaluation.refresh_from_db()
        decision = deciding.decide(executive, evaluation, BY, over_pool="Rezerwa.", **wanted)
        assert thawed(decision.content).total == D("27000.00")
        assert thawed(decision.content).over_pool == "Rezerwa."

    def test_not_before_the_commission_has_met(self):
        cast, evaluation = factories.scored((90, 9000))
        factories.divided(evaluation)
        evaluation.meetings.all().delete()
        with pytest.raises(Refused, match="posiedzenie"):
            deciding.decide(office_act(cast.call, "executive"), evaluation, BY)

    def test_not_before_every_task_is_divided(self):
        cast, evaluation = factories.scored((90, 9000))
        with pytest.raises(Refused, match=cast.task.title):
            deciding.decide(office_act(cast.call, "executive"), evaluation, BY)

    def test_a_task_without_an_offer_is_annulled_and_the_other_decided(self):
        cast, evaluation = factories.decided((90, 9000), tasks=2)
        annulled = TaskAnnulment.objects.get(evaluation=evaluation)
        assert annulled.ground == "no_offers"
        assert annulled.task != cast.task
        text = thawed(evaluation.decisions.get().content)
        assert text.annulled == [["Zadanie 2", annulled.get_ground_display()]]

    def test_a_task_whose_offers_were_all_rejected_is_annulled_for_that(self):
        cast = make_cast(tasks=2)
        offer = cast.sent()
        other = cast.call.tasks.exclude(pk=cast.task.pk).get()
        factories.like(offer, grant=5000, number="O/2026/90001", task=other)
        evaluation = begin_evaluation(cast.clerk(LATER), cast.call)
        factories.score(evaluation, {offer.pk: 90})
        evaluation.assessments.filter(offer__task=other).update(state="rejected_formal")
        factories.divided(evaluation)
        deciding.decide(office_act(cast.call, "executive"), evaluation, BY)
        assert TaskAnnulment.objects.get().ground == "none_fits"

    def test_a_decided_call_cannot_be_annulled_any_more(self):
        cast, _ = factories.decided((90, 9000), annulment_reservation="Z ważnej przyczyny.")
        with pytest.raises(Refused, match="rozstrzygnięty"):
            annul_call(
                office_act(cast.call, "executive"),
                cast.call,
                "reservation",
                "Brak środków.",
                "1/2026",
                LATER.date(),
                "Wójt",
            )


class TestResults:
    def test_r08_nobody_knows_before_the_third_place_and_everybody_at_once_after_it(self):
        cast, evaluation = factories.decided(*THREE)
        for place in ("bip", "board"):
            publish(cast.call, place, at=LATER, subject="results")
            evaluation.refresh_from_db()
            assert evaluation.state == "decided"
            assert not Letter.objects.filter(kind="offer_result").exists()
        publish(cast.call, "website", at=LATER, subject="results")
        evaluation.refresh_from_db()
        assert evaluation.state == "published"
        assert evaluation.decisions.get().results_published_at == LATER
        told = Letter.objects.filter(kind="offer_result").values_list("object_id", flat=True)
        assert set(told) == set(evaluation.assessments.values_list("pk", flat=True))

    def test_results_are_not_published_before_they_are_decided(self):
        cast, _ = factories.scored((90, 9000))
        with pytest.raises(Refused, match="Nie ma wyników"):
            publish(cast.call, "bip", at=LATER, subject="results")
        cast, evaluation = factories.decided((90, 9000))
        with pytest.raises(Refused, match="wcześniejszy"):
            publish(cast.call, "bip", at=LATER - timedelta(minutes=1), subject="results")
        assert evaluation.state == "decided"

    def test_the_chosen_are_asked_for_an_answer(self):
        _cast, evaluation = factories.announced(*THREE, min_points=D(6))
        asked = Duty.objects.filter(kind="award_answer").open()
        assert set(asked.values_list("object_id", flat=True)) == set(
            evaluation.assessments.filter(state="awarded").values_list("pk", flat=True)
        )


class TestAnswers:
    def test_the_bidder_takes_the_grant_and_the_office_is_told(self):
        cast, evaluation = factories.announced((90, 9000))
        assessment = evaluation.assessments.get()
        deciding.accept_award(bidder(cast), assessment)
        assert assessment.state == "accepted"
        assert not Duty.objects.filter(kind="award_answer").open().exists()
        assert Letter.objects.filter(kind="award_accepted").exists()

    def test_nobody_answers_before_the_results_or_for_another(self):
        cast, evaluation = factories.decided((90, 9000))
        with pytest.raises(Refused, match="ogłoszone"):
            deciding.accept_award(bidder(cast), evaluation.assessments.get())
        other = make_cast()
        with pytest.raises(Refused, match="osoba reprezentująca"):
            deciding.accept_award(bidder(other), evaluation.assessments.get())

    def test_a_resignation_frees_money_for_the_first_of_the_reserve_list(self):
        rows = ((90, 9000), (80, 9000), (70, 9000), (60, 9000), (50, 9000))
        cast, evaluation = factories.announced(*rows)
        mine = evaluation.assessments.get(offer__organisation=cast.organisation)
        deciding.resign_award(bidder(cast), mine, "Nie mamy trenera.")
        assert mine.state == "resigned"
        first, second = evaluation.assessments.filter(state="reserve").order_by("reserve_place")
        executive = office_act(cast.call, "executive")
        assert Duty.objects.of(first).filter(kind="next").count() == 0
        assert Duty.objects.of(first).filter(kind="reserve_next").open().count() == 1
        with pytest.raises(Refused, match=first.offer.number):
            deciding.move_up(executive, second, BY, D(9000))
        deciding.move_up(executive, first, BY, D(9000))
        first.refresh_from_db()
        assert (first.state, first.awarded_grant) == ("awarded", D("9000.00"))
        assert not Duty.objects.of(first).filter(kind="reserve_next").open().exists()
        publish(cast.call, at=LATER, subject="results")
        assert evaluation.decisions.get(ordinal=2).results_published_at == LATER
        assert Duty.objects.of(first).filter(kind="award_answer").open().exists()

    def test_only_free_money_moves_up(self):
        rows = ((90, 9000), (80, 9000), (70, 9000), (60, 9000))
        cast, evaluation = factories.announced(*rows)
        first = evaluation.assessments.get(state="reserve")
        with pytest.raises(Refused, match=r"za dużo o 1\s000,00\szł"):
            deciding.move_up(office_act(cast.call, "executive"), first, BY, D(1000))
        assert Assessment.objects.get(pk=first.pk).state == "reserve"

    def test_a_resignation_says_why(self):
        cast, evaluation = factories.announced((90, 9000))
        with pytest.raises(Refused, match="dlaczego"):
            deciding.resign_award(bidder(cast), evaluation.assessments.get(), " ")
