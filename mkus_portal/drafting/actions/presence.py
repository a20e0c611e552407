"""Who has a draft open now, and at which question: computed from when they last said so."""

from dataclasses import dataclass
from datetime import timedelta

from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, Presence
from mkus_portal.drafting.permissions import may_take_part
from mkus_portal.drafting.places import LONGEST_PLACE
from mkus_portal.drafting.registry import kind_of

BEAT = timedelta(seconds=20)
AFTER_A_BEAT = timedelta(seconds=50)
AFTER_OPENING = timedelta(minutes=3)
KEPT = timedelta(hours=1)
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has the draft open; `place` is the question, empty when none is touched."""

    user: int
    name: str
    place: str
    is_writing: bool


def be_here(
    act: Act,
    draft: Draft,
    place: str = "",
    *,
    is_writing: bool = False,
    lasting: timedelta = AFTER_A_BEAT,
) -> None:
    """Say that one has the draft open: one statement, no lock. The caller has asked who reads."""
    if act.user is None or not may_take_part(act, draft):
        return
    Presence.objects.bulk_create(
        [
            Presence(
                draft=draft,
                user_id=act.user,
                side=kind_of(draft).side(act, draft.obj),
                place=place.replace("\x00", "")[:LONGEST_PLACE],
                is_writing=is_writing,
                until=act.at + lasting,
            )
        ],
        update_conflicts=True,
        unique_fields=["draft", "user"],
        update_fields=["side", "place", "is_writing", "until"],
    )


def leave(act: Act, draft: Draft) -> None:
    """Say that one has closed or hidden the draft."""
    Presence.objects.filter(draft=draft, user=act.user).delete()


def who_is_here(act: Act, draft: Draft) -> list[Here]:
    """Return who else of one's own side has the draft open at the act's instant; one query."""
    if not may_take_part(act, draft):
        return []
    rows = (
        Presence.objects.filter(
            draft=draft, side=kind_of(draft).side(act, draft.obj), until__gt=act.at
        )
        .exclude(user=act.user)
        .select_related("user")
        .order_by("pk")[:MOST_SHOWN]
    )
    return [Here(row.user_id, str(row.user), row.place, row.is_writing) for row in rows]


def sweep(act: Act) -> int:
    """Remove rows that have not counted for long; nothing depends on it. Return how many."""
    return Presence.objects.filter(until__lt=act.at - KEPT).delete()[0]
