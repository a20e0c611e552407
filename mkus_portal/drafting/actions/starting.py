"""Starting a draft, tying it to its object, holding it; writing its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import F

from mkus_portal.act import Act
from mkus_portal.drafting.models import Change, Draft
from mkus_portal.drafting.registry import DraftKind, kind_of
from mkus_portal.workflow.engine import MoveRefused


@transaction.atomic
def start_draft(act: Act, form_code: str, form_version: str) -> Draft:
    """Return an empty draft; the room ties it to its object with `tie`."""
    return Draft.objects.create(form_code=form_code, form_version=form_version, changed_at=act.at)


def tie(draft: Draft, obj: models.Model) -> None:
    """Say whose draft it is."""
    draft.content_type = ContentType.objects.get_for_model(obj)
    draft.object_id = obj.pk
    draft.save(update_fields=["content_type", "object_id"])


def lock_draft(draft: Draft) -> Draft:
    """Hold the draft until the transaction ends; return it as it is now.

    Every save takes this lock before it asks whether it may write. An action that ends the writing
    (sending, closing) takes it before its move, so that no save comes after what was closed.
    """
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


class Batch:
    """A draft that is written in many places as one change; `is_changed` once something was."""

    def __init__(self, locked: Draft, kind: DraftKind) -> None:
        self.locked = locked
        self.kind = kind
        self.is_changed = False


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


def _batch_of(draft: Draft) -> Batch | None:
    batch = _batch.get()
    return batch if batch is not None and batch.locked.pk == draft.pk else None


@contextmanager
def together(act: Act, draft: Draft) -> Iterator[None]:
    """Write many places as one change: one lock, and the room is told once, at the end.

    Every place is asked about and noted as ever. Needs the caller's transaction.
    """
    locked = lock_draft(draft)
    batch = Batch(locked, kind_of(locked))
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)
    if batch.is_changed:
        tell_room(act, locked, batch.kind)


_adviser: ContextVar[int | None] = ContextVar("adviser", default=None)


@contextmanager
def proposed_by(adviser: int | None) -> Iterator[None]:
    """Name in the history whose proposed wording is being saved."""
    token = _adviser.set(adviser)
    try:
        yield
    finally:
        _adviser.reset(token)


def open_for_writing(act: Act, draft: Draft, item: str) -> tuple[Draft, DraftKind]:
    """Lock the draft and ask its room about a field or a table. Raises MoveRefused: why not."""
    batch = _batch_of(draft)
    locked = lock_draft(draft) if batch is None else batch.locked
    kind = kind_of(locked)
    verdict = kind.writing(act, locked.obj, item)
    if not verdict:
        raise MoveRefused(verdict)
    return locked, kind


def note(act: Act, draft: Draft, change: Change) -> None:
    """Append a change to the history; the caller holds the lock."""
    change.draft, change.user_id, change.at = draft, act.user, act.at
    change.proposed_by_id = _adviser.get()
    change.save(force_insert=True)
    Draft.objects.filter(pk=draft.pk).update(
        changes_count=F("changes_count") + 1, changed_at=act.at
    )


def tell_room(act: Act, draft: Draft, kind: DraftKind) -> None:
    """Let the room follow the change in the same transaction; in a batch, once at its end."""
    batch = _batch_of(draft)
    if batch is not None:
        batch.is_changed = True
        return
    if kind.after_save is not None:
        kind.after_save(act, draft.obj)
