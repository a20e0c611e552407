"""What an offer's page says of its advisers, and of what changed after they spoke."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from contracting.offers.advice_permissions import may_see_advisers
from contracting.offers.models import Advice, Offer
from contracting.offers.permissions import may_follow_talk
from mkus_portal.act import Act
from mkus_portal.drafting.models import Thread
from mkus_portal.web.panels import Panel
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


def after_advice(act: Act, offer: Offer) -> list[Followed]:
    """Return the advisers' comments with what changed since; also those whose access has ended."""
    advisers = Advice.objects.filter(offer=offer, user=OuterRef("opened_by"))
    threads = threads_of(act, offer.draft).filter(Exists(advisers)).select_related("opened_by")
    return [
        Followed(
            label=_short(view.label),
            url=view.url,
            thread_url=reverse("thread", args=(view.thread.pk,)),
            said="propozycja tekstu" if view.thread.is_proposal else "uwaga",
            outcome=_outcome(view.thread, is_changed=view.is_changed),
            is_changed=view.is_changed,
        )
        for view in views_of_threads(offer.draft, list(threads))
    ]


def _short(label: str) -> str:
    """Return the form's words for a place without what they explain in brackets."""
    return label.partition(" (")[0]


def _outcome(thread: Thread, *, is_changed: bool) -> str:
    """Return in words what became of a comment."""
    if thread.state in {Thread.State.ACCEPTED, Thread.State.REJECTED}:
        return thread.get_state_display()
    if is_changed:
        return "tekst zmieniony po uwadze"
    return "załatwiona bez zmiany" if thread.state == Thread.State.RESOLVED else "bez zmiany"


def advising(act: Act, offer: object) -> dict[str, object] | None:
    """Return the advisers for the organisation, one's own access for an adviser; else None."""
    if not isinstance(offer, Offer) or not may_follow_talk(act, offer):
        return None
    followed = after_advice(act, offer)
    return {
        "offer": offer,
        "is_own": bool(may_see_advisers(act, offer)),
        "advisers": [
            one.user
            for one in offer.advice.standing().select_related("user")
            if one.user is not None and not one.is_over(act.at)
        ],
        "mine": offer.advice.taken_by(act).first(),
        "followed": followed,
        "changed": sum(one.is_changed for one in followed),
    }


ADVISING = Panel("offer-detail", "contracting/offers/_advising.html", advising, order=6)
