"""What the offers of a call say when it is to be annulled, and what becomes of them."""

from contracting.calls.models import Annulment, Call
from contracting.offers import letters
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def no_offer_stands(act: Act, call: Call, ground: str) -> Verdict:
    """Refuse the ground "no offers" while one stands (art. 18a ust. 1 pkt 1 UDPPiW)."""
    if ground != Annulment.Ground.NO_OFFERS:
        return ALLOWED
    standing = Offer.objects.filter(task__call=call, state__in=Offer.STANDING).count()
    if not standing:
        return ALLOWED
    offers = plural(standing, "oferta", "oferty", "ofert")
    verb = plural(standing, "wpłynęła", "wpłynęły", "wpłynęło")
    return refused(
        f"W tym konkursie {verb} {standing} {offers}. Wybierz inną podstawę unieważnienia."
    )


def tell_bidders(act: Act, annulment: Annulment) -> None:
    """Write to all who wrote or sent an offer; no signature is waited for any more."""
    offers = Offer.objects.filter(task__call=annulment.call_id).exclude(state=Offer.State.WITHDRAWN)
    for offer in offers.select_related("task__call__office", "organisation"):
        letters.say_annulled(act, offer, annulment)
