"""Writing and publishing news; sending it to all offices, in batches, to each reader once."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from advisory.profiles.letters import NEWS as LETTER
from advisory.profiles.mailing import refusal_url, waiting_for
from advisory.profiles.models import News, NewsCopy, NewsRefusal
from advisory.profiles.permissions import may_post_letters, may_send_news, may_write_news
from advisory.profiles.procedure import PUBLISH
from advisory.programmes.models import Programme
from contracting.calls.models import PublicVersion
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import absolute, send_letter
from mkus_portal.workflow.engine import insist, perform

BATCH = 100


@transaction.atomic
def write_news(act: Act, programme: Programme, **fields: Any) -> News:
    """Begin a piece of news. Raises Refused, ValidationError."""
    insist(may_write_news(act, programme))
    news = News(programme=programme, **fields)
    news.full_clean()
    news.save()
    return news


@transaction.atomic
def change_news(act: Act, news: News, based_on: int | None = None, **fields: Any) -> None:
    """Keep changed words. Raises Refused, ValidationError, Overtaken."""
    hold(news)
    insist(may_write_news(act, news.programme))
    news.step(based_on)
    for name, value in fields.items():
        setattr(news, name, value)
    news.full_clean()
    news.save()
    PublicVersion.objects.grow()


@transaction.atomic
def move_news(act: Act, news: News, move: str) -> None:
    """Publish or hide a piece of news. Raises Refused, MoveTaken."""
    perform(act, news, move)
    if move == PUBLISH and news.published_at is None:
        news.published_at = act.at
        news.save(update_fields=["published_at"])
    PublicVersion.objects.grow()


@transaction.atomic
def send_news(act: Act, news: News) -> int:
    """Let the queue write to whoever decides in every registered office, once; say to how many.

    The row waits from now on: beat takes it up, whoever calls this may ring. Raises Refused.
    """
    hold(news)
    insist(may_send_news(act, news))
    news.sent_at = act.at
    news.save(update_fields=["sent_at"])
    return waiting_for(act, news).count()


@transaction.atomic
def post_batch(act: Act, news: News) -> int:
    """Write the next letters and note to whom; return how many. Safe at any time, also twice.

    The news is held and each copy is noted in the same transaction as its letter: a worker that
    dies leaves neither, and two workers never write to the same person. Raises Refused for whoever
    is not the portal itself.
    """
    insist(may_post_letters(act))
    hold(news)
    if not News.objects.being_sent().filter(pk=news.pk).exists():
        return 0
    readers = list(waiting_for(act, news)[:BATCH])
    NewsCopy.objects.bulk_create(
        NewsCopy(news=news, user=one, written_at=act.at) for one in readers
    )
    url = reverse("public-news", args=(news.programme.code, news.pk))
    send_letter(
        act,
        LETTER.code,
        readers,
        news,
        {"url": url},
        own=lambda reader: {"refusal": absolute(refusal_url(reader, news.programme))},
    )
    if len(readers) < BATCH:
        news.all_written_at = act.at
        news.save(update_fields=["all_written_at"])
    return len(readers)


@transaction.atomic
def refuse_news(act: Act, user: User, programme: Programme, *, refuses: bool) -> None:
    """Keep that a reader wants no more news of a programme, or wants it again.

    Whoever has the link of their letter is asked nothing more.
    """
    rows = NewsRefusal.objects.filter(programme=programme, user=user)
    if not refuses:
        rows.delete()
    elif not rows.exists():
        NewsRefusal.objects.get_or_create(
            programme=programme, user=user, defaults={"since": act.at}
        )
