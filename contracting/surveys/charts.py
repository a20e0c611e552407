"""A chart for each kind of question; own words have none."""

from decimal import Decimal

from contracting.surveys.comparison import Comparison
from contracting.surveys.models import Question
from contracting.surveys.results import QuestionResult
from mkus_portal.charts import Chart, ScaleRow, Series, bars, columns, scale_rows
from mkus_portal.web import wording

Kind = Question.Kind
FEWEST_COLUMNS = 2


def chart_of(question: QuestionResult) -> Chart | None:
    """Return the chart of what people answered; None while nobody has, and for own words."""
    if not question.answered:
        return None
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        return _shares(question)
    if question.kind == Kind.SCALE:
        row = ScaleRow("", tuple(one.count for one in question.shares))
        alt = f"{_said(question)} Średnia {wording.number(question.mean)}."
        return scale_rows(_title(question), alt, _steps(question), [row])
    if question.kind == Kind.MATRIX:
        return _matrix(question)
    if question.kind == Kind.NUMBER:
        return _numbers(question)
    return None


def _title(question: QuestionResult) -> str:
    return f"Wykres do pytania {question.number}"


def _said(question: QuestionResult) -> str:
    """Return the answer that was picked most often, in a sentence."""
    most = max(question.shares, key=lambda one: one.count)
    return f"Najczęściej: „{most.label}” – {wording.percent(most.percent)} odpowiedzi."


def _shares(question: QuestionResult) -> Chart:
    labels = [f"{one.label} ({one.count})" for one in question.shares]
    shares = Series("Udział", tuple(one.percent for one in question.shares))
    return bars(_title(question), _said(question), labels, [shares], "%")


def _steps(question: QuestionResult) -> list[str]:
    """Return the steps of a scale; its ends say what they mean."""
    steps = list(question.labels)
    for place, end in zip((0, -1), question.scale.split("; "), strict=False):
        steps[place] = end or steps[place]
    return steps


def _matrix(question: QuestionResult) -> Chart:
    rows = [ScaleRow(row.label, tuple(one.count for one in row.shares)) for row in question.rows]
    told = [
        f"{row.label}: średnia {wording.number(row.mean)}"
        if row.mean is not None
        else f"{row.label}: najczęściej „{max(row.shares, key=lambda one: one.count).label}”"
        for row in question.rows
        if row.answered
    ]
    is_ordered = any(row.mean is not None for row in question.rows)
    steps = _steps(question) if is_ordered else list(question.labels)
    return scale_rows(_title(question), f"{'; '.join(told)}.", steps, rows, is_ordered=is_ordered)


def _numbers(question: QuestionResult) -> Chart:
    counts = Series("Liczba odpowiedzi", tuple(Decimal(count) for _, count in question.bins))
    unit = f" ({question.unit})" if question.unit else ""
    low, high = wording.number(question.lowest), wording.number(question.highest)
    alt = (
        f"Odpowiedzi od {low} do {high}{unit}, średnia {wording.number(question.mean)},"
        f" mediana {wording.number(question.median)}."
    )
    labels = [label for label, _ in question.bins]
    return columns(_title(question), alt, labels, counts, "liczba odpowiedzi")


def charts_of(comparison: Comparison) -> list[Chart]:
    """Return a chart for each mean: one bar for each unit or wave; none for a lone column."""
    if len(comparison.columns) < FEWEST_COLUMNS:
        return []
    labels = [f"{one.label} ({one.answers})" for one in comparison.columns]
    made = []
    for row in comparison.rows:
        if not row.is_mean:
            continue
        told = [
            f"{one.label}: {wording.number(value)}"
            for one, value in zip(comparison.columns, row.values, strict=True)
            if value is not None
        ]
        title = f"{row.question} ({row.label})"
        made.append(bars(title, f"{'; '.join(told)}.", labels, [Series("Średnia", row.values)]))
    return made
