"""One person on both sides of a call: who helped its office and advises on an offer in it."""

from dataclasses import dataclass

from django.urls import reverse

from contracting.calls.advice_permissions import may_see_advisers
from contracting.calls.models import Call, CallAdvice
from contracting.calls.permissions import WRITERS as OFFICE_WRITERS
from contracting.offers.models import Advice, Offer
from contracting.offers.permissions import WRITERS
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import people_with, send_letter
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.web.panels import Panel

BOTH_SIDES = MessageKind(
    code="advice_both_sides",
    label="Doradca po obu stronach konkursu",
    subject="Doradca po obu stronach konkursu: {title}",
    template="contracting/offers/letters/both_sides.txt",
)


@dataclass(frozen=True, slots=True)
class Helped:
    """Who helped the office with a call, also in the past: the people and their addresses."""

    users: frozenset[int]
    emails: frozenset[str]

    def includes(self, advice: Advice) -> bool:
        """Whether the adviser of an offer, or whoever is invited to be one, is among them."""
        return advice.user_id in self.users or advice.email in self.emails


def helped(call: int) -> Helped:
    """Return who helped the office with a call; one query."""
    rows = CallAdvice.objects.helped(call).values_list("user", "user__email", "email")
    found = list(rows)
    emails = {email for _, *both in found for email in both}
    return Helped(frozenset(user for user, *_ in found), frozenset(emails))


def tell_both_sides(act: Act, advice: Advice) -> None:
    """Write to the office and to the organisation when one person advises both.

    In the transaction of `accept_advice`. The office is not told whose offer it is.
    """
    offer, call = advice.offer, advice.offer.task.call
    if not helped(call.pk).includes(advice):
        return
    office = people_with(Scope("office", call.office_id), act.day, *OFFICE_WRITERS)
    own = people_with(Scope("organisation", offer.organisation_id), act.day, *WRITERS)
    context = {"title": call.title, "person": str(advice.user), "office": call.office.name}
    url = reverse("office-call-detail", args=(call.pk,))
    send_letter(act, BOTH_SIDES.code, office, call, {**context, "is_office": True, "url": url})
    url = advice.get_absolute_url()
    send_letter(act, BOTH_SIDES.code, own, advice, {**context, "is_office": False, "url": url})


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody on both sides; `bidders` are those that the office may know."""

    name: str
    bidders: tuple[str, ...]


def sides(act: Act, call: object) -> dict[str, object] | None:
    """Return who advises both sides, for the office of the call alone; whose offer once opened."""
    if not isinstance(call, Call) or not may_see_advisers(act, call):
        return None
    helpers = CallAdvice.objects.helped(call.pk).values("user")
    rows = Advice.objects.filter(offer__task__call=call, accepted_at__isnull=False)
    rows = rows.filter(user__in=helpers).select_related("user", "offer__organisation")
    opened = set(Offer.objects.of_office(act).filter(task__call=call).values_list("pk", flat=True))
    found: dict[str, set[str]] = {}
    for one in rows:
        bidders = found.setdefault(str(one.user), set())
        if one.offer_id in opened:
            bidders.add(one.offer.organisation.name)
    if not found:
        return None
    return {"sides": [Side(name, tuple(sorted(bidders))) for name, bidders in found.items()]}


SIDES = Panel("call-office", "contracting/offers/_both_sides.html", sides, order=3)
