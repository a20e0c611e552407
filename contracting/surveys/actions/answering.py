"""Taking an answer: a link once, a form once."""

import hashlib
from typing import Any

from django.db import transaction

from contracting.surveys.models import Answer, Link, Survey
from mkus_portal.act import Act
from mkus_portal.verdict import insist, refused

OVER = "Badanie nie przyjmuje już odpowiedzi. To, co wpisano, nie zostało wysłane."


class AlreadyAnswered(Exception):  # noqa: N818 - an answer to a second press, not an error
    """The link is used, or this very form was sent already."""


@transaction.atomic
def submit(
    act: Act, survey: Survey, given: dict[str, Any], *, link: Link | None = None, form_key: str = ""
) -> None:
    """Keep one answer; `given` as `AnswerForm.given` makes it.

    Of an anonymous survey the link and the answer are written apart: the answer's row names no
    link and no time but the day. Order: state, link used by a conditional UPDATE, answer.

    Raises Refused outside of its days, AlreadyAnswered for a used link or a form sent twice.
    """
    current = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if not current.takes_answers_on(act.day):
        insist(refused(OVER))
    if link is not None and not Link.objects.filter(pk=link.pk, is_used=False).update(is_used=True):
        raise AlreadyAnswered
    key = hashlib.sha256(form_key.encode()).hexdigest() if form_key and link is None else ""
    if key and Answer.objects.filter(survey=survey, form_key=key).exists():
        raise AlreadyAnswered
    Answer.objects.create(
        survey=survey,
        link=None if survey.is_anonymous else link,
        group=link.group if link else "",
        day=act.day,
        given=given,
        form_key=key,
    )
