"""Preparing a public copy of an analysis, changing it, sharing it, withdrawing it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.analysis.content import filled
from contracting.analysis.form import fault
from contracting.analysis.method import Column, Item
from contracting.analysis.models import Analysis, SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import (
    Content,
    content_of,
    items_shared,
    shape_of,
    without_empty_rows,
)
from contracting.analysis.sharing import answers_of, question_of
from contracting.analysis.sharing_permissions import may_edit_copy, may_prepare
from contracting.analysis.sharing_procedure import REOPEN, SHARE, WITHDRAW
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist, perform

PEOPLE = "person"
EMPTY = "Ta odpowiedź jest pusta. Najpierw coś w niej napisz."


@transaction.atomic
def prepare_sharing(act: Act, analysis: Analysis) -> SharedAnalysis:
    """Make the public copy of a closed analysis, which nobody else sees yet.

    A list of people is left out from the start. Raises MoveRefused, Overtaken when there is one.
    """
    hold(analysis)
    insist(may_prepare(act, analysis))
    if SharedAnalysis.objects.filter(analysis=analysis).exists():
        raise Overtaken
    shared = SharedAnalysis.objects.create(
        analysis=analysis,
        office=analysis.office,
        title=analysis.title,
        task_name=analysis.task_name,
        commissioning_type=analysis.commissioning_type,
        method_version=analysis.method_version,
        prepared_at=act.at,
        prepared_by_id=act.user,
    )
    found = filled(analysis)
    for position, (_, question) in enumerate(answers_of(analysis), 1):
        content = content_of(question, found)
        SharedAnswer.objects.create(
            shared=shared,
            question=question.code,
            position=position,
            shape=shape_of(question),
            texts=content.texts,
            rows=content.rows,
            is_left_out=any(names_people(item) for item in items_shared(question)),
        )
    return shared


def names_people(item: Item) -> bool:
    """Whether a table is a list of people: its first column is a person."""
    return item.is_table and item.columns[0].code == PEOPLE


def _hold_for_editing(act: Act, shared: SharedAnalysis) -> None:
    """Hold the copy, so that it is not shared meanwhile. Raises MoveRefused."""
    hold(shared)
    insist(may_edit_copy(act, shared))


@transaction.atomic
def describe_copy(
    act: Act, shared: SharedAnalysis, based_on: int | None = None, **facts: object
) -> SharedAnalysis:
    """Change title, task, sphere and size of the unit, and say that the words were looked at.

    Whoever had looked at the old words has not looked at the new ones: they are asked once more.
    Raises MoveRefused, Overtaken when somebody has saved since `based_on`, ValidationError.
    """
    _hold_for_editing(act, shared)
    shared.step(based_on)
    words = (shared.title, shared.task_name)
    was_checked = shared.is_checked
    for name, value in facts.items():
        setattr(shared, name, value)
    if was_checked and words != (shared.title, shared.task_name):
        shared.is_checked = False
    shared.full_clean(exclude=["analysis", "office", "prepared_by"], validate_constraints=False)
    shared.save(update_fields=[*facts, "is_checked", "edit_version", "folded"])
    return shared


@transaction.atomic
def edit_copy(
    act: Act, answer: SharedAnswer, content: Content, based_on: int | None = None
) -> SharedAnswer:
    """Put other words into the public copy of an answer; the analysis itself stays as it is.

    An empty copy is left out. Whoever has looked at the old words has not looked at the new ones.
    Raises MoveRefused, Overtaken, ValidationError with the input and what is wrong.
    """
    _hold_for_editing(act, answer.shared)
    hold(answer)
    answer.step(based_on)
    kept = kept_content(answer, content)
    answer.texts, answer.rows = dict(kept.texts), dict(kept.rows)
    answer.is_checked, answer.checked_by = False, None
    answer.is_left_out = kept.is_empty
    answer.save()
    return answer


def kept_content(answer: SharedAnswer, content: Content) -> Content:
    """Return what may stand in the copy: its question's inputs alone, without empty ones."""
    texts, rows = {}, {}
    for item in items_shared(question_of(answer.shared, answer.question)):
        if item.is_table:
            given = content.rows.get(item.place, [])
            known = [{one.code: row.get(one.code, "") for one in item.columns} for row in given]
            _insist_on_cells(item, known)
            if found := without_empty_rows(item, known):
                rows[item.place] = found
        elif text := content.texts.get(item.place, "").replace("\r\n", "\n").strip():
            _insist_on(item, text)
            texts[item.place] = text
    return Content(texts, rows)


def _insist_on_cells(item: Item, rows: list[dict[str, str]]) -> None:
    for row in rows:
        for column in item.columns:
            if row[column.code].strip() and column.kind != "row":
                _insist_on(column, row[column.code].strip())


def _insist_on(spec: Item | Column, text: str) -> None:
    if sentence := fault(spec, text):
        message = f"{spec.label}: {sentence}"
        raise ValidationError(message)


@transaction.atomic
def leave_out(act: Act, answer: SharedAnswer, *, left_out: bool) -> SharedAnswer:
    """Leave an answer out whole, or take it in again. Raises MoveRefused."""
    _hold_for_editing(act, answer.shared)
    hold(answer)
    if not left_out and Content(answer.texts, answer.rows).is_empty:
        raise ValidationError(EMPTY)
    answer.step(None)
    answer.is_left_out = left_out
    answer.save(update_fields=["is_left_out", "edit_version"])
    return answer


@transaction.atomic
def confirm_answer(act: Act, answer: SharedAnswer, based_on: int) -> SharedAnswer:
    """Say that what looks personal in an answer is not. Raises MoveRefused, Overtaken."""
    _hold_for_editing(act, answer.shared)
    hold(answer)
    answer.step(based_on)
    answer.is_checked, answer.checked_by_id = True, act.user
    answer.save(update_fields=["is_checked", "checked_by", "edit_version"])
    return answer


@transaction.atomic
def share_analysis(act: Act, shared: SharedAnalysis) -> None:
    """Let other offices read the copy. Raises MoveRefused with what is in the way."""
    perform(act, shared, SHARE)
    shared.shared_at = act.at
    shared.save(update_fields=["shared_at"])


@transaction.atomic
def withdraw_sharing(act: Act, shared: SharedAnalysis) -> None:
    """Take the copy away from other offices at once. Raises MoveRefused, MoveTaken."""
    perform(act, shared, WITHDRAW)


@transaction.atomic
def reopen_copy(act: Act, shared: SharedAnalysis) -> None:
    """Prepare a withdrawn copy anew, as it was. Raises MoveRefused, MoveTaken."""
    perform(act, shared, REOPEN)
