"""A support programme asks by itself: its coordinator alone writes, runs and reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from post_office.models import Email

from contracting.surveys import actions
from contracting.surveys.models import Survey
from contracting.surveys.permissions import may_read, may_run, may_start
from mkus_portal.act import Act, Scope
from mkus_portal.verdict import Refused
from tests.cast import member
from tests.clock import NOW
from tests.contracting.surveys import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def runs(programme_coordinator, act_of):
    return act_of(programme_coordinator)


def at(role, scope):
    return Act(user=None, role=role, scope=scope, at=NOW)


def test_the_coordinator_makes_one_over_http(programme, programme_coordinator, client_as):
    client = client_as(programme_coordinator)
    said = {"title": "Ankieta programu", "audience": "organisations", "ready": "organizacje"}
    assert client.post(reverse("survey-create"), said).status_code == 302
    survey = Survey.objects.get()
    assert survey.owner == Scope("programme", programme.pk)
    assert survey.run_by == programme.name
    listed = client.get(reverse("survey-list")).content.decode()
    assert "Ankieta programu" in listed
    assert reverse("survey-list") in client.get(reverse("desk")).content.decode()


def test_it_is_opened_answered_closed_and_read(runs, programme_coordinator, client_as):
    survey = factories.make_closed(runs, "Zamknięte")
    page = client_as(programme_coordinator).get(reverse("survey-results", args=(survey.pk,)))
    assert page.status_code == 200
    assert len(page.context["questions"]) == 6


def test_nobody_else_sees_it(runs, programme, office):
    survey = factories.make_open(runs)
    strangers = [
        at("programme_coordinator", Scope("programme", programme.pk + 1)),
        at("adviser", Scope("programme", programme.pk)),
        at("coordinator", Scope("office", programme.pk)),  # the same number, another kind
        at("clerk", Scope("office", office.pk)),
        at("ngo_admin", Scope("organisation", programme.pk)),
        at("operator", Scope("none", None)),
    ]
    for act in strangers:
        assert not Survey.objects.visible_to(act).exists(), act
        assert not may_run(act, survey), act
        assert not may_read(act, survey), act
        assert not may_start(act, survey.owner), act
    with pytest.raises(Refused):
        actions.close_survey(strangers[0], survey)


def test_a_programme_sees_no_office(clerk, act_of, runs):
    survey = factories.make_open(act_of(clerk))
    assert list(Survey.objects.visible_to(runs)) == []
    with pytest.raises(Refused):
        actions.copy_survey(runs, survey, "Nie moje")


def test_an_adviser_is_refused_in_words(adviser, client_as):
    client = client_as(adviser)
    assert client.get(reverse("survey-list")).status_code == 403
    assert client.get(reverse("survey-create")).status_code == 403


def test_its_letters_speak_of_no_office(runs):
    survey = factories.make_open(
        runs, is_anonymous=False, contact="Biuro programu", closes_on=NOW.date() + timedelta(9)
    )
    actions.invite(runs, survey, ["ktos@org.example"])
    actions.remind(runs, survey)
    letters = Email.objects.all()
    assert len(letters) == 2
    assert "prowadzący badanie zobaczy" in letters[0].message
    assert not any("urząd" in one.message.lower() for one in letters)


def test_another_coordinator_finds_nothing(runs, client_as, programme):
    from advisory.programmes.models import Programme  # noqa: PLC0415 - needs the apps

    survey = factories.make_open(runs)
    other = Programme.objects.create(code="INNY", name="Inny program")
    stranger = member("programme_coordinator", Scope("programme", other.pk), "Irena Inna")
    client = client_as(stranger)
    for name in ("survey-detail", "survey-results", "survey-links", "survey-edit"):
        assert client.get(reverse(name, args=(survey.pk,))).status_code == 404, name
