"""What of a call came from an analysis, as the pages show it: each field with its question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.forms import BaseForm
from django.utils.html import format_html, format_html_join

from contracting.analysis.concept import question_name, question_url
from contracting.analysis.models import Analysis
from contracting.calls.models import Call, CallOrigin, CallSource, CallTask, Criterion, PreviousTask
from contracting.calls.rules.drawn_fields import as_kept

Part = CallSource.Part
PARTS: Mapping[type[models.Model], str] = {
    Call: Part.CALL,
    CallTask: Part.TASK,
    Criterion: Part.CRITERION,
    PreviousTask: Part.PREVIOUS,
}
SHORT = 160


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the analysis with the page on which it was answered."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A field in the list: what came, from where, or why not; `now` says what became of it."""

    label: str
    text: str
    questions: tuple[Question, ...]
    now: str = ""


@dataclass(frozen=True, slots=True)
class FromAnalysis:
    """All that a call's page says of its analysis."""

    origin: CallOrigin
    filled: tuple[Line, ...]
    missing: tuple[Line, ...]
    others: tuple[Call, ...]


def questions_of(analysis: Analysis, codes: Iterable[str]) -> tuple[Question, ...]:
    """Return the questions with their pages."""
    return tuple(
        Question(question_name(analysis, code), question_url(analysis, code)) for code in codes
    )


def others_of(analysis: Analysis, call: Call | None = None) -> tuple[Call, ...]:
    """Return the calls drafted from the analysis, without the one given; one query."""
    calls = Call.objects.filter(origin__analysis=analysis)
    if call is not None:
        calls = calls.exclude(pk=call.pk)
    return tuple(calls.order_by("origin__drawn_at", "pk"))


def from_analysis(call: Call) -> FromAnalysis | None:
    """Return what came from an analysis; None for a call that nobody drafted from one."""
    origin = CallOrigin.objects.filter(call=call).select_related("analysis", "drawn_by").first()
    if origin is None:
        return None
    sources, now = list(origin.sources.all()), _current(call)
    analysis = origin.analysis
    return FromAnalysis(
        origin,
        filled=tuple(
            Line(one.label, one.filled, questions_of(analysis, one.questions), _became(one, now))
            for one in sources
            if not one.why
        ),
        missing=tuple(
            Line(one.label, one.why, questions_of(analysis, one.questions))
            for one in sources
            if one.why
        ),
        others=others_of(analysis, call),
    )


Now = Mapping[tuple[str, int], models.Model]


def _current(call: Call) -> Now:
    found: dict[tuple[str, int], models.Model] = {(Part.CALL.value, 0): call}
    for part, rows in (
        (Part.TASK, call.tasks.all()),
        (Part.CRITERION, call.criteria.all()),
        (Part.PREVIOUS, call.previous_tasks.all()),
    ):
        found.update({(part.value, row.pk): row for row in rows})
    return found


def _became(source: CallSource, now: Now) -> str:
    """Return what became of a field since: nothing, changed, or taken out with its part."""
    row = now.get((source.part, source.row))
    if row is None:
        return "usunięto"
    if isinstance(row, Criterion):
        value: object = (row.label, row.max_points)
    elif isinstance(row, PreviousTask):
        value = (row.label, row.cost)
    else:
        value = getattr(row, source.field)
    return "" if as_kept(value) == source.kept else "zmieniono"


def mark_sources(form: BaseForm, call: Call, row: models.Model) -> None:
    """Let every field of a form that the analysis filled say so, with the way to the question."""
    part = PARTS.get(type(row))
    if part is None:
        return
    key = 0 if part == Part.CALL else row.pk
    rows = CallSource.objects.filter(origin__call=call, part=part, row=key, why="")
    for source in rows.select_related("origin__analysis"):
        names = [source.field] if source.field else ["label", "max_points"]
        if part == Part.PREVIOUS:
            names = ["label", "cost"]
        note = _note(source)
        for name in names:
            if name in form.fields:
                field = form.fields[name]
                parts = filter(None, (field.help_text, note))
                field.help_text = format_html_join(" ", "{}", ((one,) for one in parts))


def _note(source: CallSource) -> str:
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        ((one.url, one.name) for one in questions_of(source.origin.analysis, source.questions)),
    )
    return format_html("Z analizy: {}.", links) if links else "Z analizy."
