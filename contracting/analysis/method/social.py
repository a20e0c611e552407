"""The social efficiency as data: criteria, weights, evidence, perspectives, classes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

LOWEST, HIGHEST = 1, 5
WHOLE = 100
TEXTS = (
    "forecast_label",
    "measured_label",
    "one_assessor",
    "indicative",
    "indicative_sentence",
    "incomplete",
    "incomplete_sentence",
    "few_perspectives",
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with what each of the five points of the scale means for it (mkus.md 5.3).

    `anchors` has a text for 1, 2, 3, 4 and 5; `weights` a whole percent for every type.
    """

    code: str
    label: str
    explanation: str
    indicators: tuple[str, ...]
    anchors: tuple[str, ...]
    weights: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Perspective:
    """Whose eyes an assessor looks with: the office's, an organisation's, the recipients'."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a score rests on; `percent` is its value in the certainty (mkus.md 5.4)."""

    code: str
    label: str
    explanation: str
    percent: int


@dataclass(frozen=True, slots=True)
class SocialClass:
    """A class of ΔSE: it holds from `minimum` points up; the last one has no lower end."""

    code: str
    label: str
    sentence: str
    minimum: int | None


@dataclass(frozen=True, slots=True)
class SocialMethod:
    """All of the social efficiency that is data. `scale` names the points 1 to 5."""

    criteria: tuple[Criterion, ...]
    perspectives: tuple[Perspective, ...]
    evidence: tuple[Evidence, ...]
    classes: tuple[SocialClass, ...]
    scale: tuple[str, ...]
    certainty_limit: int
    least_criteria: int
    least_perspectives: int
    measured_after_months: int
    texts: Mapping[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the criteria in their order."""
        return tuple(one.code for one in self.criteria)

    def criterion(self, code: str) -> Criterion:
        """Return a criterion. Raises KeyError for one that the method does not have."""
        found = next((one for one in self.criteria if one.code == code), None)
        if found is None:
            raise KeyError(code)
        return found

    def weights(self, commissioning_type: str) -> dict[str, Decimal]:
        """Return the default weights of a type in percent; they sum to 100."""
        return {one.code: Decimal(one.weights[commissioning_type]) for one in self.criteria}

    def class_of(self, delta: Fraction | Decimal) -> SocialClass:
        """Return the class of a change in points that was not rounded (mkus.md 5.4, point 11)."""
        return next(
            one for one in self.classes if one.minimum is None or delta >= Fraction(one.minimum)
        )

    def class_named(self, code: str) -> SocialClass:
        """Return a class by its code. Raises KeyError for an unknown one."""
        return {one.code: one for one in self.classes}[code]


def read_social(reader: "Reader", types: frozenset[str]) -> SocialMethod:
    """Return the content of `social.toml`. Raises MethodError naming file and key."""
    criteria = tuple(_criterion(one, types) for one in reader.each("criterion", "code"))
    unique(reader, "criterion", [one.code for one in criteria])
    for kind in sorted(types):
        total = sum(one.weights[kind] for one in criteria)
        if total != WHOLE:
            reader.fail(f"klucz „weights”: wagi typu „{kind}” mają sumę {total}, a nie {WHOLE}")
    social = SocialMethod(
        criteria=criteria,
        perspectives=tuple(_perspective(one) for one in reader.each("perspective", "code")),
        evidence=tuple(_evidence(one) for one in reader.each("evidence", "code")),
        classes=_classes(reader),
        scale=five(reader, "scale"),
        certainty_limit=number(reader, "certainty_limit", 0, WHOLE),
        least_criteria=number(reader, "least_criteria", 1, len(criteria)),
        least_perspectives=number(reader, "least_perspectives", 1, WHOLE),
        measured_after_months=number(reader, "measured_after_months", 1, WHOLE),
        texts={key: reader.take(key, str) for key in TEXTS},
    )
    unique(reader, "perspective", [one.code for one in social.perspectives])
    unique(reader, "evidence", [one.code for one in social.evidence])
    reader.finish()
    return social


def unique(reader: "Reader", key: str, codes: list[str]) -> None:
    """Refuse a code that stands twice. Raises MethodError."""
    twice = sorted(code for code in set(codes) if codes.count(code) > 1)
    if twice:
        reader.fail(f"lista „{key}”: kod „{twice[0]}” stoi dwa razy")


def number(reader: "Reader", key: str, least: int, most: int) -> int:
    """Return a whole number between two bounds. Raises MethodError."""
    value: int = reader.take(key, int)
    if isinstance(value, bool) or not least <= value <= most:
        reader.fail(f"klucz „{key}” to liczba całkowita od {least} do {most}")
    return value


def texts(reader: "Reader", key: str) -> tuple[str, ...]:
    """Return a list of texts, at least one. Raises MethodError."""
    found = reader.take(key, list)
    if not found or not all(isinstance(one, str) and one.strip() for one in found):
        reader.fail(f"klucz „{key}” to niepusta lista tekstów")
    return tuple(found)


def five(reader: "Reader", key: str) -> tuple[str, ...]:
    """Return a text for each point of the scale. Raises MethodError."""
    found = texts(reader, key)
    if len(found) != HIGHEST:
        reader.fail(f"klucz „{key}” ma mieć {HIGHEST} tekstów, po jednym na punkt skali")
    return found


def _criterion(reader: "Reader", types: frozenset[str]) -> Criterion:
    weights = reader.take("weights", dict)
    if set(weights) != types:
        odd = min(set(weights) ^ types)
        reader.fail(f"klucz „weights”: brakuje typu albo nie ma takiego typu: „{odd}”")
    for kind, weight in weights.items():
        if type(weight) is not int or not 0 <= weight <= WHOLE:
            reader.fail(f"klucz „weights.{kind}” to liczba całkowita od 0 do {WHOLE}")
    criterion = Criterion(
        code=reader.take("code", str),
        label=reader.take("label", str),
        explanation=reader.take("explanation", str),
        indicators=texts(reader, "indicators"),
        anchors=five(reader, "anchors"),
        weights=weights,
    )
    reader.finish()
    return criterion


def _perspective(reader: "Reader") -> Perspective:
    perspective = Perspective(reader.take("code", str), reader.take("label", str))
    reader.finish()
    return perspective


def _evidence(reader: "Reader") -> Evidence:
    evidence = Evidence(
        code=reader.take("code", str),
        label=reader.take("label", str),
        explanation=reader.take("explanation", str),
        percent=number(reader, "percent", 0, WHOLE),
    )
    reader.finish()
    return evidence


def _classes(reader: "Reader") -> tuple[SocialClass, ...]:
    tables = reader.each("class", "code")
    found: list[SocialClass] = []
    for one in tables:
        is_last = one is tables[-1]
        minimum = None if is_last else number(one, "minimum", -WHOLE, WHOLE)
        before = found[-1].minimum if found else None
        if minimum is not None and before is not None and minimum >= before:
            one.fail("klucz „minimum” ma być mniejszy niż w poprzedniej klasie")
        code, label = one.take("code", str), one.take("label", str)
        found.append(SocialClass(code, label, one.take("sentence", str), minimum))
        one.finish()
    unique(reader, "class", [one.code for one in found])
    return tuple(found)
