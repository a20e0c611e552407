"""The economic efficiency as data: cost groups, keys of overhead, classes, guards, templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

WHOLE = 100
PRESENT, FUTURE = "A", "B"
SCENARIOS = (PRESENT, FUTURE)
KINDS = ("direct", "indirect", "one_off", "outside")
GROUP_CODES = frozenset(
    {
        "PERS",
        "MAT",
        "OBJ",
        "WYP",
        "NADZ",
        "OGOL",
        "DOT",
        "TRANS",
        "JEDN",
        "NGO-FIN",
        "NGO-INN",
        "OPL",
        "NGO-OS",
        "NGO-RZ",
    }
)
PAYERS = frozenset({"JST", "NGO", "recipients", "other"})
SOURCES = frozenset({"invoice", "contract", "estimate"})
OVERHEAD_CODES = ("none", "amount", "percent", "posts")
GUARDS = frozenset(
    {
        "no_units",
        "no_units_before",
        "no_present",
        "no_future",
        "present_covered",
        "future_covered",
        "sensitive",
        "estimates",
    }
)
LABELS = frozenset(
    {
        "pool",
        "grants",
        "hours_per_grant_before",
        "hour_rate",
        "other_costs_before",
        "operator_cost",
        "supervision_hours",
        "partner_name",
        "partner_money",
        "partner_in_kind",
    }
)


@dataclass(frozen=True, slots=True)
class CostGroup:
    """A group of costs (mkus.md 4.3): in which scenarios it may stand, and what belongs to it.

    `kind` is direct, indirect, one_off or outside (outside the office's budget).
    """

    code: str
    label: str
    short: str
    scenarios: tuple[str, ...]
    kind: str
    unit: str
    hint: str


@dataclass(frozen=True, slots=True)
class OverheadKey:
    """A way to find the share of the office's general costs."""

    code: str
    label: str
    explanation: str


@dataclass(frozen=True, slots=True)
class EconomicClass:
    """A class of WE: it holds from `minimum` up; the last one has no lower end (mkus.md 4.5)."""

    code: str
    label: str
    sentence: str
    minimum: int | None


@dataclass(frozen=True, slots=True)
class LineTemplate:
    """A typical cost line: group and name."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class EconomicMethod:
    """All of the economic efficiency that is data; `steps` and limits in percent."""

    groups: Mapping[str, CostGroup]
    payers: Mapping[str, str]
    sources: Mapping[str, str]
    overheads: Mapping[str, OverheadKey]
    classes: tuple[EconomicClass, ...]
    steps: tuple[int, ...]
    sensitive_within: int
    estimates_limit: int
    horizon_least: int
    horizon_most: int
    horizon_default: int
    guards: Mapping[str, str]
    labels: Mapping[str, str]
    templates: Mapping[tuple[str, str], tuple[LineTemplate, ...]]

    def groups_of(self, scenario: str) -> tuple[CostGroup, ...]:
        """Return the groups that may stand in a scenario, in their order."""
        return tuple(one for one in self.groups.values() if scenario in one.scenarios)

    def class_of(self, ratio: Fraction | Decimal) -> EconomicClass:
        """Return the class of an unrounded WE."""
        return next(one for one in self.classes if one.minimum is None or ratio >= one.minimum)

    def class_named(self, code: str) -> EconomicClass:
        """Return a class by its code. Raises KeyError for an unknown one."""
        return {one.code: one for one in self.classes}[code]

    def lines_for(self, commissioning_type: str, scenario: str) -> tuple[LineTemplate, ...]:
        """Return the typical lines of a type in a scenario."""
        return self.templates.get((commissioning_type, scenario), ())


def read_economic(reader: "Reader", types: frozenset[str]) -> EconomicMethod:
    """Return the content of `economic.toml`. Raises MethodError naming file and key."""
    groups = _groups(reader)
    least, most = _number(reader, "horizon_least", 1), _number(reader, "horizon_most", 1)
    economic = EconomicMethod(
        groups=groups,
        payers=_texts(reader, "payers", PAYERS),
        sources=_texts(reader, "sources", SOURCES),
        overheads=_overheads(reader),
        classes=_classes(reader),
        steps=_steps(reader),
        sensitive_within=_number(reader, "sensitive_within", 1),
        estimates_limit=_number(reader, "estimates_limit", 0),
        horizon_least=least,
        horizon_most=most,
        horizon_default=_number(reader, "horizon_default", 1),
        guards=_texts(reader, "guards", GUARDS),
        labels=_texts(reader, "labels", LABELS),
        templates=_templates(reader, groups, types),
    )
    if not least <= economic.horizon_default <= most:
        reader.fail("klucz „horizon_default” leży poza „horizon_least” i „horizon_most”")
    if {economic.sensitive_within, -economic.sensitive_within} - set(economic.steps):
        reader.fail("klucz „sensitive_within” to jeden z kroków „steps”, w górę i w dół")
    reader.finish()
    return economic


def _number(reader: "Reader", key: str, least: int) -> int:
    value: int = reader.take(key, int)
    if isinstance(value, bool) or not least <= value <= WHOLE:
        reader.fail(f"klucz „{key}” to liczba całkowita od {least} do {WHOLE}")
    return value


def _steps(reader: "Reader") -> tuple[int, ...]:
    steps = reader.take("steps", list)
    whole = all(type(one) is int and one and -WHOLE < one <= WHOLE for one in steps)
    if not steps or not whole or steps != sorted(set(steps)):
        reader.fail("klucz „steps” to rosnąca lista liczb całkowitych większych niż −100, bez zera")
    return tuple(steps)


def _texts(reader: "Reader", key: str, known: frozenset[str]) -> dict[str, str]:
    found: dict[str, Any] = reader.take(key, dict)
    if odd := set(found) ^ known:
        reader.fail(f"tabela „{key}”: brakuje klucza albo jest nieznany: „{min(odd)}”")
    for code, text in found.items():
        if not isinstance(text, str) or not text.strip():
            reader.fail(f"klucz „{key}.{code}” ma złą wartość")
    return found


def _groups(reader: "Reader") -> dict[str, CostGroup]:
    found: dict[str, CostGroup] = {}
    for one in reader.each("group", "code"):
        texts = {key: one.take(key, str) for key in ("code", "label", "short", "unit", "hint")}
        if texts["code"] in found:
            one.fail("ta grupa już jest")
        kind = one.take("kind", str)
        if kind not in KINDS:
            one.fail(f"klucz „kind”: nieznany rodzaj „{kind}”")
        scenarios = tuple(one.take("scenarios", list))
        if not scenarios or not set(scenarios) <= set(SCENARIOS):
            one.fail("klucz „scenarios” to lista z „A”, „B” albo z obiema")
        one.finish()
        found[texts["code"]] = CostGroup(**texts, scenarios=scenarios, kind=kind)
    if odd := set(found) ^ GROUP_CODES:
        reader.fail(f"lista „group”: brakuje grupy albo jest nieznana: „{min(odd)}”")
    return found


def _overheads(reader: "Reader") -> dict[str, OverheadKey]:
    found: dict[str, OverheadKey] = {}
    for one in reader.each("overhead", "code"):
        key = OverheadKey(*(one.take(part, str) for part in ("code", "label", "explanation")))
        one.finish()
        found[key.code] = key
    if tuple(found) != OVERHEAD_CODES:
        reader.fail(f"lista „overhead” ma mieć po kolei: {', '.join(OVERHEAD_CODES)}")
    return found


def _classes(reader: "Reader") -> tuple[EconomicClass, ...]:
    tables, found = reader.each("class", "code"), list[EconomicClass]()
    for one in tables:
        minimum = None if one is tables[-1] else one.take("minimum", int)
        before = found[-1].minimum if found else None
        if minimum is not None and before is not None and minimum >= before:
            one.fail("klucz „minimum” ma być mniejszy niż w poprzedniej klasie")
        code, label = one.take("code", str), one.take("label", str)
        if code in {known.code for known in found}:
            one.fail("ta klasa już jest")
        found.append(EconomicClass(code, label, one.take("sentence", str), minimum))
        one.finish()
    return tuple(found)


def _templates(
    reader: "Reader", groups: Mapping[str, CostGroup], types: frozenset[str]
) -> dict[tuple[str, str], tuple[LineTemplate, ...]]:
    found: dict[tuple[str, str], tuple[LineTemplate, ...]] = {}
    for one in reader.each("template", "scenario"):
        scenario, kinds = one.take("scenario", str), one.take("types", list)
        if odd := set(kinds) - types:
            one.fail(f"klucz „types”: nie ma typu „{min(odd)}”")
        lines = tuple(_template(one, raw, scenario, groups) for raw in one.take("lines", list))
        for kind in kinds:
            if (kind, scenario) in found:
                one.fail(f"klucz „types”: typ „{kind}” ma już wzory w tym scenariuszu")
            found[kind, scenario] = lines
        one.finish()
    return found


def _template(
    reader: "Reader", raw: object, scenario: str, groups: Mapping[str, CostGroup]
) -> LineTemplate:
    match raw:
        case [str(group), str(name)] if group in groups and scenario in groups[group].scenarios:
            return LineTemplate(group, name)
    reader.fail(f"klucz „lines”: „{raw}” to nie para [grupa tego scenariusza, nazwa]")
    raise AssertionError
