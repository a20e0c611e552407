"""What the offers of a call say when it is to be annulled."""

from contracting.calls.models import Annulment, Call
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def no_offer_stands(act: Act, call: Call, ground: str) -> Verdict:
    """Refuse the ground "no offers" while one stands (art. 18a ust. 1 pkt 1 UDPPiW)."""
    if ground != Annulment.Ground.NO_OFFERS:
        return ALLOWED
    standing = Offer.objects.filter(task__call=call, state=Offer.State.SUBMITTED).count()
    if not standing:
        return ALLOWED
    offers = plural(standing, "oferta", "oferty", "ofert")
    verb = plural(standing, "wpłynęła", "wpłynęły", "wpłynęło")
    return refused(
        f"W tym konkursie {verb} {standing} {offers}. Wybierz inną podstawę unieważnienia."
    )
