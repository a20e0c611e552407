"""From alone to together: what stays sealed, who is waited for, what is seen after the meeting."""

import json
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as Docx

from contracting.analysis import social_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.content import gaps_of
from contracting.analysis.documents.report import report_of
from contracting.analysis.joined import joined
from contracting.analysis.models import SocialAssessment, SocialRound
from contracting.analysis.socials import social_gaps, social_of
from mkus_portal.act import NOWHERE, Act
from mkus_portal.drafting.actions import save_field
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.analysis.factories import (
    AT,
    add_cost,
    answer,
    fill,
    fill_economic,
    make_analysis,
    make_office,
    make_user,
    member_act,
    score_card,
    user_of,
)

WORDS_OF_A_RESULT = ("75,00", "25,00 pkt", "+50", "S+", "2,00", "4,00")
SEALED = "Oceny są zakryte, dopóki zespół się nie spotka."


def person(user, at=AT):
    return Act(user=user.pk, role="person", scope=NOWHERE, at=at)


def paper(act, analysis, name, perspective="recipient", marks=("2", "4")):
    """A card from paper, sent, with the same marks throughout."""
    card = actions.add_paper_card(act, analysis, name, perspective, "forecast")
    actions.send_card(act, score_card(act, card, *marks))
    return card


def round_of(analysis, phase="forecast"):
    return SocialRound.objects.get(analysis=analysis, phase=phase)


def meet(act, analysis):
    actions.reveal_scores(act, round_of(analysis))


def words_of(content):
    """All words of a DOCX."""
    word = Docx(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join([*(one.text for one in word.paragraphs), *cells])


@pytest.fixture
def assessor():
    return make_user("Olga Oceniająca")


@pytest.fixture
def costed(act, analysis):
    """An analysis with both costs, so that only the meeting keeps the matrix shut."""
    fill_economic(act, analysis)
    answer(act, analysis, "eco.no_present_state", "")
    answer(act, analysis, "eco.units_before", "100")
    add_cost(act, analysis, "present_costs", group="PERS", name="Płace", unit_cost="2000.00")
    return analysis


@pytest.fixture
def unmet(act, costed, assessor):
    """Two cards are sent, one is not; the team has not met."""
    paper(act, costed, "Seniorka z osiedla")
    paper(act, costed, "Radny", "council")
    actions.invite_assessor(act, costed, assessor, "organisation", "forecast", None)
    return costed


PAGES = ("efektywnosc-spoleczna/", "", "podglad/", "etap-2a/", "etap-2b/", "etap-2c/", "plik/")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_the_office_says_a_mean_before_the_meeting(browser, unmet, page):
    text = browser.get(f"/analizy/{unmet.pk}/{page}").content.decode()
    text = text.replace("\xa0", " ")
    assert [word for word in WORDS_OF_A_RESULT if word in text and "zł" not in word] == []


def test_neither_file_nor_command_says_a_mean_before_the_meeting(browser, unmet):
    content = browser.get(f"/analizy/{unmet.pk}/raport.docx").content
    words = words_of(content).replace("\xa0", " ")
    assert SEALED in words
    assert [word for word in WORDS_OF_A_RESULT if word in words] == []
    out = StringIO()
    call_command("analysis_figures", str(unmet.pk), "--format", "json", stdout=out)
    assert set(json.loads(out.getvalue())["social"].values()) == {None}


def test_the_matrix_waits_for_the_meeting_and_says_so(act, unmet):
    found = joined(unmet).found
    assert (found.cell, found.price, found.indicator) == (None, None, None)
    assert any(SEALED in one for one in found.sentences)
    meet(act, unmet)
    assert joined(unmet).found.cell is not None


@pytest.mark.parametrize("page", ["efektywnosc-spoleczna/", "", "podglad/"])
def test_pages_say_what_is_waited_for(browser, unmet, page):
    text = browser.get(f"/analizy/{unmet.pk}/{page}").content.decode()
    assert SEALED in text
    assert "Wysłane karty: 2 z 3" in text


def test_the_teams_page_names_who_is_waited_for_and_the_report_only_the_side(browser, unmet):
    page = browser.get(f"/analizy/{unmet.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Czekamy na: Olga Oceniająca" in page
    report = browser.get(f"/analizy/{unmet.pk}/podglad/").content.decode()
    assert "Olga Oceniająca" not in report
    assert "Czekamy na stronę: organizacj" in report


def test_when_all_are_sent_the_meeting_is_waited_for(act, browser, costed):
    paper(act, costed, "Seniorka")
    page = browser.get(f"/analizy/{costed.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Wszystkie karty są wysłane. Czekamy na spotkanie zespołu" in page


def test_closing_with_gaps_is_no_way_around_the_meeting(act, unmet, bells):
    assert any("zespół się jeszcze nie spotkał" in gap.sentence for gap in gaps_of(unmet))
    close_analysis(act, unmet, with_gaps=True, note="Bez spotkania.")
    report = report_of(unmet)
    assert report.parts.social.facts == ()
    assert "zanim zespół się spotkał" in report.parts.social.waiting
    assert social_of(unmet).cls is None
    assert not Duty.objects.open().filter(kind="social_measurement").exists()
    with pytest.raises(MoveRefused, match="Nie ma prognozy"):
        actions.open_measurement(act.later(AT + timedelta(days=400)), unmet)


def test_a_second_press_of_the_meeting_hides_nothing(browser, act, unmet):
    path = f"/analizy/zbieranie-ocen/{round_of(unmet).pk}/"
    assert browser.post(path).status_code == 302
    assert round_of(unmet).state == "met"
    again = browser.post(path)
    assert again.status_code == 409
    assert round_of(unmet).state == "met"
    with pytest.raises(MoveTaken):
        meet(act, unmet)


def test_collecting_again_is_a_page_of_its_own_with_a_reason(browser, act, unmet):
    meet(act, unmet)
    path = f"/analizy/zbieranie-ocen/{round_of(unmet).pk}/ponownie/"
    assert browser.get(path).status_code == 200
    assert browser.post(path, {"reason": "  "}).status_code == 422
    assert round_of(unmet).state == "met"
    assert browser.post(path, {"reason": "Brakowało głosu odbiorców."}).status_code == 302
    found = round_of(unmet)
    assert (found.state, found.met_at) == ("collecting", None)
    assert MoveLog.objects.of(found).last().note == "Brakowało głosu odbiorców."
    assert social_of(unmet).cls is None
    with pytest.raises(MoveRefused):
        actions.collect_again(act, found, "Jeszcze raz.")
    page = browser.get(f"/analizy/{unmet.pk}/efektywnosc-spoleczna/").content.decode()
    assert "Brakowało głosu odbiorców." in page


def test_collecting_again_without_a_reason_is_refused(act, unmet):
    meet(act, unmet)
    with pytest.raises(MoveRefused, match="dlaczego"):
        actions.collect_again(act, round_of(unmet), " ")


def test_another_analysis_that_has_met_does_not_stop_inviting(browser, act, office, unmet):
    meet(act, unmet)
    other = make_analysis(act, title="Druga analiza")
    assert browser.get(f"/analizy/{other.pk}/oceniajacy/forecast/papier/").status_code == 200


def partial(act, analysis):
    """Three cards: one leaves S03 empty, one says „nie wiem” at S04, nobody scores S05."""
    for number, (code, text) in enumerate((("S03", ""), ("S04", "x"), ("", ""))):
        card = actions.add_paper_card(act, analysis, f"Osoba {number}", "office", "forecast")
        for one in (f"S{at:02}" for at in range(1, 11) if at != 5):
            for side, mark in (("before", "2"), ("after", "4")):
                given = text if one == code else mark
                if given:
                    save_field(act, card.draft, f"{one}.{side}", given, 0)
        actions.send_card(act, card)
    save_field(act, analysis.draft, "soc.S01.evidence", "data", 0)


def test_criteria_that_only_some_have_scored_are_named(browser, act, costed):
    partial(act, costed)
    meet(act, costed)
    sentences = [gap.sentence for gap in social_gaps(costed)]
    assert any("S03" in one and "2 z 3" in one for one in sentences)
    assert any("S05" in one and "nikt nie ocenił" in one for one in sentences)
    assert not any("S04" in one and "2 z 3" in one for one in sentences)
    for page in ("efektywnosc-spoleczna/", "podglad/"):
        text = browser.get(f"/analizy/{costed.pk}/{page}").content.decode()
        assert text.count("pełna ocena od 2 z 3 osób") >= 2, page
        assert "nikt nie ocenił go w pełni" in text, page
    words = words_of(browser.get(f"/analizy/{costed.pk}/raport.docx").content)
    assert "pełna ocena od 2 z 3 osób" in words
    assert "„nie wiem”: 1" in words


def test_what_does_not_apply_is_no_gap(act, costed):
    partial(act, costed)
    meet(act, costed)
    answer(act, costed, "soc.S05.skip", "tak")
    assert not any("S05" in gap.sentence for gap in social_gaps(costed))


def save(client, card, place, text, version=0):
    path = f"/szkice/{card.draft_id}/zapis/"
    return client.post(path, {"place": place, "text": text, "version": str(version)}).json()


def test_after_a_save_the_button_appears_without_reloading(client, act, analysis, assessor):
    card = actions.invite_assessor(act, analysis, assessor, "organisation", "forecast", None)
    client.force_login(assessor)
    page = client.get(card.get_absolute_url()).content.decode()
    assert 'id="card-send"' in page
    assert "Wyślij ocenę: Oceń co najmniej jedno kryterium" in page
    assert '<button class="btn btn-primary" type="submit">Wyślij ocenę</button>' not in page
    first = save(client, card, "S01.before", "3")["live"]["card-send"]
    assert '<button class="btn btn-primary" type="submit">Wyślij ocenę</button>' in first
    assert "S01" in first
    second = save(client, card, "S01.after", "4")["live"]["card-send"]
    assert "S01" not in second
    assert "S02" in second


def open_cards():
    return Duty.objects.open().filter(kind="social_card").count()


def test_a_duty_ends_when_the_card_is_sent_and_is_back_when_it_is_taken_back(
    act, analysis, assessor
):
    own = person(assessor)
    card = actions.invite_assessor(act, analysis, assessor, "organisation", "forecast", None)
    actions.send_card(own, score_card(own, card))
    assert open_cards() == 0
    actions.take_card_back(own, card)
    duty = Duty.objects.open().get(kind="social_card")
    assert (duty.user, duty.url) == (assessor, card.get_absolute_url())


def test_duties_end_when_the_invitation_is_withdrawn_or_the_team_has_met(act, unmet, assessor):
    other = actions.invite_assessor(act, unmet, make_user(), "expert", "forecast", None)
    assert open_cards() == 2
    actions.withdraw_card(act, other)
    assert open_cards() == 1
    meet(act, unmet)
    assert open_cards() == 0
    actions.collect_again(act, round_of(unmet), "Olga nie zdążyła.")
    assert Duty.objects.open().get(kind="social_card").user == assessor


def test_duties_end_when_the_analysis_is_closed(act, unmet, bells):
    assert open_cards() == 1
    close_analysis(act, unmet, with_gaps=True, note="Rezygnujemy.")
    assert open_cards() == 0


@pytest.fixture
def taken_part(act, costed, assessor):
    """Somebody from an organisation has sent a card beside one from paper; not met yet."""
    own = person(assessor)
    paper(act, costed, "Seniorka z osiedla")
    card = actions.invite_assessor(act, costed, assessor, "organisation", "forecast", None)
    actions.send_card(own, score_card(own, card, "2", "4"))
    return card


def test_after_the_meeting_assessors_see_the_joint_result_and_only_that(
    client, act, costed, assessor, taken_part
):
    client.force_login(assessor)
    path = f"{taken_part.get_absolute_url()}wynik/"
    early = client.get(path)
    assert early.status_code == 403
    assert "Oceny są zakryte" in early.content.decode()
    page = client.get(taken_part.get_absolute_url()).content.decode()
    assert "Wspólny wynik zobaczysz po spotkaniu zespołu." in page
    meet(act, costed)
    (letter,) = Letter.objects.filter(kind="social_met")
    assert letter.user == assessor
    assert path in letter.email.message
    assert f'href="{path}"' in client.get(taken_part.get_absolute_url()).content.decode()
    page = client.get(path).content.decode().replace("\xa0", " ")
    for words in ("25,00 pkt", "75,00 pkt", "Zgodność ocen", "100,0%", "Rozrzut", "2,00"):
        assert words in page, words
    assert "Seniorka" not in page
    for closed in ("", "efektywnosc-spoleczna/", "podglad/", "raport.docx", "plik/"):
        assert client.get(f"/analizy/{costed.pk}/{closed}").status_code == 404
    other = SocialAssessment.objects.exclude(pk=taken_part.pk).get()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}wynik/").status_code == 404


def test_who_has_not_sent_a_card_does_not_see_the_joint_result(client, act, unmet, assessor):
    meet(act, unmet)
    card = SocialAssessment.objects.get(user=assessor)
    client.force_login(assessor)
    answered = client.get(f"{card.get_absolute_url()}wynik/")
    assert answered.status_code == 403
    assert "osoby, które wysłały swoją ocenę" in answered.content.decode()


def test_after_closing_assessors_still_see_their_round(client, act, assessor, analysis, bells):
    own = person(assessor)
    card = actions.invite_assessor(act, analysis, assessor, "organisation", "forecast", None)
    actions.send_card(own, score_card(own, card, "2", "4"))
    fill(act, analysis)
    close_analysis(act, analysis)
    client.force_login(assessor)
    assert client.get(f"{card.get_absolute_url()}wynik/").status_code == 200


def test_assessors_of_a_measurement_see_what_was_measured(client, act, analysis, assessor, bells):
    close_analysis(act, fill(act, analysis))
    found = actions.open_measurement(act, analysis, "Radni pytają o wynik.")
    own = person(assessor)
    card = actions.invite_assessor(act, analysis, assessor, "organisation", "measured", None)
    actions.send_card(own, score_card(own, card, after="5"))
    client.force_login(assessor)
    path = f"{card.get_absolute_url()}wynik/"
    assert client.get(path).status_code == 403
    actions.reveal_scores(act, found)
    page = client.get(path).content.decode()
    assert "100,00 pkt" in page
    assert "Pomiar" in page


def test_the_neighbour_sees_no_joint_result(client, act, costed, taken_part):
    meet(act, costed)
    client.force_login(user_of(member_act(make_office())))
    assert client.get(f"{taken_part.get_absolute_url()}wynik/").status_code == 404


@pytest.mark.parametrize("has_met", [False, True])
def test_a_page_of_three_cards_costs_as_much_as_of_one(browser, act, analysis, has_met):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            browser.get(f"/analizy/{analysis.pk}/efektywnosc-spoleczna/")
        return len(caught)

    paper(act, analysis, "Pierwsza")
    if has_met:
        meet(act, analysis)
    queries()
    one = queries()
    if has_met:
        actions.collect_again(act, round_of(analysis), "Więcej osób.")
    paper(act, analysis, "Druga")
    paper(act, analysis, "Trzecia")
    if has_met:
        meet(act, analysis)
    assert queries() == one
