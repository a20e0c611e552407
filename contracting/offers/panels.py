"""What this room shows on the pages of calls: the way in for NGOs, the arrivals for the office."""

from dataclasses import dataclass

from django.urls import reverse

from contracting.calls.models import Call, CallTask
from contracting.calls.rules import terms_of
from contracting.offers.correspondence import may_read_messages, waits_for
from contracting.offers.models import CLOSES_AT, Offer
from contracting.offers.permissions import is_open, may_start
from contracting.offers.tables import hidden
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from mkus_portal.web.wording import exact_instant, money
from ngos.models import NGO_ROLES

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Way:
    """A task with the way to its offer, or why there is none."""

    task: CallTask
    start_url: str
    form_url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sent offer as the office may see it now."""

    number: str
    task: str
    sent_at: str
    state: str
    bidder: str
    grant: str
    url: str


def ways_in(act: Act, call: object) -> dict[str, object] | None:
    """Return the open tasks of a call with the way to an offer; None when none is open."""
    if not isinstance(call, Call):
        return None
    ways = []
    for task in call.tasks.all():
        task.call = call
        if not is_open(act, task):
            continue
        verdict = may_start(act, task)
        ways.append(
            Way(
                task=task,
                start_url=reverse("offer-start", args=(task.pk,)) if verdict else "",
                form_url=reverse("task-form", args=(task.pk,)),
                reason=verdict.reason,
            )
        )
    return {"ways": ways, "is_visitor": act.user is None, "call": call} if ways else None


def arrivals(act: Act, call: object) -> dict[str, object] | None:
    """Return the offers that reached the call; sealed ones by number and time alone.

    None for a call that was never opened: no offer can have reached it.
    """
    if not isinstance(call, Call) or call.opens_at is None:
        return None
    sent = Offer.objects.sent_to(act).filter(task__call=call).select_related("task")
    return {
        "total": sent.count(),
        "arrivals": [_arrival(one) for one in sent.order_by("submitted_at", "pk")[:SHOWN]],
        "call": call,
    }


def _arrival(offer: Offer) -> Arrival:
    bidder: str | None = offer.shown_bidder  # type: ignore[attr-defined]  # annotated by sent_to
    return Arrival(
        number=offer.number,
        task=str(offer.task),
        sent_at=exact_instant(offer.submitted_at),
        state=offer.get_state_display(),
        bidder=hidden(offer) if bidder is None else bidder,
        grant=money(offer.shown_grant) if bidder is not None else "–",  # type: ignore[attr-defined]  # as above
        url=reverse("offer-content", args=(offer.pk,)) if bidder is not None else "",
    )


def begun(act: Act, obj: object) -> dict[str, object] | None:
    """Return the organisation's drafts that can still be sent, the nearest deadline first."""
    if not act.holds(*NGO_ROLES):
        return None
    drafts = Offer.objects.visible_to(act).filter(state=Offer.State.DRAFT)
    open_ones = drafts.filter(task__in=CallTask.objects.open_at(act.at))
    rows = (
        open_ones.alias(closes_at=CLOSES_AT)
        .select_related("task__call__office")
        .order_by("closes_at", "pk")[:SHOWN]
    )
    begun_offers = [(offer, terms_of(offer.task).deadline_at) for offer in rows]
    return {"rows": begun_offers} if begun_offers else None


def correspondence(act: Act, offer: object) -> dict[str, object] | None:
    """Return the way to the messages about an offer; None for who may not read them."""
    if not isinstance(offer, Offer) or not may_read_messages(act, offer):
        return None
    return {"offer": offer, "count": offer.messages.count(), "waits": waits_for(act, offer)}


_LINK = "contracting/offers/_messages_link.html"
OWN_MESSAGES = Panel("offer-detail", _LINK, correspondence, order=8)
OFFICE_MESSAGES = Panel("offer-content", _LINK, correspondence, order=8)
WAYS_IN = Panel("call-public", "contracting/offers/_ways_in.html", ways_in, order=10)
ARRIVALS = Panel("call-office", "contracting/offers/_arrivals.html", arrivals, order=10)
BEGUN = Panel("desk", "contracting/offers/_begun.html", begun, order=20)
