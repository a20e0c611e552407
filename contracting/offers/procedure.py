"""The moves of an offer."""

from contracting.offers.completeness import gaps_of
from contracting.offers.content import content_of, digest_of
from contracting.offers.models import Offer
from contracting.offers.permissions import (
    in_time_to_correct,
    is_open,
    may_return,
    may_send,
    may_withdraw,
)
from contracting.offers.signing import signed_verdict
from mkus_portal.act import Act
from mkus_portal.web.wording import plural
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def before_deadline(act: Act, offer: Offer) -> Verdict:
    """Allow while the call is open at the instant of arrival."""
    return is_open(act, offer.task)


def complete(act: Act, offer: Offer) -> Verdict:
    """Allow when nothing is missing and the sums agree (R09, R10)."""
    missing = len(gaps_of(offer))
    if not missing:
        return ALLOWED
    noun = plural(missing, "miejsce", "miejsca", "miejsc")
    return refused(f"Do uzupełnienia: {missing} {noun}. Lista braków prowadzi do każdego z nich.")


def signed(act: Act, offer: Offer) -> Verdict:
    """Allow when those who may represent the organisation have signed this content."""
    return signed_verdict(act, offer)


def within_offers_limit(act: Act, offer: Offer) -> Verdict:
    """Allow until the organisation has used up its number of offers for the task or in the call."""
    task, call = offer.task, offer.task.call
    sent = Offer.objects.filter(
        task__call=call, organisation=offer.organisation_id, state__in=Offer.STANDING
    )
    for offers, limit, where in (
        (sent.filter(task=task), task.max_offers_per_organisation, "na to zadanie"),
        (sent, call.max_offers_per_organisation, "w tym konkursie"),
    ):
        if limit is not None and offers.count() >= limit:
            noun = plural(limit, "ofertę", "oferty", "ofert")
            return refused(f"Organizacja może złożyć {where} najwyżej {limit} {noun}.")
    return ALLOWED


BEFORE_SIGNATURES = (before_deadline, complete, within_offers_limit)


def something_corrected(act: Act, offer: Offer) -> Verdict:
    """Ask that the content differs from the one that was sent before."""
    if digest_of(content_of(offer)) != offer.digest:
        return ALLOWED
    return refused("We wskazanych częściach niczego jeszcze nie zmieniono.")


BEFORE_CORRECTION = (in_time_to_correct, something_corrected, complete)


def ready_to_sign(act: Act, offer: Offer) -> Verdict:
    """Allow what sending asks for, the signatures aside: state, permission, conditions."""
    if not offer.is_written:
        return refused("Ta oferta jest już złożona albo wycofana.")
    is_draft = offer.state == Offer.State.DRAFT
    for rule in (may_send, *(BEFORE_SIGNATURES if is_draft else BEFORE_CORRECTION)):
        verdict = rule(act, offer)
        if not verdict:
            return verdict
    return ALLOWED


OFFER = Procedure(
    name="Oferta",
    model=Offer,
    moves=(
        Move(
            "submit",
            ("draft",),
            "submitted",
            "Złóż ofertę",
            may_send,
            (*BEFORE_SIGNATURES, signed),
            grave=True,
        ),
        Move(
            "withdraw",
            ("submitted",),
            "withdrawn",
            "Wycofaj ofertę",
            may_withdraw,
            (before_deadline,),
            question="Wycofać ofertę? Do końca terminu możesz złożyć nową.",
            grave=True,
        ),
        Move(
            "return",
            ("submitted", "corrected"),
            "returned",
            "Zwróć ofertę do uzupełnienia",
            may_return,
        ),
        Move(
            "correct",
            ("returned",),
            "corrected",
            "Złóż uzupełnioną ofertę",
            may_send,
            (*BEFORE_CORRECTION, signed),
            grave=True,
        ),
    ),
)
