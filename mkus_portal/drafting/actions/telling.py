"""Who is told of comments: a duty at once, one letter for all that was said."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.drafting.models import Change, Comment, Draft, Unread
from mkus_portal.drafting.registry import kind_of
from mkus_portal.notifications.actions import Whose, close_duty, open_duty, send_letter
from mkus_portal.notifications.messages import MessageKind

DUTY = "draft_comments"
QUIET = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=1)
AT_ONCE = 200
COMMENTED = MessageKind(
    code="draft_commented",
    label="Nowe uwagi do formularza",
    subject="Nowe uwagi: {title}",
    template="mkus_portal/drafting/letters/draft_commented.txt",
)


def comments_url(draft: Draft) -> str:
    """Return the page of all comments on a draft."""
    return reverse("draft-comments", args=(draft.pk,))


def told(act: Act, draft: Draft, side: str) -> set[int]:
    """Return who is told of a comment: who has written or spoken here, and guests.

    Where nobody has, the whole side's team; never the one who speaks.
    """
    talk, obj = kind_of(draft).talk, draft.obj
    if talk is None:
        return set()
    team = set(talk.team(act, obj, side))
    guests = set(talk.guests(act, obj, side)) if talk.guests is not None else set()
    involved = (_writers(draft, team) | _speakers(draft, side, team) | guests) - {act.user}
    if involved or talk.owners is None:
        return involved or team - {act.user}
    return set(talk.owners(act, obj, side)) - {act.user}


def _writers(draft: Draft, among: Iterable[int]) -> set[int]:
    rows = Change.objects.filter(draft=draft, user__in=among).order_by()
    return set(rows.values_list("user__pk", flat=True).distinct())


def _speakers(draft: Draft, side: str, among: Iterable[int]) -> set[int]:
    rows = Comment.objects.filter(thread__draft=draft, thread__side=side, author__in=among)
    return set(rows.order_by().values_list("author__pk", flat=True).distinct())


def tell(act: Act, draft: Draft, side: str) -> None:
    """Count the comment for everybody who is told, and open their duty; a letter comes later."""
    readers = told(act, draft, side)
    rows = Unread.objects.filter(draft=draft, side=side)
    rows.filter(user__in=readers).update(count=F("count") + 1, last_at=act.at)
    known = set(rows.filter(user__in=readers).values_list("user_id", flat=True))
    Unread.objects.bulk_create(
        Unread(draft=draft, user_id=pk, side=side, count=1, first_at=act.at, last_at=act.at)
        for pk in sorted(readers - known)
    )
    if draft.obj is None:
        return
    sentence = f"Przeczytaj nowe uwagi: {draft.obj}"[:300]
    for pk in sorted(readers - known):
        open_duty(act, DUTY, draft.obj, Whose(user=pk), url=comments_url(draft), sentence=sentence)


def forget_unread(act: Act, draft: Draft, side: str) -> None:
    """Whoever speaks or moves a thread has looked: nothing waits for them here any more."""
    Unread.objects.filter(draft=draft, user=act.user, side=side).delete()
    if act.user is not None and draft.obj is not None:
        close_duty(act, DUTY, draft.obj, user=act.user)


@transaction.atomic
def mark_read(act: Act, draft: Draft) -> None:
    """Say that one has looked at the comments of one's side."""
    forget_unread(act, draft, kind_of(draft).side(act, draft.obj))


def write_of_comments(act: Act) -> int:
    """Send the letters that are due; return how many. Safe to run at any time, also twice.

    A letter waits until nobody has commented for a while, at the longest an hour from the first
    comment. Until its reader has looked, no other follows.
    """
    due = Unread.objects.filter(
        Q(last_at__lte=act.at - QUIET) | Q(first_at__lte=act.at - LONGEST_WAIT), written_at=None
    )
    return sum(_write(act, pk) for pk in due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _write(act: Act, pk: int) -> int:
    """Write one letter, unless somebody else has or the reader may not read any more."""
    won = Unread.objects.filter(pk=pk, written_at=None).update(written_at=act.at)
    row = Unread.objects.select_related("draft", "user").filter(pk=pk).first()
    if not won or row is None:
        return 0
    draft, obj, talk = row.draft, row.draft.obj, kind_of(row.draft).talk
    if obj is None:
        return 0
    if talk is None or row.user_id not in set(talk.team(act, obj, row.side)):
        close_duty(act, DUTY, obj, user=row.user_id)
        row.delete()
        return 0
    context = {"title": str(obj), "count": row.count, "url": comments_url(draft)}
    reader: User = row.user
    send_letter(act, COMMENTED.code, [reader], obj, context)
    return 1
