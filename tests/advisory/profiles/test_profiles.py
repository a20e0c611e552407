"""A unit's public page, the office's word on its report, news to all offices once."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advisory.profiles import actions
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.models import Letter
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.advisory.events.factories import announced, plan
from tests.advisory.factories import assign, make_adviser, running
from tests.cast import act_of, member
from tests.clock import NOW
from tests.contracting.analysis.factories import make_analysis

PORTAL = Act.system(NOW)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def profile(programme, unit):
    made = actions.write_profile(running(programme), unit, about="Gmina zmienia świetlice.")
    actions.move_profile(running(programme), made, "publish")
    return made


def test_an_empty_page_is_not_published(programme, unit):
    made = actions.write_profile(running(programme), unit, effects="Będą.")
    with pytest.raises(Refused, match="Opisz jednostkę"):
        actions.move_profile(running(programme), made, "publish")


def test_the_public_reads_a_published_page_and_no_names(client, programme, unit, profile):
    assign(unit, make_adviser(programme, "Daria Doradczyni"))
    announced(programme, [unit], title="Otwarte szkolenie")
    plan(programme, [unit], title="Tajny plan")
    page = client.get(profile.get_absolute_url()).content.decode()
    assert "Gmina zmienia świetlice." in page
    assert "Centrum Wsparcia" in page
    assert "Daria Doradczyni" not in page
    assert "Otwarte szkolenie" in page
    assert "Tajny plan" not in page
    actions.move_profile(running(programme), profile, "hide")
    assert client.get(profile.get_absolute_url()).status_code == 404


def test_two_who_write_a_page_do_not_lose_words(programme, unit, profile):
    actions.write_profile(running(programme), unit, profile.edit_version, about="Pierwszy.")
    with pytest.raises(Overtaken):
        actions.write_profile(running(programme), unit, profile.edit_version, about="Drugi.")
    profile.refresh_from_db()
    assert profile.about == "Pierwszy."


def test_the_office_alone_shows_its_report(programme, unit, office, clerk_act):
    analysis = make_analysis(clerk_act)
    decides = act_of(member("executive", Scope("office", office.pk)))
    with pytest.raises(Refused, match="koordynator urzędu"):
        actions.give_documents(running(programme), unit)
    with pytest.raises(ValidationError, match="zamkniętą analizę"):
        actions.give_documents(decides, unit, analysis=analysis)
    type(analysis).objects.update(state="closed")
    analysis.refresh_from_db()
    assert actions.give_documents(decides, unit, analysis=analysis).analysis == analysis
    assert actions.give_documents(decides, unit).analysis is None


def test_news_go_once_to_those_who_decide_in_every_office(programme, office, neighbour):
    for place in (office, neighbour):
        member("coordinator", Scope("office", place.pk))
    member("clerk", Scope("office", office.pk))
    act = running(programme)
    news = actions.write_news(act, programme, title="Nabór", text="Trwa nabór.")
    with pytest.raises(Refused, match="Najpierw opublikuj"):
        actions.send_news(act, news)
    actions.move_news(act, news, "publish")
    assert actions.send_news(act, news) == 2
    assert actions.post_batch(PORTAL, news) == 2
    assert actions.post_batch(PORTAL, news) == 0
    assert Letter.objects.filter(kind="programme_news").count() == 2
    with pytest.raises(Refused, match="już rozesłana"):
        actions.send_news(act, news)


def test_what_is_not_published_does_not_exist(client, programme):
    act = running(programme)
    news = actions.write_news(act, programme, title="Szkic", text="Jeszcze nie.")
    url = reverse("public-news", args=(programme.code, news.pk))
    assert client.get(reverse("public-programme", args=(programme.code,))).status_code == 404
    assert client.get(url).status_code == 404
    actions.move_news(act, news, "publish")
    assert "Jeszcze nie." in client.get(url).content.decode()
    assert (
        "Szkic" in client.get(reverse("public-programme", args=(programme.code,))).content.decode()
    )
