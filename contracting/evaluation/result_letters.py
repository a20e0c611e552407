"""Who is told of the decision, and what waits for whom after it."""

from django.urls import reverse

from contracting.evaluation.letters import of_office
from contracting.evaluation.models import Assessment, AwardDecision, Evaluation, ReasonsRequest
from contracting.evaluation.permissions import ANSWERERS, WRITERS
from contracting.offers.letters import own_people
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import (
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.web.wording import money

PUBLISH = "evaluation_publish"
ANSWER = "award_answer"
NEXT = "reserve_next"
REASONS = "reasons_answer"
State = Assessment.State
RESULT = MessageKind(
    code="offer_result",
    label="Wynik oferty",
    subject="Wynik oferty {number}: {outcome}",
    template="contracting/evaluation/letters/offer_result.txt",
)
TO_PUBLISH = MessageKind(
    code="results_to_publish",
    label="Wyniki do ogłoszenia",
    subject="Wyniki do ogłoszenia: {title}",
    template="contracting/evaluation/letters/results_to_publish.txt",
)
ACCEPTED = MessageKind(
    code="award_accepted",
    label="Oferent przyjął dotację",
    subject="Dotacja przyjęta: {bidder}",
    template="contracting/evaluation/letters/award_accepted.txt",
)
RESIGNED = MessageKind(
    code="award_resigned",
    label="Oferent zrezygnował",
    subject="Rezygnacja: {bidder}",
    template="contracting/evaluation/letters/award_resigned.txt",
)
REASONS_ASKED = MessageKind(
    code="reasons_asked",
    label="Żądanie uzasadnienia",
    subject="Żądanie uzasadnienia: {title}",
    template="contracting/evaluation/letters/reasons_asked.txt",
)
REASONS_GIVEN = MessageKind(
    code="reasons_given",
    label="Uzasadnienie wyboru ofert",
    subject="Uzasadnienie: {title}",
    template="contracting/evaluation/letters/reasons_given.txt",
)
KINDS = (RESULT, TO_PUBLISH, ACCEPTED, RESIGNED, REASONS_ASKED, REASONS_GIVEN)


def _office(evaluation: Evaluation) -> Scope:
    return Scope("office", evaluation.call.office_id)


def ask_for_publication(act: Act, evaluation: Evaluation) -> None:
    """Open the clerks' duty to publish the results at once in the three places."""
    url = reverse("office-call-detail", args=(evaluation.call_id,))
    sentence = f"Ogłoś wyniki konkursu „{evaluation.call.title}” w trzech miejscach"[:300]
    open_duty(act, PUBLISH, evaluation, of_office(evaluation, *WRITERS), url=url, sentence=sentence)
    people = people_with(_office(evaluation), act.day, *WRITERS)
    context = {"title": evaluation.call.title, "url": url}
    send_letter(act, TO_PUBLISH.code, people, evaluation, context)


def close_publication(act: Act, evaluation: Evaluation) -> None:
    """End it: the results stand in all three places."""
    close_duty(act, PUBLISH, evaluation)


def tell_bidders(act: Act, evaluation: Evaluation, decision: AwardDecision) -> None:
    """Write to every bidder whose fate the decision has set, and ask the chosen for an answer."""
    changed = evaluation.assessments.filter(decided_at=decision.decided_at)
    if decision.ordinal == 1:
        changed = evaluation.assessments.all()
    rows = changed.select_related("offer__organisation", "offer__task__call")
    for assessment in rows.defer("offer__content"):
        _tell(act, assessment)


def _tell(act: Act, assessment: Assessment) -> None:
    offer = assessment.offer
    url = reverse("offer-result", args=(offer.pk,))
    context = {
        "number": offer.number,
        "title": str(offer),
        "call": offer.task.call.title,
        "outcome": assessment.get_state_display(),
        "amount": money(assessment.awarded_grant) if assessment.awarded_grant else "",
        "reserve_place": assessment.reserve_place or "",
        "url": url,
    }
    send_letter(act, RESULT.code, own_people(act, offer), assessment, context)
    if assessment.state == State.AWARDED:
        whose = Whose(scope=offer.organisation.scope, roles=ANSWERERS)
        sentence = f"Przyjmij dotację albo zrezygnuj z niej: „{offer}”"[:300]
        open_duty(act, ANSWER, assessment, whose, url=url, sentence=sentence)


def close_answer(act: Act, assessment: Assessment) -> None:
    """End the bidder's duty: it has answered."""
    close_duty(act, ANSWER, assessment)


def _to_office(act: Act, kind: MessageKind, assessment: Assessment, **words: object) -> None:
    evaluation = assessment.evaluation
    people = people_with(_office(evaluation), act.day, *WRITERS)
    context = {
        "bidder": assessment.offer.organisation.name,
        "number": assessment.offer.number,
        "title": evaluation.call.title,
        "url": reverse("evaluation-results", args=(evaluation.pk,)),
        **words,
    }
    send_letter(act, kind.code, people, assessment, context)


def say_accepted(act: Act, assessment: Assessment) -> None:
    """Tell the office."""
    _to_office(act, ACCEPTED, assessment, amount=money(assessment.awarded_grant))


def say_resigned(act: Act, assessment: Assessment, reason: str, *, had_money: bool) -> None:
    """Tell the office; where money came free, the executive body looks at the reserve list."""
    _to_office(act, RESIGNED, assessment, reason=reason)
    evaluation = assessment.evaluation
    waiting = evaluation.assessments.filter(
        state=State.RESERVE, offer__task=assessment.offer.task_id
    )
    first = waiting.select_related("offer").order_by("reserve_place", "pk").first()
    if not had_money or first is None:
        return
    sentence = f"Środki po rezygnacji: rozważ ofertę {first.offer.number} z listy rezerwowej"
    url = reverse("assessment-move-up", args=(first.pk,))
    open_duty(act, NEXT, first, of_office(evaluation, "executive"), url=url, sentence=sentence)


def close_next(act: Act, assessment: Assessment) -> None:
    """End it: the offer has moved up or has resigned."""
    close_duty(act, NEXT, assessment)


def ask_for_reasons(act: Act, demand: ReasonsRequest) -> None:
    """Open the clerks' duty to answer."""
    evaluation = demand.evaluation
    url = reverse("reasons-answer", args=(demand.pk,))
    sentence = f"Odpowiedz na żądanie uzasadnienia: „{evaluation.call.title}”"[:300]
    open_duty(act, REASONS, demand, of_office(evaluation, *WRITERS), url=url, sentence=sentence)
    people = people_with(_office(evaluation), act.day, *WRITERS)
    context = {"title": evaluation.call.title, "text": demand.text, "url": url}
    send_letter(act, REASONS_ASKED.code, people, demand, context)


def say_reasons(act: Act, demand: ReasonsRequest) -> None:
    """Write the reasons to whoever demanded them; the duty is done."""
    close_duty(act, REASONS, demand)
    context = {
        "title": demand.evaluation.call.title,
        "offer": str(demand.offer.number) if demand.offer else "",
        "answer": demand.answer,
        "url": reverse("call-detail", args=(demand.evaluation.call_id,)),
    }
    send_letter(act, REASONS_GIVEN.code, [demand.email], demand, context)
