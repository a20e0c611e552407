"""Who is told and what waits for whom along an offer's way."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from contracting.calls.models import Annulment
from contracting.calls.rules import terms_of
from contracting.offers.models import Offer
from contracting.offers.signing import signing_of
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    absolute,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.web.wording import deadline, exact_instant, in_groups

SIGN = "offer_sign"
RECEIPT = MessageKind(
    code="offer_receipt",
    label="Potwierdzenie złożenia oferty",
    subject="Oferta złożona, numer {number}",
    template="contracting/offers/letters/offer_receipt.txt",
)
TO_SIGN = MessageKind(
    code="offer_to_sign",
    label="Oferta czeka na podpis",
    subject="Oferta czeka na Twój podpis: {title}",
    template="contracting/offers/letters/offer_to_sign.txt",
)
WITHDRAWN = MessageKind(
    code="offer_withdrawn",
    label="Oferta wycofana",
    subject="Oferta wycofana, numer {number}",
    template="contracting/offers/letters/offer_withdrawn.txt",
)
ANNULLED = MessageKind(
    code="offer_call_annulled",
    label="Konkurs unieważniony",
    subject="Konkurs unieważniony: {call}",
    template="contracting/offers/letters/offer_call_annulled.txt",
)
CORRECTED = MessageKind(
    code="offer_corrected",
    label="Oferta uzupełniona",
    subject="Oferta uzupełniona, numer {number}",
    template="contracting/offers/letters/offer_corrected.txt",
)
SIGN_AGAIN = MessageKind(
    code="offer_sign_again",
    label="Podpis pod ofertą przestał obowiązywać",
    subject="Twój podpis już nie obowiązuje: {title}",
    template="contracting/offers/letters/offer_sign_again.txt",
)

KINDS = (RECEIPT, TO_SIGN, SIGN_AGAIN, WITHDRAWN, ANNULLED, CORRECTED)


def term_of(offer: Offer) -> datetime | None:
    """Return until when the offer can be sent: first, or corrected."""
    asked = offer.open_return
    return terms_of(offer.task).deadline_at if asked is None else asked.due_at


def own_people(act: Act, offer: Offer) -> list[User]:
    """Return who is told: those who run and write the organisation's offers, and signatories."""
    people = people_with(
        offer.organisation.scope, act.day, "ngo_admin", "ngo_editor", "ngo_signatory"
    )
    known = {one.pk for one in people}
    signatories = [
        one.user
        for one in offer.organisation.representatives.select_related("user")
        if one.user is not None and one.may_sign_on(act.day) and one.user.pk not in known
    ]
    return people + signatories


def _words(offer: Offer) -> dict[str, object]:
    return {
        "title": str(offer),
        "number": offer.number,
        "call": offer.task.call.title,
        "task": offer.task.title,
        "organisation": offer.organisation.name,
        "url": offer.get_absolute_url(),
    }


def say_sent(act: Act, offer: Offer) -> None:
    """Write the receipt to the organisation's people; nobody has to sign any more."""
    close_duty(act, SIGN, offer)
    words = {
        **_words(offer),
        "sent_at": exact_instant(offer.submitted_at),
        "digest": in_groups(offer.digest),
        "check": absolute(reverse("check")),
    }
    send_letter(act, RECEIPT.code, own_people(act, offer), offer, words)


def say_corrected(act: Act, offer: Offer) -> None:
    """Write the receipt of the corrected offer; nobody has to sign any more."""
    close_duty(act, SIGN, offer)
    words = {
        **_words(offer),
        "sent_at": exact_instant(offer.corrected_at),
        "digest": in_groups(offer.digest),
        "check": absolute(reverse("check")),
    }
    send_letter(act, CORRECTED.code, own_people(act, offer), offer, words)


def say_withdrawn(act: Act, offer: Offer) -> None:
    """Write to the organisation's people."""
    send_letter(act, WITHDRAWN.code, own_people(act, offer), offer, _words(offer))


def say_annulled(act: Act, offer: Offer, annulment: Annulment) -> None:
    """Write to the organisation's people with the ground and the reason; nobody has to sign."""
    close_duty(act, SIGN, offer)
    words = {
        **_words(offer),
        "ground": annulment.get_ground_display(),
        "reason": annulment.reason,
        "is_sent": offer.is_standing,
    }
    send_letter(act, ANNULLED.code, own_people(act, offer), offer, words)


def ask_to_sign_again(act: Act, offer: Offer, people: Sequence[User]) -> None:
    """Tell those whose signatures a change of the content has ended; who made it knows."""
    for person in people:
        _open_signing(act, offer, person, "jeszcze raz: jej treść się zmieniła")
    others = [one for one in people if one.pk != act.user]
    words = {**_words(offer), "url": reverse("offer-send", args=(offer.pk,))}
    send_letter(act, SIGN_AGAIN.code, others, offer, words)


def close_signing(act: Act, offer: Offer) -> None:
    """End the acting person's duty: they have signed."""
    close_duty(act, SIGN, offer, user=act.user)


def _open_signing(act: Act, offer: Offer, person: User, why: str = "") -> None:
    open_duty(
        act,
        SIGN,
        offer,
        Whose(user=person.pk),
        url=reverse("offer-send", args=(offer.pk,)),
        sentence=f"Przeczytaj i podpisz ofertę „{offer}” {why}"[:300].strip(),
        due=Until(term_of(offer), lapses=True),
    )


def ask_to_sign(act: Act, offer: Offer) -> int:
    """Open the duty of every representative with an account who has not signed; count them."""
    people = [one.user for one in signing_of(act, offer).waiting if one.user is not None]
    for person in people:
        _open_signing(act, offer, person)
    until = deadline(term_of(offer))
    words = {**_words(offer), "url": reverse("offer-send", args=(offer.pk,)), "until": until}
    send_letter(act, TO_SIGN.code, people, offer, words)
    return len(people)
