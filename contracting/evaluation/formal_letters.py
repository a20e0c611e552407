"""Who is told of a call for correction and of the corrected offer, and what waits for whom."""

from django.urls import reverse

from contracting.calls.models import Annulment
from contracting.evaluation.letters import of_office
from contracting.evaluation.models import Assessment, Correction
from contracting.evaluation.permissions import WRITERS
from contracting.offers.letters import own_people
from contracting.offers.models import Offer
from contracting.offers.permissions import WRITERS as OFFER_WRITERS
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.web.wording import deadline

CORRECT = "offer_correct"
CHECK_CORRECTED = "evaluation_corrected"
TO_CORRECT = MessageKind(
    code="evaluation_to_correct",
    label="Wezwanie do uzupełnienia oferty",
    subject="Wezwanie do uzupełnienia oferty {number}, termin: {until}",
    template="contracting/evaluation/letters/to_correct.txt",
)
EXTENDED = MessageKind(
    code="evaluation_extended",
    label="Przedłużony termin uzupełnienia oferty",
    subject="Nowy termin uzupełnienia oferty {number}: {until}",
    template="contracting/evaluation/letters/extended.txt",
)
CORRECTED = MessageKind(
    code="evaluation_corrected",
    label="Oferta uzupełniona, do ponownej oceny",
    subject="Uzupełniono ofertę {number}",
    template="contracting/evaluation/letters/corrected.txt",
)
KINDS = (TO_CORRECT, EXTENDED, CORRECTED)


def _words(correction: Correction) -> dict[str, object]:
    offer = correction.assessment.offer
    return {
        "title": str(offer),
        "number": offer.number,
        "call": offer.task.call.title,
        "office": offer.office.executive_title,
        "until": deadline(correction.due_at),
        "sections": sorted(correction.sections.items()),
        "letter": correction.letter,
        "url": offer.get_absolute_url(),
    }


def _open_correction(act: Act, correction: Correction) -> None:
    """Open the duty of the organisation's writers; it lapses with the term."""
    offer = correction.assessment.offer
    open_duty(
        act,
        CORRECT,
        offer,
        Whose(scope=offer.organisation.scope, roles=OFFER_WRITERS),
        url=offer.get_absolute_url(),
        sentence=f"Uzupełnij ofertę „{offer}” na wezwanie urzędu"[:300],
        due=Until(correction.due_at, lapses=True),
    )


def ask_to_correct(act: Act, correction: Correction) -> None:
    """Write to the organisation's people and open their duty."""
    _open_correction(act, correction)
    offer = correction.assessment.offer
    send_letter(act, TO_CORRECT.code, own_people(act, offer), offer, _words(correction))


def say_extended(act: Act, correction: Correction, why: str) -> None:
    """Write of the new term and renew the duty."""
    _open_correction(act, correction)
    offer = correction.assessment.offer
    words = {**_words(correction), "why": why}
    send_letter(act, EXTENDED.code, own_people(act, offer), offer, words)


def close_correction(act: Act, offer: Offer) -> None:
    """Nothing is asked of the organisation any more."""
    close_duty(act, CORRECT, offer)


def say_corrected(act: Act, assessment: Assessment) -> None:
    """Write to the office's clerks that the offer waits for another check."""
    offer, evaluation = assessment.offer, assessment.evaluation
    close_correction(act, offer)
    url = reverse("formal-sheet", args=(assessment.pk,))
    whose = of_office(evaluation, *WRITERS)
    sentence = f"Oceń ponownie uzupełnioną ofertę {offer.number} w „{evaluation.call.title}”"[:300]
    open_duty(act, CHECK_CORRECTED, assessment, whose, url=url, sentence=sentence)
    words = {
        "number": offer.number,
        "bidder": offer.organisation.name,
        "call": evaluation.call.title,
        "url": url,
    }
    office = Scope("office", evaluation.call.office_id)
    people = people_with(office, act.day, *WRITERS)
    send_letter(act, CORRECTED.code, people, assessment, words)


def close_check(act: Act, assessment: Assessment) -> None:
    """End the duty to check a corrected offer: it has its result."""
    close_duty(act, CHECK_CORRECTED, assessment)


def annulled(act: Act, annulment: Annulment) -> None:
    """End what waited in a call that is annulled: nobody corrects or checks any more."""
    rows = Assessment.objects.filter(evaluation__call=annulment.call_id).select_related("offer")
    for assessment in rows:
        close_correction(act, assessment.offer)
        close_check(act, assessment)
