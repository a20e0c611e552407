"""News goes to every office in batches, to each reader once, and to nobody who refused it."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from advisory.profiles import actions, tasks
from advisory.profiles.actions import news as sending
from advisory.profiles.mailing import readers_of, refusal_url
from advisory.profiles.models import NewsCopy
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.models import Letter
from mkus_portal.verdict import Refused
from tests import cast
from tests.advisory.factories import running
from tests.clock import NOW

PORTAL = Act.system(NOW)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def published(programme):
    act = running(programme)
    news = actions.write_news(act, programme, title="Nabór", text="Trwa nabór.")
    actions.move_news(act, news, "publish")
    return news


@pytest.fixture
def deciding(office, neighbour):
    """Two offices, each with somebody who decides."""
    return [cast.member("coordinator", Scope("office", one.pk)) for one in (office, neighbour)]


def letters():
    return Letter.objects.filter(kind="programme_news")


def test_the_page_waits_for_no_letter(programme, published, deciding):
    assert actions.send_news(running(programme), published) == 2
    assert not letters().exists()


@pytest.mark.usefixtures("deciding")
def test_batches_follow_until_everybody_has_one(monkeypatch, programme, published, office):
    monkeypatch.setattr(sending, "BATCH", 2)
    for _ in range(3):
        cast.member("executive", Scope("office", office.pk))
    actions.send_news(running(programme), published)
    written = [actions.post_batch(PORTAL, published) for _ in range(4)]
    assert written == [2, 2, 1, 0]
    assert letters().count() == letters().values("user").distinct().count() == 5
    published.refresh_from_db()
    assert published.all_written_at == NOW


def test_what_was_begun_is_finished_by_the_clock(
    monkeypatch, programme, published, deciding, django_capture_on_commit_callbacks
):
    rung = []
    monkeypatch.setattr(tasks, "ring", lambda task, pk: rung.append(pk))
    actions.send_news(running(programme), published)
    tasks.tend()
    assert rung == [published.pk]
    tasks.post_news(published.pk)
    assert NewsCopy.objects.count() == len(deciding)
    tasks.tend()
    assert rung == [published.pk]


@pytest.mark.usefixtures("deciding")
def test_hidden_news_is_written_to_nobody_until_it_is_shown_again(programme, published):
    act = running(programme)
    actions.send_news(act, published)
    actions.move_news(act, published, "hide")
    assert actions.post_batch(PORTAL, published) == 0
    actions.move_news(act, published, "publish")
    assert actions.post_batch(PORTAL, published) == 2


def test_only_the_portal_writes(programme, published):
    with pytest.raises(Refused, match="sam portal"):
        actions.post_batch(running(programme), published)


def test_a_role_that_ended_elsewhere_does_not_keep_a_letter_away(programme, office, neighbour):
    reader = cast.member("coordinator", Scope("office", office.pk))
    past = Scope("office", neighbour.pk)
    cast.give(reader, "coordinator", past, until=date(2025, 1, 1))
    assert list(readers_of(PORTAL, programme)) == [reader]


def test_an_office_where_nobody_decides_is_told_by_its_administrator(programme, office, neighbour):
    admins = [cast.member("office_admin", Scope("office", one.pk)) for one in (office, neighbour)]
    decides = cast.member("executive", Scope("office", office.pk))
    neighbour.is_active = True
    assert set(readers_of(PORTAL, programme)) == {decides, admins[1]}
    neighbour.is_active = False
    neighbour.save()
    assert set(readers_of(PORTAL, programme)) == {decides}


def test_a_reader_gives_it_up_by_the_link_of_the_letter(client, programme, published, deciding):
    actions.send_news(running(programme), published)
    actions.post_batch(PORTAL, published)
    url = refusal_url(deciding[0], programme)
    letter = letters().get(user=deciding[0])
    assert url in letter.email.message
    assert url not in letters().get(user=deciding[1]).email.message
    assert "Nie wysyłajcie" in client.get(url).content.decode()
    assert list(readers_of(PORTAL, programme)) == deciding
    client.post(url, {"listy": "nie"})
    assert list(readers_of(PORTAL, programme)) == deciding[1:]
    assert "Chcę je znowu" in client.get(url).content.decode()
    client.post(url, {"listy": "tak"})
    assert list(readers_of(PORTAL, programme)) == deciding
    assert client.get(reverse("news-refusal", args=(url.split("/")[-2] + "x",))).status_code == 404
    assert mail.outbox == []


def test_the_feed_holds_what_is_published(client, programme, published):
    actions.write_news(running(programme), programme, title="Tajny szkic", text="Jeszcze nie.")
    answer = client.get(reverse("public-news-feed", args=(programme.code,)))
    feed = answer.content.decode()
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "<title>Nabór</title>" in feed
    assert reverse("public-news", args=(programme.code, published.pk)) in feed
    assert "Tajny szkic" not in feed


def test_the_list_of_news_has_pages(client, programme):
    act = running(programme)
    for number in range(12):
        news = actions.write_news(act, programme, title=f"Wieść {number:02}", text="Treść.")
        actions.move_news(act, news, "publish")
    url = reverse("public-news-list", args=(programme.code,))
    first, second = (client.get(url, {"strona": page}).content.decode() for page in (1, 2))
    assert "Wieść 11" in first
    assert "Wieść 01" not in first
    assert "Wieść 01" in second
    assert client.get(url, {"strona": "ostatnia"}).status_code == 200
