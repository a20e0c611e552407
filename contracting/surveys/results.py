"""What a survey has found: the reading interface for pages, files and the rooms above.

`results_of(survey)` is all that a later room needs; it gives plain frozen values. Shares are
percent of those who answered the question, with one decimal place, half-up; means and medians have
two. Open answers stand in alphabetical order, never in the order in which they came.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.surveys.models import Question, Survey
from contracting.surveys.permissions import withheld
from contracting.surveys.rules import OTHER, binned, choices_of, mean, median, share
from mkus_portal.folding import folded

Kind = Question.Kind


@dataclass(frozen=True, slots=True)
class Share:
    """How many picked one answer; `percent` of those who answered the question."""

    label: str
    count: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of a matrix; mean and median of a scale only."""

    label: str
    answered: int
    shares: tuple[Share, ...]
    mean: Decimal | None
    median: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: what its kind does not have is empty or None."""

    number: int
    kind: str
    text: str
    answered: int
    skipped: int
    shares: tuple[Share, ...] = ()
    rows: tuple[RowResult, ...] = ()
    mean: Decimal | None = None
    median: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    bins: tuple[tuple[str, int], ...] = ()
    texts: tuple[str, ...] = ()
    unit: str = ""
    scale: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The answers that could be picked; of a matrix its columns."""
        shares = self.rows[0].shares if self.rows else self.shares
        return tuple(one.label for one in shares)


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """The whole survey; `withheld` says why there are no questions in it, when there are none.

    `rate` is the percent of personal links that were used; None where none was sent.
    """

    title: str
    run_by: str
    audience: str
    asked: str
    opens_on: date | None
    closes_on: date | None
    is_anonymous: bool
    answers: int
    links: int
    used: int
    rate: Decimal | None
    withheld: str
    questions: tuple[QuestionResult, ...]


def results_of(survey: Survey) -> SurveyResults:
    """Return the results as they stand; four queries."""
    given: list[dict[str, Any]] = list(survey.answers.values_list("given", flat=True))
    used = list(survey.links.values_list("is_used", flat=True))
    reason = withheld(survey, len(given))
    questions = [] if reason else list(survey.questions.all())
    return SurveyResults(
        title=survey.title,
        run_by=survey.run_by,
        audience=survey.get_audience_display(),
        asked=survey.asked,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        is_anonymous=survey.is_anonymous,
        answers=len(given),
        links=len(used),
        used=sum(used),
        rate=share(sum(used), len(used)) if used else None,
        withheld=reason,
        questions=tuple(
            question_result(number, one, [answer.get(str(one.pk)) for answer in given])
            for number, one in enumerate(questions, 1)
        ),
    )


def question_result(number: int, question: Question, given: Sequence[Any]) -> QuestionResult:
    """Return one question's result from what each answer says of it (None: nothing)."""
    said = [one for one in given if one]
    found: dict[str, Any] = {
        "number": number,
        "kind": question.kind,
        "text": question.text,
        "answered": len(said),
        "skipped": len(given) - len(said),
        "unit": question.unit,
        "scale": scale_in_words(question),
    }
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        found |= _picked(question, said)
    elif question.kind == Kind.SCALE:
        row = _row(question, "", [one["step"] for one in said])
        found |= {"shares": row.shares, "mean": row.mean, "median": row.median}
    elif question.kind == Kind.MATRIX:
        found["rows"] = tuple(
            _row(question, label, [one[str(at)] for one in said if str(at) in one])
            for at, label in enumerate(question.rows)
        )
    elif question.kind == Kind.NUMBER:
        found |= _numbers([Decimal(one["said"]) for one in said])
    else:
        found["texts"] = _alphabetical(one["said"] for one in said)
    return QuestionResult(**found)


def scale_in_words(question: Question) -> str:
    """Return what the ends of a scale mean; empty where nothing is said."""
    if not question.is_scaled or not (question.low_label or question.high_label):
        return ""
    return f"{question.low} – {question.low_label}; {question.high} – {question.high_label}"


def _picked(question: Question, said: Sequence[Any]) -> dict[str, Any]:
    counts = Counter(index for one in said for index in one["picked"])
    shares = [
        Share(label, counts[index], share(counts[index], len(said)))
        for index, label in enumerate(question.options)
    ]
    others = [one["other"] for one in said if one["other"]]
    if question.has_other:
        shares.append(Share(OTHER, len(others), share(len(others), len(said))))
    return {"shares": tuple(shares), "texts": _alphabetical(others)}


def _row(question: Question, label: str, picked: Sequence[int]) -> RowResult:
    counts = Counter(picked)
    values = [Decimal(question.low + index) for index in picked] if question.is_scaled else []
    shares = tuple(
        Share(name, counts[index], share(counts[index], len(picked)))
        for index, name in enumerate(choices_of(question))
    )
    return RowResult(label, len(picked), shares, mean(values), median(values))


def _numbers(values: Sequence[Decimal]) -> dict[str, Any]:
    return {
        "mean": mean(values),
        "median": median(values),
        "lowest": min(values, default=None),
        "highest": max(values, default=None),
        "bins": binned(values),
    }


def _alphabetical(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (folded(text), text)))
