"""Units of one survey, or waves of one questionnaire, side by side.

A row is one figure of one question: a mean, or the percent of an answer that could be picked. Own
words are not compared. In an anonymous survey a unit is shown only as `rules.shown_groups` allows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contracting.surveys.groups import names_of
from contracting.surveys.models import Survey
from contracting.surveys.permissions import withheld
from contracting.surveys.results import QuestionResult, question_result, results_of
from contracting.surveys.rules import shown_groups

NO_GROUP = "bez jednostki"
MEAN = "średnia"
MOST_WAVES = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A unit or a wave: how many answered, and its questions' results."""

    label: str
    answers: int
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in every column, None where there is none; percent unless it is a mean."""

    question: str
    label: str
    is_mean: bool
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The columns that may be shown, the rows, and the labels of the columns left out."""

    kind: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    hidden: tuple[str, ...]

    @property
    def means(self) -> list[tuple[str, str, list[tuple[str, Decimal | None]]]]:
        """The means alone: the question, its row, each column's label with its figure."""
        labels = [f"{one.label} ({one.answers})" for one in self.columns]
        return [
            (row.question, row.label.removesuffix(MEAN).removesuffix(", "), pairs)
            for row in self.rows
            if row.is_mean and (pairs := list(zip(labels, row.values, strict=True)))
        ]


def compare_units(survey: Survey) -> Comparison | None:
    """Return the survey's units side by side; None where nothing is grouped or shown yet."""
    given = list(survey.answers.values_list("group", "given"))
    if not any(group for group, _ in given) or withheld(survey, len(given)):
        return None
    counts = Counter(group for group, _ in given)
    shown = shown_groups(counts, survey.smallest_group) if survey.is_anonymous else set(counts)
    names, questions = names_of(survey.owner), list(survey.questions.all())
    labels = {code: names.get(code, code) or NO_GROUP for code in counts}
    columns = []
    for code in sorted(shown, key=lambda one: (not one, labels[one])):
        answers = [said for group, said in given if group == code]
        found = tuple(
            question_result(number, one, [said.get(str(one.pk)) for said in answers])
            for number, one in enumerate(questions, 1)
        )
        columns.append(Column(labels[code], counts[code], found))
    hidden = tuple(sorted(labels[code] for code in set(counts) - set(shown)))
    return _side_by_side("jednostki", "Jednostki obok siebie", columns, hidden)


def waves_of(survey: Survey) -> list[Survey]:
    """Return the survey with those that it follows, the first wave first; of one owner alone."""
    found = [survey]
    while (earlier := found[-1].follows) is not None and len(found) < MOST_WAVES:
        if earlier.owner != survey.owner or earlier in found:
            break
        found.append(earlier)
    return found[::-1]


def compare_waves(survey: Survey) -> Comparison | None:
    """Return the survey beside the waves before it; None where it follows none."""
    waves = waves_of(survey)
    if len(waves) == 1:
        return None
    columns, hidden = [], []
    for number, wave in enumerate(waves, 1):
        results = results_of(wave)
        label = f"Fala {number}: {wave.title}"
        if results.withheld:
            hidden.append(label)
        else:
            columns.append(Column(label, results.answers, results.questions))
    return _side_by_side("fale", "Fale obok siebie", columns, tuple(hidden))


def _side_by_side(
    kind: str, title: str, columns: Sequence[Column], hidden: tuple[str, ...]
) -> Comparison:
    """Return the comparison; rows stand in the order of the last column's questions."""
    figures = [_figures(one) for one in columns]
    order = dict.fromkeys(key for one in reversed(figures) for key in one)
    rows = tuple(Row(*key, tuple(one.get(key) for one in figures)) for key in order)
    return Comparison(kind, title, tuple(columns), rows, hidden)


Figures = dict[tuple[str, str, bool], Decimal | None]


def _figures(column: Column) -> Figures:
    """Return (question, label, is a mean) → the figure: the same words make the same row."""
    found: Figures = {}
    for question in column.questions:
        found |= _of(question)
    return found


def _of(question: QuestionResult) -> Figures:
    if question.rows:
        if any(row.mean is not None for row in question.rows):
            return {
                (question.text, f"{row.label}, {MEAN}", True): row.mean for row in question.rows
            }
        return {
            (question.text, f"{row.label}: {one.label}", False): one.percent
            if row.answered
            else None
            for row in question.rows
            for one in row.shares
        }
    if question.mean is not None:
        return {(question.text, MEAN, True): question.mean}
    return {
        (question.text, one.label, False): one.percent if question.answered else None
        for one in question.shares
    }


COMPARISONS: dict[str, Callable[[Survey], Comparison | None]] = {
    "jednostki": compare_units,
    "fale": compare_waves,
}


def comparisons_of(survey: Survey) -> Iterable[Comparison]:
    """Return those that the survey has."""
    made = (compare(survey) for compare in COMPARISONS.values())
    return [one for one in made if one is not None]
