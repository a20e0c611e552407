"""The words of a call in a list: deadline with weekday, time left, pool."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from contracting.calls.public import PublicCall, left
from contracting.calls.rules import PHASE_LABELS, phase
from mkus_portal.web import wording


@dataclass(frozen=True, slots=True)
class Line:
    """One call in a public list, in words."""

    url: str
    title: str
    office: str
    phase: str
    phase_label: str
    deadline: str
    left: str
    pool: str


def line_of(one: PublicCall, at: datetime) -> Line:
    """Return the words of a call at an instant."""
    now = phase(one, at)
    days = left(one, at)
    return Line(
        url=reverse("call-detail", args=(one.pk,)),
        title=one.title,
        office=one.office,
        phase=now.value,
        phase_label=PHASE_LABELS[now],
        deadline=wording.deadline(one.deadline_at),
        left="" if days is None else left_text(days),
        pool=wording.money(one.pool),
    )


def left_text(days: int) -> str:
    """Return how long offers are still taken; the last day has words of its own."""
    if days == 0:
        return "kończy się dzisiaj"
    verb = wording.plural(days, "został", "zostały", "zostało")
    return f"{verb} {days} {wording.plural(days, 'dzień', 'dni', 'dni')}"
