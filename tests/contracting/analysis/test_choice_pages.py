"""The helper for everybody, its answers carried into an analysis, kept there, printed in words."""

import json
import re

import pytest
from django.urls import reverse

from contracting.analysis.carrying.exporting import export_text
from contracting.analysis.choice_actions import NOT_YET, Chosen, keep_choice
from contracting.analysis.choices import packed, unpacked
from contracting.analysis.content import method_of
from contracting.analysis.documents.report import report_of
from contracting.analysis.documents.word import report_word
from contracting.analysis.models import Analysis, TypeChoice
from mkus_portal.drafting.actions import history_of
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import make_closed, member_act, user_of

COOPERATION = {"C05": "no", "C09": "yes", "C10": "yes", "C11": "no"}
INSTITUTION = {"C04": "yes", "C06": "yes", "C07": "yes", "C11": "yes"}


def url(analysis):
    return reverse("analysis-choice", args=(analysis.pk,))


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def post(browser, analysis, answers, reason="Bo tak uzgodniliśmy.", based_on=NOT_YET):
    return browser.post(url(analysis), {**answers, "reason": reason, "based_on": based_on})


@pytest.mark.django_db
def test_a_visitor_gets_questions_and_then_a_ranking(client):
    page = text_of(client.get(reverse("choice-helper")))
    assert page.count("<fieldset") == page.count("nie wiem</label>") == 12
    assert "Kolejność typów" not in page
    page = text_of(client.get(reverse("choice-helper"), COOPERATION))
    assert "1. Kooperacyjne rozwiązywanie problemów: 8 pkt" in page
    assert "Ile ważyła każda odpowiedź" in page
    assert 'id="C09-yes" value="yes" checked' in page
    assert "Rozpocznij analizę" not in page


@pytest.mark.django_db
def test_what_is_no_answer_is_left_out(client):
    page = text_of(client.get(reverse("choice-helper"), {"C01": "<b>", "C77": "yes"}))
    assert "Kolejność typów" not in page
    assert "<b>" not in page


def test_answers_are_carried_as_one_text(analysis):
    choice = method_of(analysis).choice
    assert unpacked(choice, packed(COOPERATION)) == COOPERATION
    assert unpacked(choice, "C01-tak.C99-yes.x..C02-no-no") == {}


def test_the_helper_leads_into_a_new_analysis(browser):
    page = text_of(browser.get(reverse("choice-helper"), INSTITUTION))
    start = f"{reverse('analysis-create')}?typ=institution&amp;odpowiedzi={packed(INSTITUTION)}"
    assert start in page
    page = text_of(browser.get(start.replace("&amp;", "&")))
    assert 'value="institution" aria-describedby="hints-institution" checked' in page
    assert "Z pomocnika wyboru:" in page
    assert f'value="{packed(INSTITUTION)}"' in page


@pytest.mark.parametrize("name", ["analysis-create", "analysis-create-efficiency"])
def test_the_answers_and_the_reason_are_kept_with_it(browser, name):
    given = {
        "title": "Świetlica",
        "task_name": "Prowadzenie świetlicy",
        "commissioning_type": "institution",
        "answers": packed(INSTITUTION),
        "reason": "Budynek stoi pusty.",
    }
    assert browser.post(reverse(name), given).status_code == 302
    kept = TypeChoice.objects.get()
    assert kept.answers == INSTITUTION
    assert kept.reason == "Budynek stoi pusty."
    assert kept.ranking["types"][0]["code"] == "institution"


def test_without_answers_and_reason_nothing_is_kept(browser):
    given = {"title": "A", "task_name": "B", "commissioning_type": "service"}
    browser.post(reverse("analysis-create"), given)
    assert Analysis.objects.filter(title="A").exists()
    assert not TypeChoice.objects.exists()


def test_a_missing_title_loses_neither_reason_nor_answers(browser):
    given = {"answers": packed(INSTITUTION), "reason": "Budynek stoi pusty."}
    response = browser.post(reverse("analysis-create"), given)
    assert response.status_code == 422
    page = text_of(response)
    assert "Budynek stoi pusty." in page
    assert packed(INSTITUTION) in page


def test_answering_inside_the_analysis(browser, analysis):
    assert "nie zapisał odpowiedzi" in text_of(browser.get(url(analysis)))
    assert post(browser, analysis, INSTITUTION).status_code == 302
    page = text_of(browser.get(url(analysis)))
    assert "Wybrany typ stoi w podpowiedzi na pierwszym miejscu." in page
    assert "Bo tak uzgodniliśmy." in page
    places = [change.place for change in history_of(analysis.draft, "choice")]
    assert places == ["choice"]


def test_another_type_than_the_first_is_said(browser, analysis):
    post(browser, analysis, COOPERATION)
    for page in (url(analysis), reverse("analysis-preview", args=(analysis.pk,))):
        said = text_of(browser.get(page))
        assert "Zespół wybrał inny typ, niż wynika z podpowiedzi" in said
        assert "„Kooperacyjne rozwiązywanie problemów”" in said


def test_two_people_do_not_overwrite_each_other(browser, analysis):
    post(browser, analysis, INSTITUTION, "Pierwsza.")
    response = post(browser, analysis, COOPERATION, "Druga.", NOT_YET)
    assert response.status_code == 409
    page = text_of(response)
    assert "Pierwsza." in page
    assert "Druga." in page
    assert 'id="C09-yes" value="yes" checked' in page
    assert TypeChoice.objects.get().answers == INSTITUTION
    assert post(browser, analysis, COOPERATION, "Druga.", 1).status_code == 302
    assert TypeChoice.objects.get().edit_version == 2


def test_a_stale_save_is_refused_by_the_action(act, analysis):
    keep_choice(act, analysis, Chosen(INSTITUTION), NOT_YET)
    with pytest.raises(Overtaken):
        keep_choice(act, analysis, Chosen(COOPERATION), NOT_YET)


def test_a_closed_analysis_keeps_its_choice(act, bells):
    analysis = make_closed(act)
    with pytest.raises(MoveRefused, match="Analiza jest zamknięta"):
        keep_choice(act, analysis, Chosen(INSTITUTION))


def test_who_only_reads_sees_it_and_may_not_write(client, office, analysis, bells):
    client.force_login(user_of(member_act(office, "treasurer")))
    page = text_of(client.get(url(analysis)))
    assert "<form method" not in page.partition('id="tresc"')[2].partition("</main>")[0]
    assert client.post(url(analysis), {"reason": "x", "based_on": 0}).status_code == 403
    assert not TypeChoice.objects.exists()


def test_the_report_says_why_this_type(act, analysis):
    assert "nie zapisał odpowiedzi" in report_of(analysis).choice.missing
    keep_choice(act, analysis, Chosen(COOPERATION, "Budynek stoi pusty."))
    choice = report_of(analysis).choice
    assert choice.reason == "Budynek stoi pusty."
    assert choice.stand.startswith("Zespół wybrał inny typ")
    assert [one.code for one in choice.ranking.leaders] == ["cooperation"]
    assert len(choice.weights) == len(COOPERATION)
    assert report_word(analysis) == report_word(analysis)


def test_a_kept_ranking_does_not_follow_the_method(act, analysis):
    row = keep_choice(act, analysis, Chosen(INSTITUTION))
    row.ranking["types"][0]["points"] = 77
    row.save()
    assert report_of(analysis).choice.ranking.types[0].points == 77


def test_the_file_of_the_analysis_has_the_choice_once_there_is_one(act, analysis):
    assert '"choice"' not in export_text(analysis)
    keep_choice(act, analysis, Chosen(INSTITUTION, "Budynek stoi pusty."))
    assert json.loads(export_text(analysis))["choice"] == {
        "answers": INSTITUTION,
        "reason": "Budynek stoi pusty.",
    }


def test_a_type_leads_to_more_about_it(browser, analysis):
    page = text_of(browser.get(reverse("analysis-create")))
    kinds = list(method_of(analysis).types)
    assert all(reverse("guide-type", args=(kind,)) in page for kind in kinds)
    assert reverse("choice-helper") in page
