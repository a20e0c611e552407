"""What became of somebody's comments on a draft: what the owner has changed since."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, Thread
from mkus_portal.web.talk import threads_of, views_of_threads


@dataclass(frozen=True, slots=True)
class Followed:
    """A comment of an adviser: where, what was said, and what the owner has done since."""

    label: str
    url: str
    thread_url: str
    said: str
    outcome: str
    is_changed: bool


def followed(act: Act, draft: Draft, speakers: "QuerySet[Any]") -> list[Followed]:
    """Return the comments that the speakers (their ids) opened, with what changed since."""
    threads = threads_of(act, draft).filter(opened_by__in=speakers).select_related("opened_by")
    return [
        Followed(
            label=_short(view.label),
            url=view.url,
            thread_url=reverse("thread", args=(view.thread.pk,)),
            said="propozycja tekstu" if view.thread.is_proposal else "uwaga",
            outcome=_outcome(view.thread, is_changed=view.is_changed),
            is_changed=view.is_changed,
        )
        for view in views_of_threads(draft, list(threads))
    ]


def _short(label: str) -> str:
    """Return a place without what its words explain in brackets; a row keeps its number."""
    words, _, explained = label.partition(" (")
    return label if explained.startswith("wiersz") else words


def _outcome(thread: Thread, *, is_changed: bool) -> str:
    """Return in words what became of a comment."""
    if thread.state in {Thread.State.ACCEPTED, Thread.State.REJECTED}:
        return thread.get_state_display()
    if is_changed:
        return "tekst zmieniony po uwadze"
    return "załatwiona bez zmiany" if thread.state == Thread.State.RESOLVED else "bez zmiany"
