"""What an adviser is written about an offer that an organisation opens to them, or closes."""

from django.urls import reverse

from contracting.offers.models import Advice
from mkus_portal.act import Act
from mkus_portal.notifications.actions import Until, Whose, close_duty, open_duty, send_letter
from mkus_portal.notifications.messages import MessageKind

ADVISE = "offer_advise"
ASKED = MessageKind(
    code="offer_advice_asked",
    label="Zaproszenie do porady przy ofercie",
    subject="Zaproszenie do porady przy ofercie: {title}",
    template="contracting/offers/letters/advice_asked.txt",
)
ENDED = MessageKind(
    code="offer_advice_ended",
    label="Koniec dostępu do oferty",
    subject="Organizacja cofnęła dostęp do oferty: {title}",
    template="contracting/offers/letters/advice_ended.txt",
)
ADVICE_KINDS = (ASKED, ENDED)


def _words(advice: Advice) -> dict[str, object]:
    offer = advice.offer
    return {
        "title": str(offer),
        "organisation": offer.organisation.name,
        "call": offer.task.call.title,
        "office": offer.office.name,
        "until": advice.until,
    }


def ask(act: Act, advice: Advice) -> None:
    """Write to the invited address, with the link."""
    url = reverse("advice-invitation", args=(advice.token,))
    send_letter(act, ASKED.code, [advice.email], advice, {**_words(advice), "url": url})


def open_advising(act: Act, advice: Advice) -> None:
    """Lead the adviser to the offer from the desk until the access ends."""
    open_duty(
        act,
        ADVISE,
        advice,
        Whose(user=advice.user_id),
        url=advice.offer.get_absolute_url(),
        sentence=f"Doradzasz przy ofercie: {advice.offer}"[:300],
        due=Until(Until.end_of(advice.until).at, lapses=True),
    )


def end_advising(act: Act, advice: Advice) -> None:
    """End what waits, and write to whoever had the access."""
    close_duty(act, ADVISE, advice)
    if advice.user is not None:
        send_letter(act, ENDED.code, [advice.user], advice, {**_words(advice), "url": ""})
