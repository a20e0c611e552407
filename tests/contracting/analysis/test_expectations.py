"""Surveys flow into the question on expectations and into the report."""

from contracting.analysis.documents.report import report_of
from contracting.analysis.expectations import eligible, link_surveys
from contracting.surveys import actions as surveying
from contracting.surveys.models import Survey
from mkus_portal.drafting.models import Change
from tests.contracting.analysis.factories import make_office, member_act, user_of
from tests.contracting.surveys.factories import answer, make_open


def closed_survey(act, title="Czego chcą organizacje"):
    """A closed survey with two answers, not anonymous."""
    survey = make_open(act, title, is_anonymous=False)
    for step in (2, 4):
        answer(survey, step=step, text="Prosimy o salę.")
    surveying.close_survey(act, Survey.objects.get(pk=survey.pk))
    return Survey.objects.get(pk=survey.pk)


def test_only_closed_surveys_of_the_office_are_offered(act, analysis):
    own = closed_survey(act)
    make_open(act, "Jeszcze trwa")
    closed_survey(member_act(make_office()), "Sąsiadów")
    assert list(eligible(analysis)) == [own]
    link_surveys(act, analysis, Survey.objects.all())
    assert list(analysis.surveys.all()) == [own]
    assert Change.objects.get(place="E1-10.survey").new == "Czego chcą organizacje"


def test_results_stand_at_the_question_and_in_the_report(client, act, analysis):
    survey = closed_survey(act)
    client.force_login(user_of(act))
    url = f"/analizy/{analysis.pk}/badania/"
    assert survey.title in client.get(url).content.decode()
    client.post(url, {"surveys": [survey.pk]})
    stage = client.get(f"/analizy/{analysis.pk}/etap-1/").content.decode()
    assert "Czego chcą organizacje" in stage
    (part,) = report_of(analysis).surveys
    tables = dict(part.tables)
    assert tables["Czy warto?"][0] == ("tak", "2", "100%")
    assert ("Średnia", "2", "4") in tables["Jaka ocena?"]
    assert "Prosimy o salę" not in str(part)
    client.post(url, {})
    assert not analysis.surveys.exists()


def test_a_foreign_survey_is_refused(client, act, analysis):
    foreign = closed_survey(member_act(make_office()), "Sąsiadów")
    client.force_login(user_of(act))
    closed_survey(act)
    page = client.post(f"/analizy/{analysis.pk}/badania/", {"surveys": [foreign.pk]})
    assert page.status_code == 422
    assert not analysis.surveys.exists()
