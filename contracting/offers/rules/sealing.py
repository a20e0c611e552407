"""Until when an offer is sealed from the office."""

from datetime import datetime

from contracting.calls.rules import terms_of
from contracting.offers.models import Offer


def is_sealed(offer: Offer, at: datetime) -> bool:
    """Whether the office may not know the bidder yet: until the task's deadline has passed.

    A draft and a withdrawn offer stay sealed for ever. Needs `offer.task.call` at hand.
    """
    closes_at = terms_of(offer.task).deadline_at
    return offer.state != Offer.State.SUBMITTED or closes_at is None or at <= closes_at
