"""Pure calculation: shares, means, medians, what an answer says, what a draft still lacks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median as middle
from typing import Any

from contracting.surveys.models import Question, Survey
from mkus_portal.web import wording

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
OTHER = "Inna odpowiedź"
FEWEST_OPTIONS = 2
MOST_BINS = 5
Kind = Question.Kind


@dataclass(frozen=True, slots=True)
class Lack:
    """What a draft lacks before it can be opened; `field` is the basics' field, if it is one."""

    sentence: str
    field: str = ""
    question: int | None = None


def share(part: int, whole: int) -> Decimal:
    """Return the part in percent with one decimal place, half-up; 0 of nothing."""
    if not whole:
        return Decimal(0)
    return (Decimal(100) * part / whole).quantize(TENTH, ROUND_HALF_UP)


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """Return the mean to two places, half-up; None of nothing."""
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(HUNDREDTH, ROUND_HALF_UP)


def median(values: Sequence[Decimal]) -> Decimal | None:
    """Return the median to two places, half-up; None of nothing."""
    return Decimal(middle(values)).quantize(HUNDREDTH, ROUND_HALF_UP) if values else None


def binned(values: Sequence[Decimal]) -> tuple[tuple[str, int], ...]:
    """Return how many values lie in each of up to five stretches of one length.

    A few different values stand alone; a stretch has its lower end, only the last both.
    """
    different = sorted(set(values))
    if len(different) <= MOST_BINS:
        return tuple((wording.number(one), list(values).count(one)) for one in different)
    low, high = different[0], different[-1]
    width = (high - low) / MOST_BINS
    counts = [0] * MOST_BINS
    for value in values:
        counts[min(int((value - low) / width), MOST_BINS - 1)] += 1
    ends = [low + width * at for at in range(MOST_BINS + 1)]
    told = [wording.number(one.quantize(HUNDREDTH, ROUND_HALF_UP).normalize() + 0) for one in ends]
    return tuple((f"{told[at]}–{told[at + 1]}", count) for at, count in enumerate(counts))


def shown_groups(counts: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Return the groups whose results may be shown beside the whole: none is guessed from the rest.

    A group below `smallest` is hidden. When all hidden ones together are below it, the whole less
    what is shown would tell them: then the smallest shown group is hidden too, and so on.
    """
    shown = sorted(
        (one for one, count in counts.items() if count >= smallest),
        key=lambda one: (counts[one], one),
    )
    while shown and 0 < sum(counts.values()) - sum(counts[one] for one in shown) < smallest:
        shown.pop(0)
    return frozenset(shown)


def choices_of(question: Question) -> list[str]:
    """Return the labels of what can be picked: options, or the numbers of the scale."""
    return [str(one) for one in question.steps] if question.is_scaled else list(question.options)


def lacks(survey: Survey, questions: Iterable[Question]) -> list[Lack]:
    """Return what has to be filled before respondents may see it."""
    found = [
        Lack(sentence, field)
        for field, sentence in (
            ("introduction", "Napisz wprowadzenie: po co jest badanie."),
            ("opens_on", "Podaj pierwszy dzień odpowiedzi."),
            ("closes_on", "Podaj ostatni dzień odpowiedzi."),
            ("contact", "Podaj kontakt w sprawie badania."),
            ("privacy_note", "Napisz informację o danych osobowych."),
        )
        if not getattr(survey, field)
    ]
    rows = list(questions)
    if not rows:
        found.append(Lack("Dodaj co najmniej jedno pytanie."))
    return found + [
        Lack(sentence, question=one.pk)
        for one in rows
        if (sentence := _lack_of(number_of(rows, one), one))
    ]


def number_of(rows: Sequence[Question], question: Question) -> int:
    """Return the number under which respondents read the question, from 1."""
    return rows.index(question) + 1


def _lack_of(number: int, question: Question) -> str:
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE} and len(question.options) < FEWEST_OPTIONS:
        return f"Pytanie {number}: wpisz co najmniej dwie odpowiedzi do wyboru."
    if question.kind == Kind.MATRIX and not question.rows:
        return f"Pytanie {number}: wpisz wiersze tabeli."
    return ""


def read_answer(question: Question, given: Any) -> list[str]:  # noqa: ANN401 - what JSON holds
    """Return the answer as cells of a file: one for each row of a matrix, else one."""
    if question.kind == Kind.MATRIX:
        labels, said = choices_of(question), given or {}
        return [
            labels[said[str(index)]] if str(index) in said else ""
            for index in range(len(question.rows))
        ]
    if not given:
        return [""]
    if question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        picked = [question.options[index] for index in given["picked"]]
        other = [f"{OTHER}: {given['other']}"] if given["other"] else []
        return ["; ".join(picked + other)]
    if question.kind == Kind.SCALE:
        return [choices_of(question)[given["step"]]]
    return [str(given["said"])]


def safe_cell(text: str) -> str:
    """Return a stranger's text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
