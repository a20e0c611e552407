"""A record's changes in the history, and a proposed wording written into it."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Max

from mkus_portal.act import Act
from mkus_portal.drafting.actions.starting import note
from mkus_portal.drafting.models import Change, Draft
from mkus_portal.drafting.outcome import Clash, Saved
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.records import Record

ONLY_TEXTS = "Tego pola nie zmienia się tutaj. Popraw je w formularzu."


def note_changes(act: Act, draft: Draft, changes: Mapping[str, tuple[str, str]]) -> None:
    """Note what a room has saved in its own rows: place → what stood there, what stands now.

    Each place counts its own versions; what is the same as before is none. The caller holds the
    draft (`lock_draft`), inside the transaction of the save.
    """
    fresh = {place: pair for place, pair in changes.items() if pair[0] != pair[1]}
    if not fresh:
        return
    versions = _versions(draft, fresh)
    for place, (old, new) in fresh.items():
        version = versions.get(place, 0) + 1
        note(act, draft, Change(place=place, old=old, new=new, version=version))


def note_row(act: Act, draft: Draft, place: Place, old: str, new: str) -> None:
    """Note that a row was added or taken out, as rows of tables are."""
    note(act, draft, Change(place=str(place), old=old, new=new, version=1))


def _versions(draft: Draft, places: Mapping[str, object]) -> dict[str, int]:
    rows = draft.changes.filter(place__in=list(places)).order_by().values_list("place")
    return dict(rows.annotate(version=Max("version")))


def save_in_record(
    act: Act, draft: Draft, record: Record, where: Place, text: str, based_on: int
) -> Saved | Clash:
    """Write a text into its column by the room's own action, based on the place's version."""
    place = str(where)
    row = record.row(draft.obj, where.table, where.row)
    if row is None:
        raise NoSuchPlaceError(place)
    if not record.is_text(where.table, where.field):
        raise ValidationError(ONLY_TEXTS)
    theirs = record.words(row, where.field)
    last = draft.changes.filter(place=place).select_related("user").first()
    version = last.version if last else 0
    if theirs == text:
        return Saved(version, last.at if last else draft.changed_at)
    if version != based_on:
        who = str((last and last.user) or "Ktoś")
        at = last.at if last else draft.changed_at
        return Clash(place, mine=text, theirs=theirs, who=who, version=version, at=at)
    record.save(act, row, where.field, text)
    return Saved(version + 1, act.at)
