"""Social efficiency: SE before and after, ΔSE, agreement, certainty (mkus.md 5.4, points 9–11).

Everything is counted in fractions, so nothing is rounded on the way: a class at its very threshold
is right, and each figure is rounded once, half-up, when it is printed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from contracting.analysis.method.social import HIGHEST, LOWEST, SocialClass, SocialMethod
from contracting.analysis.rules.printing import CENT, TENTH, plain

WHOLE = Fraction(100)
SCALE = HIGHEST - LOWEST
DIGITS = Context(prec=50)
NOT_APPLICABLE, NO_SCORE = "not_applicable", "no_score"


class SocialInputError(ValueError):
    """What was handed in cannot be counted; the message says what, in Polish."""


@dataclass(frozen=True, slots=True)
class Score:
    """What one assessor gives one criterion, before and after; None where nothing was given."""

    assessor: str
    criterion: str
    before: int | None
    after: int | None

    @property
    def is_full(self) -> bool:
        """Whether both are given: only such a score is counted."""
        return self.before is not None and self.after is not None


@dataclass(frozen=True, slots=True)
class SocialInput:
    """What the figures are made from.

    `weights` are whole percents by criterion, only those changed; `evidence` its kind by criterion.
    """

    commissioning_type: str
    scores: Sequence[Score] = ()
    weights: Mapping[str, Decimal] | None = None
    not_applicable: Collection[str] = ()
    evidence: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion in the result. Weights in percent, means 1–5 and None where it is left out.

    `default`, `used`, `rescaled`: the type's weight, the team's, and the one that was counted with
    (0 where the criterion is left out). `spread_*` is the highest score less the lowest.
    """

    criterion: str
    default: Decimal
    used: Decimal
    rescaled: Decimal
    left_out: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    spread_before: int | None
    spread_after: int | None
    evidence: str
    scores: tuple[Score, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the criterion is in the sums."""
        return not self.left_out

    @property
    def is_changed(self) -> bool:
        """Whether the team has changed the type's weight."""
        return self.default != self.used

    def exact_means(self) -> tuple[Fraction, Fraction]:
        """Return the means before and after of a counted criterion, not cut to any digits."""
        full = [one for one in self.scores if one.is_full]
        return _mean(one.before for one in full), _mean(one.after for one in full)


@dataclass(frozen=True, slots=True)
class SocialFigures:
    """All results, unrounded; None throughout when nothing can be counted (mkus.md 5.4).

    `agreement` and `certainty` in percent; `assessors` counts those with a full score.
    """

    rows: tuple[CriterionRow, ...]
    assessors: int
    before: Decimal | None
    after: Decimal | None
    delta: Decimal | None
    agreement: Decimal | None
    certainty: Decimal | None
    cls: SocialClass | None
    is_incomplete: bool
    is_indicative: bool

    @property
    def counted(self) -> tuple[CriterionRow, ...]:
        """Return the criteria that are in the sums."""
        return tuple(row for row in self.rows if row.is_counted)

    @property
    def has_one_assessor(self) -> bool:
        """Whether „jedna ocena” stands beside the agreement."""
        return self.assessors == 1

    def rounded(self) -> dict[str, str | None]:
        """Return the figures as they are printed, with the keys of the expected files."""
        return {
            "SE_A": plain(self.before, CENT),
            "SE_B": plain(self.after, CENT),
            "dSE": plain(self.delta, CENT),
            "cls": self.cls.code if self.cls else None,
            "agreement": plain(self.agreement, TENTH),
            "certainty": plain(self.certainty, TENTH),
        }


def social_figures(method: SocialMethod, given: SocialInput) -> SocialFigures:
    """Return the social efficiency. Raises SocialInputError for what cannot be counted."""
    used = used_weights(method, given.commissioning_type, given.weights or {})
    _insist_on_known(method, given)
    full = _full_by_criterion(method, given)
    rescaled = rescale(used, [code for code, scores in full.items() if scores])
    rows = tuple(_row(method, given, code, used[code], rescaled, full[code]) for code in used)
    names = {score.assessor for scores in full.values() for score in scores}
    if not rescaled:
        return SocialFigures(rows, len(names), *(None,) * 6, is_incomplete=True, is_indicative=True)
    pairs = [(rescaled[code], full[code]) for code in rescaled]
    before = _index((weight, _mean(one.before for one in scores)) for weight, scores in pairs)
    after = _index((weight, _mean(one.after for one in scores)) for weight, scores in pairs)
    certainty = certainty_of(method, rescaled, given.evidence or {})
    groups = [
        side
        for _, scores in pairs
        for side in (_given(one.before for one in scores), _given(one.after for one in scores))
    ]
    return SocialFigures(
        rows=rows,
        assessors=len(names),
        before=decimal(before),
        after=decimal(after),
        delta=decimal(after - before),
        agreement=decimal(agreement_of(groups)),
        certainty=decimal(certainty),
        cls=method.class_of(after - before),
        is_incomplete=len(rescaled) < method.least_criteria,
        is_indicative=certainty < method.certainty_limit,
    )


def used_weights(
    method: SocialMethod, commissioning_type: str, changed: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """Return the type's weights overlaid by the changed ones. Raises SocialInputError.

    They are to be 0 to 100 each and to sum to exactly 100 (mkus.md 5.4, point 9).
    """
    used = method.weights(commissioning_type)
    for code, weight in changed.items():
        if code not in used:
            message = f"Nie ma kryterium „{code}”."
            raise SocialInputError(message)
        if not 0 <= weight <= WHOLE:
            message = f"Waga kryterium {code} to liczba od 0 do 100."
            raise SocialInputError(message)
        used[code] = weight
    total = sum(used.values())
    if total != WHOLE:
        message = f"Wagi mają sumę {total:f}%, a powinny mieć dokładnie 100%."
        raise SocialInputError(message)
    return used


def rescale(weights: Mapping[str, Decimal], counted: Iterable[str]) -> dict[str, Fraction]:
    """Return the weights of the counted criteria brought to 100 again; empty when they are 0."""
    kept = {code: Fraction(weights[code]) for code in counted}
    total = sum(kept.values(), Fraction(0))
    return {code: weight * WHOLE / total for code, weight in kept.items()} if total else {}


def agreement_of(groups: Iterable[Sequence[int]]) -> Fraction:
    """Return the agreement in percent: the deviations of all scores pooled in one mean.

    A group holds the scores of one criterion in one scenario. Raises ZeroDivisionError for none.
    """
    deviations = [
        abs(score - Fraction(sum(group), len(group))) for group in groups for score in group
    ]
    return WHOLE * (1 - sum(deviations, Fraction(0)) / len(deviations) / SCALE)


def certainty_of(
    method: SocialMethod, rescaled: Mapping[str, Fraction], evidence: Mapping[str, str]
) -> Fraction:
    """Return the certainty in percent; a criterion without evidence adds nothing."""
    values = {one.code: one.percent for one in method.evidence}
    return sum(
        (
            weight * values[evidence[code]] / WHOLE
            for code, weight in rescaled.items()
            if code in evidence
        ),
        Fraction(0),
    )


def decimal(value: Fraction) -> Decimal:
    """Return a fraction as a Decimal of 50 digits."""
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def index_of(weights: Mapping[str, Fraction], means: Mapping[str, Fraction]) -> Fraction:
    """Return SE = Σ w × (mean − 1) ÷ 4, in points from 0 to 100 (mkus.md 5.4)."""
    return _index((weight, means[code]) for code, weight in weights.items())


def mean_of(values: Sequence[int]) -> Fraction:
    """Return the exact mean. Raises ZeroDivisionError for no values."""
    return Fraction(sum(values), len(values))


def _index(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((weight * (mean - LOWEST) / SCALE for weight, mean in pairs), Fraction(0))


def _mean(values: Iterable[int | None]) -> Fraction:
    return mean_of(_given(values))


def _given(values: Iterable[int | None]) -> list[int]:
    return [one for one in values if one is not None]


def _insist_on_known(method: SocialMethod, given: SocialInput) -> None:
    """Refuse criteria, scores and kinds of evidence that the method does not have."""
    codes = set(method.codes)
    evidence = given.evidence or {}
    named = {one.criterion for one in given.scores} | set(given.not_applicable) | set(evidence)
    if unknown := named - codes:
        message = f"Nie ma kryterium „{min(unknown)}”."
        raise SocialInputError(message)
    if odd := set(evidence.values()) - {one.code for one in method.evidence}:
        message = f"Nie ma rodzaju dowodu „{min(odd)}”."
        raise SocialInputError(message)
    for one in given.scores:
        if any(mark is not None and not LOWEST <= mark <= HIGHEST for mark in _sides(one)):
            message = f"Ocena kryterium {one.criterion} to liczba od {LOWEST} do {HIGHEST}."
            raise SocialInputError(message)
    pairs = [(one.assessor, one.criterion) for one in given.scores]
    if len(set(pairs)) != len(pairs):
        message = "Jedna osoba oceniła to samo kryterium dwa razy."
        raise SocialInputError(message)


def _sides(score: Score) -> tuple[int | None, int | None]:
    return score.before, score.after


def _full_by_criterion(method: SocialMethod, given: SocialInput) -> dict[str, list[Score]]:
    """Return the full scores of each criterion that applies."""
    found: dict[str, list[Score]] = {code: [] for code in method.codes}
    for score in given.scores:
        if score.is_full and score.criterion not in given.not_applicable:
            found[score.criterion].append(score)
    return found


def _row(
    method: SocialMethod,
    given: SocialInput,
    code: str,
    used: Decimal,
    rescaled: Mapping[str, Fraction],
    full: Sequence[Score],
) -> CriterionRow:
    left_out = NOT_APPLICABLE if code in given.not_applicable else "" if full else NO_SCORE
    befores = [one.before for one in full if one.before is not None]
    afters = [one.after for one in full if one.after is not None]
    return CriterionRow(
        criterion=code,
        default=Decimal(method.criterion(code).weights[given.commissioning_type]),
        used=used,
        rescaled=decimal(rescaled.get(code, Fraction(0))),
        left_out=left_out,
        before=decimal(mean_of(befores)) if full else None,
        after=decimal(mean_of(afters)) if full else None,
        difference=decimal(mean_of(afters) - mean_of(befores)) if full else None,
        spread_before=max(befores) - min(befores) if full else None,
        spread_after=max(afters) - min(afters) if full else None,
        evidence=(given.evidence or {}).get(code, ""),
        scores=tuple(one for one in given.scores if one.criterion == code),
    )
