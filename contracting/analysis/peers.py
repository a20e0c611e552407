"""Reading what others share: answers to the same question, those of the same type first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from contracting.analysis.form import FORM_CODE
from contracting.analysis.method import Question
from contracting.analysis.models import Analysis, AnswerSource, SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import items_shared, shape_of
from contracting.analysis.sharing import parts_shared
from contracting.analysis.sheets import Part
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft

FIRST_FEW = 5


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """Somebody's shared answer as a page shows it; `is_own` is of the reader's own office."""

    answer: SharedAnswer
    parts: tuple[Part, ...]
    is_own: bool


def answers_to(act: Act, analysis: Analysis, question: Question) -> QuerySet[SharedAnswer]:
    """Return the shared answers to a question of the same layout, the same type first."""
    same = When(shared__commissioning_type=analysis.commissioning_type, then=Value(0))
    return (
        SharedAnswer.objects.visible_to(act)
        .filter(question=question.code, shape=shape_of(question))
        .select_related("shared__office")
        .annotate(rank=Case(same, default=Value(1), output_field=IntegerField()))
        .order_by("rank", "-shared__shared_at", "pk")
    )


def counts_for(act: Act, questions: Iterable[Question]) -> dict[str, int]:
    """Return how many shared answers each question has; one query, and one for a Key."""
    shapes = {one.code: shape_of(one) for one in questions if items_shared(one)}
    found = (
        SharedAnswer.objects.visible_to(act)
        .filter(question__in=shapes)
        .order_by()
        .values_list("question", "shape")
        .annotate(count=Count("pk"))
    )
    return {code: count for code, shape, count in found if shapes[code] == shape}


def is_own(act: Act, shared: SharedAnalysis) -> bool:
    """Whether the reader's own office shares it."""
    return act.acts_for("office", shared.office_id)


def peer_answers(act: Act, answers: Iterable[SharedAnswer]) -> list[PeerAnswer]:
    """Return answers with their parts; no query."""
    return [PeerAnswer(one, parts_shared(one), is_own(act, one.shared)) for one in answers]


def history_sources(act: Act, shown: object) -> dict[str, Any] | None:
    """Return where the texts of a place came from, for the page of its history."""
    draft, place = shown if isinstance(shown, tuple) else (None, "")
    if not isinstance(draft, Draft) or draft.form_code != FORM_CODE:
        return None
    question = str(place).partition(":")[0].partition(".")[0]
    sources = AnswerSource.objects.filter(analysis__draft=draft, question=question)
    found = list(sources.select_related("copied_by", "removed_by"))
    return {"sources": found} if found else None
