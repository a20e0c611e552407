"""Writing a survey: its basics and its questions, until it is opened."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Max

from contracting.surveys.models import Question, Survey
from contracting.surveys.permissions import may_edit, may_run, may_start
from contracting.surveys.ready import ReadySurvey
from mkus_portal.act import Act, Scope
from mkus_portal.folding import folded
from mkus_portal.locking import hold
from mkus_portal.verdict import insist

COPIED = (
    "run_by",
    "introduction",
    "audience",
    "asked",
    "contact",
    "is_anonymous",
    "smallest_group",
    "privacy_note",
    "has_open_link",
    "remind_days",
)
ASKED = (
    "kind",
    "text",
    "hint",
    "is_required",
    "options",
    "has_other",
    "rows",
    "low",
    "high",
    "low_label",
    "high_label",
    "unit",
)


def _made(act: Act, owner: Scope, fields: dict[str, Any]) -> Survey:
    survey = Survey(
        owner_kind=owner.kind,
        owner_id=owner.id or 0,
        open_token=secrets.token_urlsafe(16),
        created_at=act.at,
        title_folded=folded(fields["title"]),
        **fields,
    )
    survey.full_clean()
    survey.save()
    return survey


@transaction.atomic
def start_survey(
    act: Act, owner: Scope, run_by: str, title: str, audience: str, ready: ReadySurvey | None = None
) -> Survey:
    """Make a draft, empty or from a ready one. Raises Refused, ValidationError."""
    insist(may_start(act, owner))
    fields: dict[str, Any] = {"run_by": run_by, "title": title, "audience": audience}
    if ready is not None:
        fields |= {"introduction": ready.introduction, "asked": ready.asked}
    survey = _made(act, owner, fields)
    for number, question in enumerate(ready.questions if ready else (), 1):
        Question.objects.create(survey=survey, position=number, **question)
    return survey


@transaction.atomic
def copy_survey(act: Act, survey: Survey, title: str, *, as_wave: bool = False) -> Survey:
    """Make a draft with the survey's questions and words; without its days, links and answers.

    A wave remembers the survey that it follows, so that both can be compared.
    """
    insist(may_run(act, survey))
    fields = {name: getattr(survey, name) for name in COPIED}
    made = _made(
        act, survey.owner, {**fields, "title": title, "follows": survey if as_wave else None}
    )
    for question in survey.questions.all():
        said = {name: getattr(question, name) for name in ASKED}
        Question.objects.create(survey=made, position=question.position, **said)
    return made


def _held(act: Act, survey: Survey) -> None:
    hold(survey)
    insist(may_edit(act, survey))


@transaction.atomic
def edit_survey(act: Act, survey: Survey, based_on: int | None = None, **fields: Any) -> None:
    """Save the basics. Raises Refused once it is opened, Overtaken after another's save."""
    _held(act, survey)
    survey.step(based_on)
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.title_folded = folded(survey.title)
    survey.full_clean()
    survey.save()


@transaction.atomic
def add_question(act: Act, survey: Survey, kind: str, **fields: Any) -> Question:
    """Add a question at the end. Raises Refused, ValidationError."""
    _held(act, survey)
    last: int = survey.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(survey=survey, kind=kind, position=last + 1, **fields)
    question.full_clean()
    question.save()
    return question


@transaction.atomic
def edit_question(act: Act, question: Question, based_on: int | None = None, **fields: Any) -> None:
    """Save a question. Raises Refused once the survey is opened, Overtaken, ValidationError."""
    _held(act, question.survey)
    hold(question)
    question.step(based_on)
    for name, value in fields.items():
        setattr(question, name, value)
    question.full_clean()
    question.save()


@transaction.atomic
def move_question(act: Act, question: Question, *, up: bool) -> None:
    """Change places with the question above or below; at the edge nothing moves."""
    _held(act, question.survey)
    rows = list(question.survey.questions.all())
    here = rows.index(question)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for number, row in enumerate(rows, 1):
        Question.objects.filter(pk=row.pk).update(position=number)


@transaction.atomic
def remove_question(act: Act, question: Question) -> None:
    """Take a question out of a draft."""
    _held(act, question.survey)
    question.delete()
