"""The answers as a long form: its rows in drafting, its places, what a save shows anew."""

from typing import Any

from django.template.loader import render_to_string

from advisory.expertises.actions import follow_save
from advisory.expertises.actions.ordering import FORM_CODE
from advisory.expertises.models import Expertise, ExpertiseQuestion
from advisory.expertises.permissions import may_answer, may_read_answers
from advisory.expertises.rules import answered
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.registry import DraftKind, Table

ANSWERS = "answers"
TABLES = {ANSWERS: Table(ANSWERS, ("answer",), ExpertiseQuestion)}


def label(draft: Draft, place: str) -> str:
    """Return the question of a place in words."""
    row = place.split(":")[1:2]
    if not row or not row[0].isdecimal():
        return "Odpowiedzi"
    found = ExpertiseQuestion.objects.filter(draft=draft, pk=row[0]).first()
    return f"Odpowiedź na pytanie {found.position}" if found else place


def progress_of(expertise: Expertise) -> dict[str, Any]:
    """Return how many questions are answered."""
    answers = list(expertise.questions.values_list("answer", flat=True))
    return {"done": answered(answers), "whole": len(answers)}


def live(act: Act, expertise: Expertise) -> dict[str, str]:
    """Return the piece of the page that a save renews."""
    piece = render_to_string("advisory/expertises/_answer_progress.html", progress_of(expertise))
    return {"answer-progress": piece}


DRAFT_KIND = DraftKind(
    code=FORM_CODE,
    may_read=may_read_answers,
    may_write=may_answer,
    fields=lambda draft: frozenset(),
    tables=TABLES,
    after_save=follow_save,
    live=live,
    label=label,
)
