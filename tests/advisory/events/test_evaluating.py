"""The survey after an event: made or chosen by the coordinator, open to the participants."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advisory.events import actions
from contracting.surveys import actions as surveys
from contracting.surveys.models import Survey
from mkus_portal.act import Scope
from mkus_portal.verdict import Refused
from tests.advisory.events.factories import TODAY, announced, person, plan
from tests.advisory.factories import running
from tests.contracting.surveys.factories import make_open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LINK = "Oceń wydarzenie"


def opened(programme, event):
    """The event's own survey, made from the ready questions and opened."""
    act = running(programme)
    survey = actions.start_evaluation(act, event)
    surveys.edit_survey(act, survey, contact="Biuro programu", privacy_note="Dane są bezpieczne.")
    surveys.open_survey(act, survey)
    return survey


def test_it_is_made_from_the_ready_questions(programme, programme_coordinator, client_as):
    event = announced(programme)
    url = reverse("event-evaluation", args=(event.pk,))
    client = client_as(programme_coordinator)
    assert client.get(url).status_code == 200
    response = client.post(url, {"survey": ""})
    survey = Survey.objects.get()
    assert response["Location"] == survey.get_absolute_url()
    event.refresh_from_db()
    assert event.evaluation == survey
    assert survey.owner == programme.scope
    assert (survey.opens_on, survey.closes_on) == (event.ends_on, TODAY + timedelta(days=14))
    assert survey.has_open_link
    assert survey.is_anonymous
    kinds = list(survey.questions.values_list("kind", flat=True))
    assert kinds == ["scale", "matrix", "matrix", "multiple", "single", "text"]
    assert survey.title in client.get(event.get_absolute_url()).content.decode()
    assert client.get(url).status_code == 403  # it has one already


def test_participants_find_the_link_from_the_last_day_on(programme, client):
    event = announced(programme)
    survey = opened(programme, event)
    known = actions.add_to_list(running(programme), event, **person())
    link = reverse("survey-open-answer", args=(survey.open_token,))
    own = client.get(reverse("event-own-registration", args=(known.token,)))
    assert link in own.content.decode()
    public = client.get(reverse("event-registration", args=(event.token,)))
    assert link in public.content.decode()
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("days", [1, 3])
def test_before_the_last_day_there_is_no_link(programme, client, days):
    event = announced(programme, last=TODAY + timedelta(days=days))
    survey = opened(programme, event)
    known = actions.add_to_list(running(programme), event, **person())
    for name, token in (("event-own-registration", known), ("event-registration", event)):
        page = client.get(reverse(name, args=(token.token,))).content.decode()
        assert survey.open_token not in page
    assert event.evaluation_path(event.ends_on) != ""


def test_a_draft_or_closed_survey_and_a_cancelled_event_show_no_link(programme):
    event = announced(programme)
    act = running(programme)
    survey = actions.start_evaluation(act, event)
    assert event.evaluation_path(TODAY) == ""
    surveys.edit_survey(act, survey, contact="Biuro", privacy_note="Dane.")
    surveys.open_survey(act, survey)
    event.refresh_from_db()
    assert event.evaluation_path(TODAY) != ""
    actions.cancel_event(act, event, "Choroba")
    assert event.evaluation_path(TODAY) == ""


def test_one_of_the_programmes_surveys_is_chosen(programme):
    act, event = running(programme), announced(programme)
    mine = make_open(act)
    actions.choose_evaluation(act, event, mine)
    event.refresh_from_db()
    assert event.evaluation == mine
    with pytest.raises(Refused):
        actions.choose_evaluation(act, event, make_open(act, "Druga"))


def test_neither_an_offices_nor_a_closed_one_is_taken(programme, clerk, act_of):
    act, event = running(programme), announced(programme)
    closed = make_open(act)
    surveys.close_survey(act, closed)
    unlinked = make_open(act, has_open_link=False)
    for survey in (make_open(act_of(clerk)), closed, unlinked):
        with pytest.raises(ValidationError):
            actions.choose_evaluation(act, event, survey)
    event.refresh_from_db()
    assert event.evaluation is None


def test_a_withdrawn_draft_makes_place_for_another(programme):
    act, event = running(programme), plan(programme)
    surveys.withdraw_survey(act, actions.start_evaluation(act, event))
    event.refresh_from_db()
    assert actions.start_evaluation(act, event).state == "draft"


def test_an_adviser_and_an_office_see_the_link_and_not_the_results(
    programme, unit, profile, client_as, clerk, office
):
    event = announced(programme, [unit])
    survey = opened(programme, event)
    unit.office = office
    unit.save(update_fields=["office"])
    for who in (profile.user, clerk):
        page = client_as(who).get(event.get_absolute_url()).content.decode()
        assert survey.open_token in page
        assert reverse("survey-results", args=(survey.pk,)) not in page
        assert client_as(who).get(survey.get_absolute_url()).status_code in {403, 404}
    stranger = running(programme)
    with pytest.raises(Refused):
        actions.start_evaluation(
            type(stranger)(None, "programme_coordinator", Scope("programme", 0), stranger.at),
            announced(programme),
        )
