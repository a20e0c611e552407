"""Eight workers at once: every reader has one letter, whoever wrote it."""

import pytest

from advisory.profiles import actions
from advisory.profiles.actions import news as sending
from advisory.profiles.models import News
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.models import Letter
from tests import cast
from tests.advisory.factories import running
from tests.clock import NOW
from tests.crowd import PEOPLE

READERS = 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("clock")
def test_eight_workers_write_to_each_reader_once(at_once, monkeypatch, programme, office):
    monkeypatch.setattr(sending, "BATCH", 2)
    for _ in range(READERS):
        cast.member("coordinator", Scope("office", office.pk))
    news = actions.write_news(running(programme), programme, title="Nabór", text="Trwa.")
    actions.move_news(running(programme), news, "publish")
    actions.send_news(running(programme), news)

    def work(_):
        row = News.objects.select_related("programme").get(pk=news.pk)
        return actions.post_batch(Act.system(NOW), row)

    def ask():
        return list(Letter.objects.filter(kind="programme_news").values_list("user", flat=True))

    written, readers = at_once(work, ask)
    assert sum(written) == READERS
    assert len(written) == PEOPLE
    assert len(readers) == len(set(readers)) == READERS
