"""Whose signatures an offer has and whose it still needs."""

from dataclasses import dataclass

from contracting.offers.content import content_of, digest_of
from contracting.offers.models import Offer, OfferSignature
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import Verdict
from ngos.models import Representative
from ngos.rules import may_be_signed_by


@dataclass(frozen=True, slots=True)
class Signing:
    """Signatures under the content as it is now, and whether they are enough."""

    signatures: list[OfferSignature]
    verdict: Verdict
    waiting: list[Representative]


def signatures_of(offer: Offer, digest: str) -> list[OfferSignature]:
    """Return the signatures under the content of the digest."""
    return list(offer.signatures.filter(digest=digest).select_related("representative"))


def signing_of(act: Act, offer: Offer) -> Signing:
    """Return who has signed, whether that is enough on the day, and who else could.

    A correction is signed anew: signatures given before the office asked for it do not count.
    """
    signatures = signatures_of(offer, digest_of(content_of(offer)))
    asked = offer.open_return
    if asked is not None:
        signatures = [one for one in signatures if one.signed_at >= asked.returned_at]
    people = [one.representative for one in signatures]
    entitled = [one for one in offer.organisation.representatives.all() if one.may_sign_on(act.day)]
    return Signing(
        signatures,
        may_be_signed_by(offer.organisation, people, act.day),
        [one for one in entitled if one not in people],
    )


def signed_verdict(act: Act, offer: Offer) -> Verdict:
    """Whether those who signed may together make the offer on the day (law.md 7.4)."""
    return signing_of(act, offer).verdict
