"""What an offer's page says of its advisers, and of what changed after they spoke."""

from contracting.offers.advice_permissions import may_see_advisers
from contracting.offers.advice_sides import Helped, helped
from contracting.offers.models import Advice, Offer
from contracting.offers.permissions import may_follow_talk
from mkus_portal.act import Act
from mkus_portal.web.following import Followed, followed
from mkus_portal.web.panels import Panel


def after_advice(act: Act, offer: Offer) -> list[Followed]:
    """Return the advisers' comments with what changed since; also those whose access has ended."""
    advisers = Advice.objects.filter(offer=offer, user__isnull=False)
    return followed(act, offer.draft, advisers.values("user"))


def advising(act: Act, offer: object) -> dict[str, object] | None:
    """Return the advisers for the organisation, one's own access for an adviser; else None."""
    if not isinstance(offer, Offer) or not may_follow_talk(act, offer):
        return None
    comments = after_advice(act, offer)
    standing = [
        one
        for one in offer.advice.standing().select_related("user")
        if one.user is not None and not one.is_over(act.at)
    ]
    helpers = helped(offer.task.call_id) if standing else Helped(frozenset(), frozenset())
    return {
        "offer": offer,
        "is_own": bool(may_see_advisers(act, offer)),
        "advisers": [one.user for one in standing],
        "both": [one.user for one in standing if helpers.includes(one)],
        "mine": offer.advice.taken_by(act).first(),
        "followed": comments,
        "changed": sum(one.is_changed for one in comments),
    }


ADVISING = Panel("offer-detail", "contracting/offers/_advising.html", advising, order=6)
