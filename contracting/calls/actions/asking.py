"""Questions before the deadline and their answers, published without the asker's name."""

from django.db import transaction

from contracting.calls import letters
from contracting.calls.models import Call, PublicVersion, Question
from contracting.calls.permissions import may_answer, may_ask
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused


@transaction.atomic
def ask_question(act: Act, call: Call, text: str) -> Question:
    """Ask as a signed-in person, until the last deadline of the call."""
    insist(may_ask(act, call))
    if act.user is None or not text.strip():
        insist(refused("Wpisz pytanie."))
    question = Question(call=call, text=text.strip(), asked_at=act.at)
    question.asked_by_id = act.user or 0
    question.save()
    letters.ask_for_answer(act, question)
    return question


@transaction.atomic
def answer_question(act: Act, question: Question, answer: str) -> Question:
    """Answer; the answer is public at once and the asker gets a letter."""
    hold(question)
    insist(may_answer(act, question))
    if not answer.strip():
        insist(refused("Wpisz odpowiedź."))
    question.answer = answer.strip()
    question.answered_at = act.at
    question.answered_by_id = act.user
    question.save()
    PublicVersion.objects.grow()
    letters.say_answered(act, question)
    return question
