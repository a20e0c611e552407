"""The conditions of a call's formal check, and what the portal finds on them itself."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import F

from contracting.evaluation.formal_facts import WITH_OFFER, facts_of, sent_counts
from contracting.evaluation.formal_permissions import may_change_conditions
from contracting.evaluation.models import Assessment, Evaluation, FormalAnswer, FormalCondition
from contracting.evaluation.rules.formal import AUTOMATIC, BY_CLERK, Facts, finding_on
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.verdict import insist

FOUND = ("found", "found_note", "answer", "note", "answered_at", "answered_by")


def prepare(act: Act, evaluation: Evaluation) -> None:
    """Write the conditions of a new evaluation and check what the portal can.

    They are those of the office's last evaluation; in its first one, the portal's own proposal.
    """
    earlier = Evaluation.objects.filter(call__office=evaluation.call.office_id)
    last = earlier.exclude(pk=evaluation.pk).order_by("-started_at", "-pk").first()
    known = list(last.conditions.all()) if last else []
    rows = [
        FormalCondition(
            text=one.text,
            is_correctable=one.is_correctable,
            applies_to=one.applies_to,
            automatic=one.automatic,
        )
        for one in known or proposal()
    ]
    for position, row in enumerate(rows, 1):
        row.evaluation, row.position = evaluation, position
    FormalCondition.objects.bulk_create(rows)
    check_automatically(act, evaluation)


def proposal() -> list[FormalCondition]:
    """Return the conditions that the portal proposes: its own checks, then those of a person."""
    own = [
        FormalCondition(
            text=check.text,
            is_correctable=check.is_correctable,
            applies_to=check.applies_to,
            automatic=code,
        )
        for code, check in AUTOMATIC.items()
    ]
    asked = [
        FormalCondition(text=text, is_correctable=correctable, applies_to=applies_to)
        for text, correctable, applies_to in BY_CLERK
    ]
    return own + asked


def check_automatically(
    act: Act, evaluation: Evaluation, assessments: Iterable[Assessment] | None = None
) -> None:
    """Write what the portal finds on the offers; what a clerk has answered otherwise stays."""
    conditions = list(evaluation.conditions.all())
    counts = sent_counts(evaluation.call)
    all_of_them = evaluation.assessments.select_related(*WITH_OFFER).prefetch_related("answers")
    written = [
        answer
        for assessment in (all_of_them if assessments is None else assessments)
        for answer in _found_on(act, assessment, conditions, facts_of(assessment.offer, counts))
    ]
    FormalAnswer.objects.bulk_create(one for one in written if one._state.adding)  # noqa: SLF001 - Django's own
    FormalAnswer.objects.bulk_update([one for one in written if not one._state.adding], FOUND)  # noqa: SLF001 - as above


def _found_on(
    act: Act, assessment: Assessment, conditions: Iterable[FormalCondition], facts: Facts
) -> Iterator[FormalAnswer]:
    kept = {one.condition_id: one for one in assessment.answers.all()}
    for condition in conditions:
        found = finding_on(condition, facts)
        if found is None:
            continue
        answer = kept.get(condition.pk) or FormalAnswer(
            assessment=assessment, condition=condition, is_automatic=True
        )
        answer.found, answer.found_note = found.answer, found.note
        if answer.is_automatic:
            answer.answer, answer.note = found.answer, found.note
            answer.answered_at, answer.answered_by = act.at, None
        yield answer


@transaction.atomic
def add_condition(
    act: Act,
    evaluation: Evaluation,
    *,
    text: str,
    is_correctable: bool,
    applies_to: str,
    automatic: str = "",
) -> FormalCondition:
    """Add a condition at the end. Raises Refused."""
    hold(evaluation)
    insist(may_change_conditions(act, evaluation))
    condition = FormalCondition(
        evaluation=evaluation,
        position=evaluation.conditions.count() + 1,
        text=text,
        is_correctable=is_correctable,
        applies_to=applies_to,
        automatic=automatic if automatic in AUTOMATIC else "",
    )
    condition.full_clean()
    condition.save()
    check_automatically(act, evaluation)
    return condition


@transaction.atomic
def change_condition(
    act: Act,
    condition: FormalCondition,
    based_on: int | None = None,
    *,
    text: str,
    is_correctable: bool,
    applies_to: str,
) -> FormalCondition:
    """Change a condition; answers given to other words are taken away.

    Raises Refused, Overtaken.
    """
    hold(condition.evaluation)
    insist(may_change_conditions(act, condition.evaluation))
    condition.refresh_from_db()
    condition.step(based_on)
    if (condition.text, condition.applies_to) != (text, applies_to):
        condition.answers.all().delete()
    condition.text, condition.is_correctable, condition.applies_to = (
        text,
        is_correctable,
        applies_to,
    )
    condition.full_clean()
    condition.save()
    check_automatically(act, condition.evaluation)
    return condition


@transaction.atomic
def remove_condition(act: Act, condition: FormalCondition) -> None:
    """Take a condition out with its answers. Raises Refused."""
    hold(condition.evaluation)
    insist(may_change_conditions(act, condition.evaluation))
    condition.answers.all().delete()
    following = condition.evaluation.conditions.filter(position__gt=condition.position)
    following.update(position=F("position") - 1)
    condition.delete()


@transaction.atomic
def move_condition(act: Act, condition: FormalCondition, *, up: bool) -> None:
    """Change a condition's place with its neighbour's. Raises Refused."""
    hold(condition.evaluation)
    insist(may_change_conditions(act, condition.evaluation))
    rows = list(condition.evaluation.conditions.all())
    index = next((at for at, one in enumerate(rows) if one.pk == condition.pk), None)
    if index is None:
        return
    other = index - 1 if up else index + 1
    if not 0 <= other < len(rows):
        return
    rows[index], rows[other] = rows[other], rows[index]
    for position, row in enumerate(rows, 1):
        FormalCondition.objects.filter(pk=row.pk).update(position=position)
