"""The forecast beside the measurement, on the criteria that both of them have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contracting.analysis.method.social import HIGHEST, LOWEST, SocialClass, SocialMethod
from contracting.analysis.rules.social import (
    SocialFigures,
    SocialInputError,
    agreement_of,
    certainty_of,
    decimal,
    index_of,
    mean_of,
    rescale,
)


@dataclass(frozen=True, slots=True)
class MeasuredScore:
    """What an assessor gives a criterion twelve months after the change, 1–5."""

    assessor: str
    criterion: str
    after: int


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A criterion: the state before, its forecast and its measurement as means of 1–5.

    `difference` is the measurement less the forecast; None where one of them is missing, and then
    the criterion is not compared.
    """

    criterion: str
    weight: Decimal
    before: Decimal | None
    forecast: Decimal | None
    measured: Decimal | None
    difference: Decimal | None
    spread: int | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Forecast and measurement in points, over the criteria that both have; unrounded.

    `missed` is the measured change less the forecast one: below zero less came than was promised.
    All figures are None when there is no criterion to compare.
    """

    rows: tuple[ComparedRow, ...]
    assessors: int
    before: Decimal | None
    forecast: Decimal | None
    measured: Decimal | None
    promised: Decimal | None
    delivered: Decimal | None
    missed: Decimal | None
    agreement: Decimal | None
    certainty: Decimal | None
    cls: SocialClass | None

    @property
    def compared(self) -> tuple[ComparedRow, ...]:
        """Return the rows that are in the sums."""
        return tuple(row for row in self.rows if row.difference is not None)


def comparison(
    method: SocialMethod,
    forecast: SocialFigures,
    scores: Sequence[MeasuredScore],
    evidence: Mapping[str, str],
) -> Comparison:
    """Return the measurement beside the forecast. Raises SocialInputError for a wrong score.

    Weights are the team's, brought to 100 over the criteria that were both forecast and measured,
    so that the two figures speak about the same thing.
    """
    marks = _marks(method, scores)
    used = {row.criterion: row.used for row in forecast.rows}
    both = [row.criterion for row in forecast.counted if marks[row.criterion]]
    weights = rescale(used, both)
    rows = tuple(_row(row.criterion, forecast, marks, weights, evidence) for row in forecast.rows)
    assessors = len({one.assessor for one in scores})
    if not weights:
        return Comparison(rows, assessors, *(None,) * 9)
    means = {row.criterion: row.exact_means() for row in forecast.counted}
    before = index_of(weights, {code: pair[0] for code, pair in means.items()})
    promised = index_of(weights, {code: pair[1] for code, pair in means.items()})
    measured = index_of(weights, {code: mean_of(marks[code]) for code in weights})
    return Comparison(
        rows=rows,
        assessors=assessors,
        before=decimal(before),
        forecast=decimal(promised),
        measured=decimal(measured),
        promised=decimal(promised - before),
        delivered=decimal(measured - before),
        missed=decimal(measured - promised),
        agreement=decimal(agreement_of([marks[code] for code in weights])),
        certainty=decimal(certainty_of(method, weights, evidence)),
        cls=method.class_of(measured - before),
    )


def _marks(method: SocialMethod, scores: Sequence[MeasuredScore]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {code: [] for code in method.codes}
    for one in scores:
        if one.criterion not in found:
            message = f"Nie ma kryterium „{one.criterion}”."
            raise SocialInputError(message)
        if not LOWEST <= one.after <= HIGHEST:
            message = f"Ocena kryterium {one.criterion} to liczba od {LOWEST} do {HIGHEST}."
            raise SocialInputError(message)
        found[one.criterion].append(one.after)
    return found


def _row(
    code: str,
    forecast: SocialFigures,
    marks: Mapping[str, Sequence[int]],
    weights: Mapping[str, Fraction],
    evidence: Mapping[str, str],
) -> ComparedRow:
    row = next(one for one in forecast.rows if one.criterion == code)
    given = marks[code]
    measured = mean_of(given) if given else None
    difference = None
    if measured is not None and row.is_counted:
        difference = decimal(measured - row.exact_means()[1])
    return ComparedRow(
        criterion=code,
        weight=decimal(weights.get(code, Fraction(0))),
        before=row.before,
        forecast=row.after,
        measured=None if measured is None else decimal(measured),
        difference=difference,
        spread=max(given) - min(given) if given else None,
        evidence=evidence.get(code, ""),
    )
