"""Looking back: what stood at a place, and putting it there again."""

from django.db import models

from mkus_portal.act import Act
from mkus_portal.drafting.actions.saving import save_field
from mkus_portal.drafting.models import Change, Draft
from mkus_portal.drafting.outcome import Clash, Saved
from mkus_portal.drafting.registry import kind_of


def history_of(draft: Draft, place: str) -> "models.QuerySet[Change]":
    """Return the changes of one place, the newest first; of a table: of its rows and cells."""
    changes = draft.changes.select_related("user", "proposed_by")
    if place in kind_of(draft).tables:
        return changes.filter(place__startswith=f"{place}:")
    return changes.filter(place=place)


def restore(act: Act, draft: Draft, change: Change, based_on: int) -> Saved | Clash:
    """Put the text of a change at its place again: a save like any other.

    Raises as `save_field` does; a place in a row that was removed is a NoSuchPlaceError.
    """
    return save_field(act, draft, change.place, change.new, based_on)
