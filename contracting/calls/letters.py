"""Who is told and what waits for whom along a call's way."""

from django.urls import reverse

from contracting.calls.models import Call, Question
from contracting.calls.permissions import WRITERS
from contracting.calls.rules import last_deadline
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

APPROVE = "call_approve"
IMPROVE = "call_improve"
PUBLISH = "call_publish"
PUBLISH_ANNULMENT = "call_publish_annulment"
ANSWER = "call_answer"
RETURNED = MessageKind(
    code="call_returned",
    label="Konkurs wrócił do poprawy",
    subject="Konkurs do poprawy: {title}",
    template="contracting/calls/letters/call_returned.txt",
)
TO_APPROVE = MessageKind(
    code="call_to_approve",
    label="Konkurs czeka na zatwierdzenie",
    subject="Do zatwierdzenia: {title}",
    template="contracting/calls/letters/call_to_approve.txt",
)
APPROVED = MessageKind(
    code="call_approved",
    label="Konkurs zatwierdzony",
    subject="Zatwierdzony konkurs do publikacji: {title}",
    template="contracting/calls/letters/call_approved.txt",
)
ANNULLED = MessageKind(
    code="call_annulled",
    label="Konkurs unieważniony",
    subject="Unieważnienie do publikacji: {title}",
    template="contracting/calls/letters/call_annulled.txt",
)
ASKED = MessageKind(
    code="call_question_asked",
    label="Pytanie o konkurs",
    subject="Pytanie o konkurs: {title}",
    template="contracting/calls/letters/question_asked.txt",
)
KINDS = (RETURNED, TO_APPROVE, APPROVED, ANNULLED, ASKED)
ANSWERED = MessageKind(
    code="call_question_answered",
    label="Odpowiedź na pytanie o konkurs",
    subject="Odpowiedź na pytanie: {title}",
    template="contracting/calls/letters/question_answered.txt",
)


def _office_people(call: Call, *roles: str) -> Whose:
    return Whose(scope=Scope("office", call.office_id), roles=roles)


def _address(call: Call) -> str:
    return reverse("office-call-detail", args=(call.pk,))


def _write(act: Act, kind: MessageKind, call: Call, *roles: str) -> None:
    """Write to the office's people in the roles."""
    people = people_with(Scope("office", call.office_id), act.day, *roles)
    send_letter(act, kind.code, people, call, {"title": call.title, "url": _address(call)})


def ask_for_approval(act: Act, call: Call) -> None:
    """Open the executive body's duty; the clerk's duty to improve is done."""
    close_duty(act, IMPROVE, call)
    sentence = f"Zatwierdź ogłoszenie konkursu „{call.title}”"[:300]
    whose = _office_people(call, "executive")
    open_duty(act, APPROVE, call, whose, url=_address(call), sentence=sentence)
    _write(act, TO_APPROVE, call, "executive")


def say_returned(act: Act, call: Call, reason: str) -> None:
    """Write to those who prepare the office's calls, and leave them the draft."""
    close_all(act, call)
    sentence = f"Popraw konkurs „{call.title}”"[:300]
    whose = _office_people(call, *WRITERS)
    open_duty(act, IMPROVE, call, whose, url=_address(call), sentence=sentence)
    people = people_with(Scope("office", call.office_id), act.day, *WRITERS)
    context = {"title": call.title, "reason": reason, "url": _address(call)}
    send_letter(act, RETURNED.code, people, call, context)


def ask_for_publication(act: Act, call: Call) -> None:
    """Open the clerk's duty to publish in the three places."""
    close_duty(act, APPROVE, call)
    sentence = f"Opublikuj konkurs „{call.title}” w trzech miejscach i wpisz publikacje"[:300]
    whose = _office_people(call, *WRITERS)
    open_duty(act, PUBLISH, call, whose, url=_address(call), sentence=sentence)
    _write(act, APPROVED, call, *WRITERS)


def close_publication(act: Act, call: Call) -> None:
    """End the duty: the announcement stands in all three places."""
    close_duty(act, PUBLISH, call)


def ask_for_annulment_publication(act: Act, call: Call) -> None:
    """Open the clerk's duty to publish the annulment (art. 18a ust. 2 UDPPiW)."""
    sentence = f"Ogłoś unieważnienie konkursu „{call.title}” w trzech miejscach"[:300]
    whose = _office_people(call, *WRITERS)
    open_duty(act, PUBLISH_ANNULMENT, call, whose, url=_address(call), sentence=sentence)
    _write(act, ANNULLED, call, *WRITERS)


def close_annulment_publication(act: Act, call: Call) -> None:
    """End the duty: the annulment stands in all three places."""
    close_duty(act, PUBLISH_ANNULMENT, call)


def close_all(act: Act, call: Call) -> None:
    """End every duty on the way to publication."""
    for kind in (APPROVE, IMPROVE, PUBLISH):
        close_duty(act, kind, call)


def ask_for_answer(act: Act, question: Question) -> None:
    """Open the clerk's duty to answer before the deadline."""
    call = question.call
    sentence = f"Odpowiedz na pytanie o konkurs „{call.title}”"[:300]
    url = reverse("office-question-answer", args=(question.pk,))
    whose = _office_people(call, *WRITERS)
    due = Until(last_deadline(call))
    open_duty(act, ANSWER, question, whose, url=url, sentence=sentence, due=due)
    people = people_with(Scope("office", call.office_id), act.day, *WRITERS)
    context = {"title": call.title, "question": question.text, "url": url}
    send_letter(act, ASKED.code, people, question, context)


def say_answered(act: Act, question: Question) -> None:
    """Write to the asker; the duty is done."""
    close_duty(act, ANSWER, question)
    call = question.call
    context = {
        "title": call.title,
        "question": question.text,
        "answer": question.answer,
        "url": reverse("call-detail", args=(call.pk,)),
    }
    send_letter(act, ANSWERED.code, [question.asked_by], question, context)
