"""What an adviser is written about a draft that an office opens to them, or closes."""

from django.urls import reverse

from contracting.calls.models import CallAdvice
from mkus_portal.act import Act
from mkus_portal.notifications.actions import Until, Whose, close_duty, open_duty, send_letter
from mkus_portal.notifications.messages import MessageKind

ADVISE = "call_advise"
WITHDRAWN = "Urząd cofnął Ci dostęp do szkicu konkursu"
OVER = "Konkurs nie jest już przygotowywany, więc skończył się Twój dostęp do jego szkicu"
ASKED = MessageKind(
    code="call_advice_asked",
    label="Zaproszenie do porady przy konkursie",
    subject="Zaproszenie do porady przy konkursie: {title}",
    template="contracting/calls/letters/advice_asked.txt",
)
ENDED = MessageKind(
    code="call_advice_ended",
    label="Koniec dostępu do szkicu konkursu",
    subject="Koniec dostępu do szkicu konkursu: {title}",
    template="contracting/calls/letters/advice_ended.txt",
)
ADVICE_KINDS = (ASKED, ENDED)


def _words(advice: CallAdvice) -> dict[str, object]:
    call = advice.call
    return {"title": call.title, "office": call.office.name, "until": advice.until}


def ask(act: Act, advice: CallAdvice) -> None:
    """Write to the invited address, with the link."""
    url = reverse("call-advice-invitation", args=(advice.token,))
    send_letter(act, ASKED.code, [advice.email], advice, {**_words(advice), "url": url})


def open_advising(act: Act, advice: CallAdvice) -> None:
    """Lead the adviser to the draft from the desk until the access ends."""
    open_duty(
        act,
        ADVISE,
        advice,
        Whose(user=advice.user_id),
        url=reverse("call-draft", args=(advice.call_id,)),
        sentence=f"Doradzasz przy konkursie: {advice.call}"[:300],
        due=Until(Until.end_of(advice.until).at, lapses=True),
    )


def end_advising(act: Act, advice: CallAdvice, why: str) -> None:
    """End what waits, and write to whoever had the access, with the reason."""
    close_duty(act, ADVISE, advice)
    if advice.user is not None:
        context = {**_words(advice), "why": why, "url": ""}
        send_letter(act, ENDED.code, [advice.user], advice, context)
