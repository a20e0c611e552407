"""Scoring by a group: each alone, then together; cards from paper; the measurement in a year."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis import social_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.content import gaps_of
from contracting.analysis.models import SocialAssessment, SocialRound
from contracting.analysis.social_permissions import may_read_card, may_see_scores
from contracting.analysis.socials import measurement_of, social_gaps, social_of
from mkus_portal.accounts.models import Key
from mkus_portal.act import NOWHERE, Act
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import (
    AT,
    answer,
    fill,
    make_office,
    make_user,
    member_act,
    score_card,
    user_of,
)

YEAR = timedelta(days=366)


def person(user, at=AT):
    return Act(user=user.pk, role="person", scope=NOWHERE, at=at)


@pytest.fixture
def assessor():
    return make_user("Olga Oceniająca")


@pytest.fixture
def card(act, analysis, assessor):
    """The card of somebody who was invited."""
    return actions.invite_assessor(act, analysis, assessor, "organisation", "forecast", act.day)


def test_an_invited_person_gets_a_key_a_letter_and_a_duty(act, card, assessor):
    assert may_read_card(person(assessor), card)
    assert Letter.objects.filter(kind="social_invited", user=assessor).count() == 1
    duty = Duty.objects.open().get(kind="social_card")
    assert (duty.user, duty.url) == (assessor, card.get_absolute_url())
    actions.send_card(person(assessor), score_card(person(assessor), card))
    assert not Duty.objects.open().filter(kind="social_card").exists()


def test_nobody_is_invited_twice(act, analysis, card, assessor):
    with pytest.raises(ValidationError, match="już zaproszona"):
        actions.invite_assessor(act, analysis, assessor, "organisation", "forecast", None)


def test_everybody_scores_alone_until_the_team_has_met(client, act, analysis, card, assessor):
    own = person(assessor)
    paper = actions.add_paper_card(act, analysis, "Seniorka", "recipient", "forecast")
    actions.send_card(act, score_card(act, paper, "2", "5"))
    assert not may_read_card(own, paper)
    assert not may_read_card(act, card)
    client.force_login(user_of(act))
    page = client.get(f"/analizy/{analysis.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Oceny są zakryte" in page
    assert "2 → 5" not in page
    assert client.get(card.get_absolute_url()).status_code == 403
    actions.send_card(own, score_card(own, card))
    found = SocialRound.objects.get(analysis=analysis, phase="forecast")
    actions.reveal_scores(act, found)
    page = client.get(f"/analizy/{analysis.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Seniorka: 2 → 5" in page
    assert "Olga Oceniająca: 3 → 4" in page
    assert may_see_scores(own, analysis, "forecast", found)
    assert may_read_card(own, paper)


def test_a_sent_card_is_taken_back_only_before_the_meeting(act, analysis, card, assessor):
    own = person(assessor)
    actions.send_card(own, score_card(own, card))
    with pytest.raises(MoveRefused, match="najpierw ją wycofaj"):
        save_field(own, card.draft, "S01.after", "1", 1)
    actions.take_card_back(own, card)
    save_field(own, card.draft, "S01.after", "1", 1)
    actions.send_card(own, card)
    actions.reveal_scores(act, SocialRound.objects.get(analysis=analysis))
    with pytest.raises(MoveRefused, match="już się spotkał"):
        actions.take_card_back(own, card)


def test_an_empty_card_is_not_sent(card, assessor):
    with pytest.raises(MoveRefused, match="co najmniej jedno kryterium"):
        actions.send_card(person(assessor), card)


def test_a_withdrawn_invitation_closes_the_card_at_once(client, act, analysis, card, assessor):
    own = person(assessor)
    actions.send_card(own, score_card(own, card))
    actions.withdraw_card(act, card)
    later = person(assessor, AT + timedelta(seconds=1))
    assert not SocialAssessment.objects.visible_to(later).exists()
    assert not Key.objects.held_by(later, SocialAssessment).exists()
    assert social_of(analysis).cls is None


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        ("soc.S01.weight", "12,5", "liczbę całkowitą od 0 do 100"),
        ("soc.S01.evidence", "plotka", "Wybierz jedną"),
    ],
)
def test_a_wrong_weight_or_evidence_is_refused(act, analysis, place, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        answer(act, analysis, place, text)


def test_changed_weights_need_a_hundred_and_a_reason(act, analysis):
    fill(act, analysis)
    answer(act, analysis, "soc.S01.weight", "20")
    sentences = [gap.sentence for gap in gaps_of(analysis)]
    assert any("wagi kryteriów dają razem 105" in one for one in sentences)
    assert social_of(analysis) is None
    answer(act, analysis, "soc.S02.weight", "10")
    sentences = [gap.sentence for gap in social_gaps(analysis)]
    assert len([one for one in sentences if "inna niż domyślna" in one]) == 2
    for code in ("S01", "S02"):
        answer(act, analysis, f"soc.{code}.reason", "Tak ustalił zespół.")
    assert gaps_of(analysis) == []
    assert str(social_of(analysis).delta) == "25"


def test_gaps_lead_to_the_page(client, act, analysis):
    client.force_login(user_of(act))
    page = client.get(f"/analizy/{analysis.pk}/").content.decode()
    assert f'href="/analizy/{analysis.pk}/efektywnosc-spoleczna/"' in page
    assert "nikt jeszcze nie wysłał oceny" in page


def test_the_way_over_the_pages(client, act, analysis):
    client.force_login(user_of(act))
    base = f"/analizy/{analysis.pk}/oceniajacy/forecast"
    faulty = client.post(
        f"{base}/zaproszenie/", {"email": "nikt@example.com", "perspective": "expert"}
    )
    assert faulty.status_code == 422
    assert "nie ma konta w portalu" in faulty.content.decode()
    assert "nikt@example.com" in faulty.content.decode()
    reader = make_user()
    client.post(f"{base}/zaproszenie/", {"email": reader.email, "perspective": "expert"})
    answered = client.post(f"{base}/papier/", {"name": " Rada ", "perspective": "council"})
    paper = SocialAssessment.objects.get(name="Rada")
    assert answered["Location"] == paper.get_absolute_url()
    client.post(
        paper.get_absolute_url(),
        {"v:S01.before": "0", "S01.before": "2", "v:S01.after": "0", "S01.after": "5"},
    )
    move = f"/analizy/oceny/{paper.pk}/ruch/"
    client.post(f"{move}?ruch=send")
    assert SocialAssessment.objects.get(pk=paper.pk).state == "sent"
    found = SocialRound.objects.get(analysis=analysis)
    client.post(f"/analizy/zbieranie-ocen/{found.pk}/")
    page = client.get(f"/analizy/{analysis.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Rada: 2 → 5" in page
    assert "mniej niż trzech stron" in page
    client.post(f"/analizy/zbieranie-ocen/{found.pk}/ponownie/", {"reason": "Nowe dane."})
    client.post(f"{move}?ruch=take_back")
    assert SocialAssessment.objects.get(pk=paper.pk).state == "draft"
    assert client.post(f"{move}?ruch=psuj").status_code == 404


def test_the_neighbour_and_strangers_find_nothing(client, act, analysis, card):
    for other in (user_of(member_act(make_office())), make_user()):
        client.force_login(other)
        for path in (
            card.get_absolute_url(),
            f"/analizy/{analysis.pk}/efektywnosc-spoleczna/",
            f"/analizy/{analysis.pk}/oceniajacy/forecast/papier/",
        ):
            assert client.get(path).status_code == 404


@pytest.fixture
def closed(act, analysis):
    """A closed analysis with a forecast from 3 to 4 throughout."""
    close_analysis(act, fill(act, analysis))
    return analysis


def test_closing_asks_for_the_measurement_in_a_year(closed):
    duty = Duty.objects.open().get(kind="social_measurement")
    assert f"{duty.due:%Y-%m-%d}" == "2027-11-22"


def test_an_early_measurement_needs_a_reason(client, act, closed):
    with pytest.raises(MoveRefused, match="wymaga podania powodu"):
        actions.open_measurement(act, closed)
    client.force_login(user_of(act))
    url = f"/analizy/{closed.pk}/pomiar/otwarcie/"
    assert client.post(url, {"early_reason": " "}).status_code == 422
    assert client.post(url, {"early_reason": "Koniec kadencji."}).status_code == 302
    with pytest.raises(MoveRefused, match="już otwarty"):
        actions.open_measurement(act, closed, "Jeszcze raz.")


def test_a_year_later_the_forecast_is_compared(client, act, closed):
    late = act.later(AT + YEAR)
    found = actions.open_measurement(late, closed)
    card = actions.add_paper_card(late, closed, "Zespół", "office", "measured")
    actions.send_card(late, score_card(late, card, after="5"))
    save_field(late, found.draft, "S01.evidence", "data", 0)
    actions.reveal_scores(late, found)
    compared = measurement_of(closed)
    figures = (compared.before, compared.forecast, compared.measured, compared.missed)
    assert [f"{one:.2f}" for one in figures] == ["50.00", "75.00", "100.00", "25.00"]
    client.force_login(user_of(act))
    page = client.get(f"/analizy/{closed.pk}/pomiar/").content.decode()
    assert "Prognoza i pomiar według kryteriów" in page
    assert social_of(closed).after == 75


def test_before_closing_there_is_nothing_to_measure(act, analysis):
    with pytest.raises(MoveRefused, match="po zamknięciu analizy"):
        actions.open_measurement(act, analysis)
