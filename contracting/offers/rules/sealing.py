"""Until when an offer is sealed from the office."""

from datetime import datetime

from contracting.calls.models import Call
from contracting.calls.rules import terms_of
from contracting.offers.models import Offer


def is_sealed(offer: Offer, at: datetime) -> bool:
    """Whether the office may not know the bidder yet: until the task's deadline has passed.

    A draft, a withdrawn offer and one whose call was annulled before the deadline stay sealed for
    ever. Needs `offer.task.call` at hand, with its annulment when it has one.
    """
    call, closes_at = offer.task.call, terms_of(offer.task).deadline_at
    if not offer.is_standing or closes_at is None or at <= closes_at:
        return True
    return call.state == Call.State.ANNULLED and call.annulment.annulled_at <= closes_at
