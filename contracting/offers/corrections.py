"""What later rooms do when an offer that they returned has been corrected."""

from collections.abc import Callable

from contracting.offers.models import Offer
from mkus_portal.act import Act

Sequel = Callable[[Act, Offer], None]
_sequels: list[Sequel] = []


def register_sequel(sequel: Sequel) -> None:
    """Let a later room act on a correction, in its transaction; called from its `apps.py`."""
    _sequels.append(sequel)


def tell_later_rooms(act: Act, offer: Offer) -> None:
    """Let every later room do what follows for its own rows. Raises Refused as they do."""
    for sequel in _sequels:
        sequel(act, offer)
