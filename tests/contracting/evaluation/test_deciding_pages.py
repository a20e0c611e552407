"""Pages of division, decision, results, answers and reasons, as their people use them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.evaluation.actions.dividing import add_scenario
from contracting.evaluation.models import Evaluation, ReasonsRequest, Scenario
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.models import Duty, Letter
from tests.contracting.calls.factories import make_user
from tests.contracting.evaluation import factories_deciding as factories
from tests.contracting.evaluation.factories_deciding import LATER, office_act

pytestmark = pytest.mark.django_db
D = Decimal
THREE = ((9, 9000), (8, 9000), (5, 9000))
GIVEN = {
    "act_number": "77/2026",
    "act_date": "2026-12-11",
    "signatory": "Anna Wzorowa, wójt",
    "reasons": "",
    "over_pool": "",
}


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


class TestBeginning:
    def test_the_calls_page_leads_to_it_after_the_deadline(self, browser_of):
        cast, _ = factories.sent_offers(9000)
        clerk = cast.clerk(LATER)
        browser = browser_of(clerk)
        begin = reverse("evaluation-begin", args=(cast.call.pk,))
        page = browser.get(reverse("office-call-detail", args=(cast.call.pk,)))
        assert begin in page.content.decode()
        answer = browser.post(begin)
        evaluation = Evaluation.objects.get()
        assert answer["Location"] == reverse("evaluation-detail", args=(evaluation.pk,))
        page = browser.get(answer["Location"])
        assert "Czeka na ocenę formalną" in text_of(page)
        assert "1 oferta" in text_of(page)

    def test_before_the_deadline_there_is_no_way(self, browser_of):
        cast, _ = factories.sent_offers(9000)
        clerk = cast.clerk(cast.call.deadline_at)
        page = browser_of(clerk).get(reverse("office-call-detail", args=(cast.call.pk,)))
        assert "Rozpocznij ocenę" not in text_of(page)
        answer = browser_of(clerk).post(reverse("evaluation-begin", args=(cast.call.pk,)))
        assert answer.status_code == 422
        assert "po upływie terminu" in text_of(answer)

    def test_settings_saved_in_two_windows_show_both_texts(self, browser_of):
        cast, evaluation = factories.scored((9, 9000))
        browser = browser_of(cast.clerk(LATER))
        url = reverse("evaluation-settings", args=(evaluation.pk,))
        given = {
            "counting": "sum",
            "cards_needed": 3,
            "spread_alarm": 30,
            "quorum": 50,
            "correction_days": 7,
            "based_on": 1,
        }
        assert browser.post(url, given).status_code == 302
        stale = browser.post(url, {**given, "cards_needed": 5})
        assert stale.status_code == 409
        assert "Wersja zapisana w tym czasie" in text_of(stale)


class TestRanking:
    def test_scenarios_stand_side_by_side_with_what_is_left(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        clerk = cast.clerk(LATER)
        add_scenario(clerk, evaluation, cast.task, name="Po kolei")
        add_scenario(clerk, evaluation, cast.task, name="Równo", cut="proportional", max_grant=5000)
        page = browser_of(clerk).get(reverse("evaluation-ranking", args=(evaluation.pk,)))
        said = text_of(page)
        for words in ("Po kolei", "Równo", "2 000,00 zł", "5 000,00 zł", "20 000,00 zł"):
            assert words in said

    def test_the_file_has_a_column_for_each_scenario(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        clerk = cast.clerk(LATER)
        add_scenario(clerk, evaluation, cast.task, name="Po kolei")
        url = reverse("evaluation-ranking", args=(evaluation.pk,)) + "?eksport=csv"
        lines = browser_of(clerk).get(url).content.decode().splitlines()
        assert lines[0].endswith("Po kolei")
        assert [line.rsplit(",", 1)[1] for line in lines[1:]] == ["9000.00", "9000.00", "2000.00"]

    @pytest.mark.parametrize("task", ["0", "x", "99999999999999999999"])
    def test_another_task_is_not_found(self, browser_of, task):
        cast, evaluation = factories.scored((9, 9000))
        url = reverse("evaluation-ranking", args=(evaluation.pk,)) + f"?zadanie={task}"
        assert browser_of(cast.clerk(LATER)).get(url).status_code == 404

    def test_a_scenario_is_added_typed_chosen(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        browser = browser_of(cast.clerk(LATER))
        browser.post(
            reverse("scenario-create", args=(evaluation.pk, cast.task.pk)),
            {"name": "Ręcznie", "cut": "typed", "round_to": "1.00"},
        )
        scenario = Scenario.objects.get()
        first = evaluation.assessments.get(points=9)
        url = reverse("scenario-amounts", args=(scenario.pk,))
        typed = {f"amount-{first.pk}": "4 321,50 zł", "based_on": 1}
        assert browser.post(url, typed).status_code == 302
        assert "4 321,50 zł" in text_of(browser.get(url))
        stale = browser.post(url, {f"amount-{first.pk}": "1", "based_on": 1})
        assert stale.status_code == 409
        said = text_of(stale)
        assert 'value="1"' in said
        assert "Wersja zapisana w tym czasie" in said
        answer = browser.post(
            reverse("scenario-choose", args=(scenario.pk,)), {"reason": "Bo tak."}
        )
        assert answer.status_code == 302
        first.refresh_from_db()
        assert first.proposed_grant == D("4321.50")

    def test_what_was_typed_stays_beside_its_error(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        clerk = cast.clerk(LATER)
        scenario = add_scenario(clerk, evaluation, cast.task, name="Ręcznie", cut="typed")
        first, second, _ = evaluation.assessments.order_by("-points")
        url = reverse("scenario-amounts", args=(scenario.pk,))
        given = {f"amount-{first.pk}": "dużo", f"amount-{second.pk}": "100"}
        answer = browser_of(clerk).post(url, given)
        assert answer.status_code == 422
        assert 'value="dużo"' in answer.content.decode()
        assert not scenario.amounts.exists()

    def test_one_scenario_is_removed(self, browser_of):
        cast, evaluation = factories.scored((9, 9000))
        clerk = cast.clerk(LATER)
        scenario = add_scenario(clerk, evaluation, cast.task, name="Zbędny")
        browser_of(clerk).post(reverse("scenario-remove", args=(scenario.pk,)))
        assert not Scenario.objects.exists()


class TestDecision:
    def amounts(self, evaluation):
        rows = evaluation.assessments.exclude(points=None)
        return {f"amount-{one.pk}": str(one.proposed_grant) for one in rows}

    def test_the_executive_decides_on_one_page(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        factories.divided(evaluation)
        browser = browser_of(office_act(cast.call, "executive"))
        url = reverse("evaluation-decide", args=(evaluation.pk,))
        assert "2 000,00 zł" in text_of(browser.get(url))
        answer = browser.post(url, {**GIVEN, **self.amounts(evaluation)})
        assert answer.status_code == 302
        evaluation.refresh_from_db()
        assert evaluation.state == "decided"
        said = text_of(browser.get(answer["Location"]))
        assert "wybrana, z dotacją" in said
        assert "czekają na ogłoszenie" in said

    def test_a_refusal_keeps_all_that_was_typed(self, browser_of):
        cast, evaluation = factories.scored(*THREE)
        factories.divided(evaluation)
        last = evaluation.assessments.get(points=5)
        amounts = {**self.amounts(evaluation), f"amount-{last.pk}": "9000,00"}
        url = reverse("evaluation-decide", args=(evaluation.pk,))
        given = {**GIVEN, **amounts, "reasons": "Bardzo ważne."}
        answer = browser_of(office_act(cast.call, "executive")).post(url, given)
        assert answer.status_code == 422
        said = text_of(answer)
        assert "za dużo o 7 000,00 zł" in said
        assert 'value="9000,00"' in said
        assert "Bardzo ważne." in said
        evaluation.refresh_from_db()
        assert evaluation.state == "merit"


class TestPublication:
    def test_the_clerk_publishes_on_the_calls_page_and_everybody_reads(self, browser_of):
        cast, evaluation = factories.decided(*THREE, min_points=D(6))
        clerk = browser_of(cast.clerk(LATER))
        detail = reverse("office-call-detail", args=(cast.call.pk,))
        assert "Ogłoś wyniki" in text_of(clerk.get(detail))
        public = reverse("call-detail", args=(cast.call.pk,))
        for place in ("bip", "board", "website"):
            assert "Wyniki konkursu" not in text_of(clerk.get(public))
            answer = clerk.post(
                reverse("office-publication-create", args=(cast.call.pk,)),
                {
                    "place": place,
                    "published_at": "2026-12-11T15:30:00",
                    "url": "https://bip.example.pl/wyniki",
                    "author": "Ewa",
                    "responsible": "Jan",
                },
            )
            assert answer.status_code == 302, text_of(answer)
        visitor = browser_of(Act.public(LATER))
        said = text_of(visitor.get(public))
        assert "Wyniki konkursu" in said
        for one in evaluation.assessments.select_related("offer__organisation"):
            named = one.offer.organisation.name in said
            assert named == (one.state == "awarded")
        assert "18 000,00 zł" in said

    def test_with_the_wider_results_the_others_are_named_with_their_points(self, browser_of):
        cast, evaluation = factories.scored(*THREE, min_points=D(6))
        Evaluation.objects.update(shows_all=True)
        evaluation.refresh_from_db()
        factories.divided(evaluation)
        factories.decide(office_act(cast.call, "executive"), evaluation, factories.BY)
        factories.publish(cast.call, at=LATER, subject="results")
        visitor = browser_of(Act.public(LATER))
        said = text_of(visitor.get(reverse("call-detail", args=(cast.call.pk,))))
        last = evaluation.assessments.get(points=5)
        assert last.offer.organisation.name in said
        assert "bez dotacji" in said


class TestBidder:
    def test_the_result_is_explained_and_answered(self, browser_of):
        cast, evaluation = factories.announced((9, 9000), (8, 12000))
        browser = browser_of(replace(cast.president, at=LATER))
        offer = evaluation.assessments.get(offer__organisation=cast.organisation).offer
        detail = text_of(browser.get(offer.get_absolute_url()))
        url = reverse("offer-result", args=(offer.pk,))
        assert url in detail
        said = text_of(browser.get(url))
        for words in ("9 000,00 zł", "Najlepsze oferty w całości.", "Pula zadania: 20 000,00 zł"):
            assert words in said
        answer = browser.post(reverse("award-answer", args=(offer.pk,)) + "?ruch=accept")
        assert answer.status_code == 302
        assert "dotacja przyjęta" in text_of(browser.get(url)).lower()

    def test_a_resignation_without_a_reason_is_asked_for_one(self, browser_of):
        cast, evaluation = factories.announced((9, 9000))
        browser = browser_of(replace(cast.president, at=LATER))
        offer = evaluation.assessments.get().offer
        url = reverse("award-answer", args=(offer.pk,)) + "?ruch=resign"
        assert browser.post(url, {"reason": " "}).status_code == 422
        assert browser.post(url, {"reason": "Brak trenera."}).status_code == 302
        assert evaluation.assessments.get().state == "resigned"

    def test_before_the_results_the_page_does_not_exist(self, browser_of):
        cast, evaluation = factories.decided((9, 9000))
        browser = browser_of(replace(cast.president, at=LATER))
        offer = evaluation.assessments.get().offer
        assert browser.get(reverse("offer-result", args=(offer.pk,))).status_code == 404
        assert "Wynik oferty" not in text_of(browser.get(offer.get_absolute_url()))

    @pytest.mark.parametrize("move", ["award", "x", ""])
    def test_no_other_move_has_a_page(self, browser_of, move):
        cast, evaluation = factories.announced((9, 9000))
        offer = evaluation.assessments.get().offer
        url = reverse("award-answer", args=(offer.pk,)) + f"?ruch={move}"
        browser = browser_of(replace(cast.president, at=LATER))
        assert browser.get(url).status_code == 404


class TestReasons:
    def resident(self, at=LATER):
        return Act(user=make_user().pk, role="person", scope=Scope("none", None), at=at)

    def test_r25_anybody_demands_within_thirty_days_and_gets_an_answer(self, browser_of):
        cast, _ = factories.announced((9, 9000))
        last_day = LATER + timedelta(days=30)
        asker = browser_of(self.resident(last_day))
        url = reverse("reasons-demand", args=(cast.call.pk,))
        given = {"asked_by": "Marta", "email": "marta@example.pl", "text": "Dlaczego?"}
        assert asker.post(url, given).status_code == 302
        demand = ReasonsRequest.objects.get()
        assert demand.asked_at == last_day
        assert Duty.objects.of(demand).open().count() == 1
        clerk = browser_of(cast.clerk(last_day))
        assert "Marta" in text_of(clerk.get(reverse("reasons-list")))
        answer_url = reverse("reasons-answer", args=(demand.pk,))
        assert clerk.post(answer_url, {"answer": "Bo miała 9 punktów."}).status_code == 302
        demand.refresh_from_db()
        assert demand.answer == "Bo miała 9 punktów."
        assert Letter.objects.get(kind="reasons_given").to == "marta@example.pl"
        assert "Bo miała 9 punktów." in text_of(clerk.get(answer_url))
        assert "już odpowiedziano" in text_of(clerk.post(answer_url, {"answer": "Jeszcze raz."}))
        assert Letter.objects.filter(kind="reasons_given").count() == 1

    def test_r25_a_day_later_it_is_too_late(self, browser_of):
        cast, _ = factories.announced((9, 9000))
        asker = browser_of(self.resident(LATER + timedelta(days=31)))
        url = reverse("reasons-demand", args=(cast.call.pk,))
        answer = asker.post(url, {"asked_by": "Marta", "email": "marta@example.pl"})
        assert answer.status_code == 422
        assert "do 10.01.2027" in text_of(answer)
        assert not ReasonsRequest.objects.exists()

    def test_the_office_enters_what_came_by_post(self, browser_of):
        cast, evaluation = factories.announced((9, 9000))
        clerk = browser_of(cast.clerk(LATER + timedelta(days=40)))
        url = reverse("reasons-enter", args=(evaluation.pk,))
        given = {"asked_by": "Jan", "email": "jan@example.pl", "text": "Proszę."}
        late = clerk.post(url, {**given, "asked_at": "2027-01-11T10:00:00"})
        assert late.status_code == 422
        assert clerk.post(url, {**given, "asked_at": "2027-01-10T10:00:00"}).status_code == 302
        assert ReasonsRequest.objects.get().asked_by == "Jan"
