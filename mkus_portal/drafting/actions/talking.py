"""Talking over a draft: threads, replies, one's own words changed or removed, proposals taken.

Every verb holds the draft first, so that nothing is said after it was frozen.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from mkus_portal.act import Act
from mkus_portal.drafting.actions.saving import LONGEST_TEXT, save_field
from mkus_portal.drafting.actions.starting import lock_draft, proposed_by
from mkus_portal.drafting.actions.telling import forget_unread, tell
from mkus_portal.drafting.models import Comment, CommentTrace, Draft, Thread
from mkus_portal.drafting.outcome import Clash, Saved
from mkus_portal.drafting.permissions import may_change_comment, may_comment, may_talk
from mkus_portal.drafting.procedure import ACCEPT, THREAD
from mkus_portal.drafting.registry import kind_of
from mkus_portal.drafting.spots import steps_of, value_at
from mkus_portal.locking import hold
from mkus_portal.verdict import insist
from mkus_portal.workflow.engine import perform, verdict_on

LONGEST_COMMENT = 4000
SAY_SOMETHING = "Napisz, czego dotyczy uwaga."
TOO_LONG = f"Uwaga może mieć najwyżej {LONGEST_COMMENT} znaków. Skróć ją albo podziel na dwie."
ONLY_FIELDS = "Tekst można zaproponować do pola albo komórki tabeli."
PROPOSED_TOO_LONG = f"Proponowany tekst może mieć najwyżej {LONGEST_TEXT} znaków."
NOTHING_NEW = "Proponowany tekst jest taki sam jak obecny. Zmień go albo napisz samą uwagę."


@transaction.atomic
def open_thread(
    act: Act, draft: Draft, place: str, text: str, proposed: str | None = None
) -> Thread:
    """Comment on a place; with `proposed`, propose a wording for a field or a cell.

    Raises Refused, NoSuchPlaceError, ValidationError with one sentence.
    """
    locked = lock_draft(draft)
    insist(may_comment(act, locked))
    steps = steps_of(locked)
    value = value_at(locked, place, steps)
    if proposed is not None:
        proposed = _proposal(locked, place, proposed, value)
    said = _words(text, optional=proposed is not None)
    newest = locked.changes.first()
    thread = Thread.objects.create(
        draft=locked,
        place=place,
        side=kind_of(locked).side(act, locked.obj),
        value=value,
        last_change=newest.pk if newest else 0,
        proposed=proposed,
        opened_at=act.at,
        opened_by_id=act.user,
    )
    _say(act, thread, said)
    return thread


def _words(text: str, *, optional: bool = False) -> str:
    """Return what was said, trimmed. Raises ValidationError."""
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not said and not optional:
        raise ValidationError({"text": SAY_SOMETHING})
    if len(said) > LONGEST_COMMENT:
        raise ValidationError({"text": TOO_LONG})
    return said


def _proposal(draft: Draft, place: str, proposed: str, value: str) -> str:
    """Return a wording that the place could hold. Raises ValidationError."""
    if not kind_of(draft).holds_text(place):
        raise ValidationError({"proposed": ONLY_FIELDS})
    wording = proposed.replace("\r\n", "\n").replace("\x00", "")
    if len(wording) > LONGEST_TEXT:
        raise ValidationError({"proposed": PROPOSED_TOO_LONG})
    if wording == value:
        raise ValidationError({"proposed": NOTHING_NEW})
    return wording


def _say(act: Act, thread: Thread, text: str) -> Comment:
    comment = Comment.objects.create(
        thread=thread, author_id=act.user, role=act.role, text=text, at=act.at
    )
    forget_unread(act, thread.draft, thread.side)
    tell(act, thread.draft, thread.side)
    return comment


def _held(thread: Thread) -> Thread:
    """Hold the draft, then the thread; return the thread as it is now."""
    locked = lock_draft(thread.draft)
    hold(thread)
    thread.draft = locked
    return thread


@transaction.atomic
def reply(act: Act, thread: Thread, text: str) -> Comment:
    """Answer in a thread, whatever its state. Raises Refused, ValidationError."""
    _held(thread)
    insist(may_talk(act, thread))
    return _say(act, thread, _words(text))


@transaction.atomic
def change_comment(act: Act, comment: Comment, text: str) -> None:
    """Change one's own words; what they were stays as a trace. Raises Refused, ValidationError."""
    comment.thread = _held(comment.thread)
    insist(may_change_comment(act, hold(comment)))
    said = _words(text)
    if said == comment.text:
        return
    _trace(act, comment)
    comment.text, comment.edited_at = said, act.at
    comment.save(update_fields=["text", "edited_at"])


@transaction.atomic
def remove_comment(act: Act, comment: Comment) -> None:
    """Remove one's own words; that something was said stays, a trace of it too. Raises Refused."""
    comment.thread = _held(comment.thread)
    insist(may_change_comment(act, hold(comment)))
    _trace(act, comment)
    comment.text, comment.removed_at = "", act.at
    comment.save(update_fields=["text", "removed_at"])


def _trace(act: Act, comment: Comment) -> None:
    CommentTrace.objects.create(comment=comment, old=comment.text, user_id=act.user, at=act.at)


@transaction.atomic
def move_thread(act: Act, thread: Thread, name: str) -> None:
    """Close a thread, open it again, turn a proposal down. Raises Refused, MoveTaken."""
    lock_draft(thread.draft)
    perform(act, thread, name)
    forget_unread(act, thread.draft, thread.side)


def accept_proposal(act: Act, thread: Thread, based_on: int) -> Saved | Clash:
    """Write the proposed wording at its place by an ordinary save, based on a version.

    The history names who proposed it beside who accepted. A Clash leaves the proposal open. Raises
    Refused, MoveTaken when somebody has answered it already, ValidationError and NoSuchPlaceError
    as `save_field` does.
    """
    with transaction.atomic():
        draft = lock_draft(thread.draft)
        seen = Thread.objects.select_related("draft").get(pk=thread.pk)
        if seen.state == thread.state:
            insist(verdict_on(act, seen, THREAD.move(ACCEPT)))
            with proposed_by(thread.opened_by_id):
                outcome = save_field(act, draft, seen.place, seen.proposed or "", based_on)
            if isinstance(outcome, Clash):
                return outcome
        perform(act, thread, ACCEPT)
        forget_unread(act, thread.draft, thread.side)
    return outcome
