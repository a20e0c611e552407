"""The guide to the model as data: chapters, more about each type, a worked example, the workbook.

A text may name a legal number as `{prawo:KEY}`; its value is that of the day on which it is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from contracting.analysis.method.economic import EconomicMethod
from contracting.analysis.method.social import HIGHEST, LOWEST, SocialMethod

if TYPE_CHECKING:
    from contracting.analysis.method.reading import Reader

BASES = ("MKUS", "mixed", "P")
SHOWN = ("", "types", "stages", "economic", "social", "joining")
LAW = re.compile(r"\{prawo:([a-z0-9_.]+)\}")
MOST_ROWS = 40
SCORES = 2


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: paragraphs, then points; `shows` what the portal adds from the method itself."""

    code: str
    title: str
    basis: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    shows: str


@dataclass(frozen=True, slots=True)
class Change:
    """An example of a change, made up: how it is today, how it is after, what it gives."""

    title: str
    today: str
    after: str
    gain: str


@dataclass(frozen=True, slots=True)
class TypeGuide:
    """More about a type: what it is like, whom it suits, whom not, the law, examples."""

    code: str
    about: tuple[str, ...]
    fits: tuple[str, ...]
    avoid: tuple[str, ...]
    law: tuple[str, ...]
    examples: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A cost line of the worked example; money in złoty."""

    scenario: str
    group: str
    name: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    times_per_year: Decimal
    payer: str


@dataclass(frozen=True, slots=True)
class Example:
    """The worked example: made up, counted by the method itself. `scores` before and after, 1–5."""

    task: str
    story: str
    commissioning_type: str
    service_unit: str
    units_before: Decimal
    units_after: Decimal
    horizon_years: int
    lines: tuple[ExampleLine, ...]
    scores: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WorkbookTexts:
    """What the printed workbook says about itself, and how many empty rows its tables have."""

    title: str
    how: tuple[str, ...]
    costs: str
    scores: str
    survey: str
    grid: str
    rows: int
    cost_rows: int


@dataclass(frozen=True, slots=True)
class Guide:
    """All of the guide that is data."""

    title: str
    lead: str
    origin: str
    sources: tuple[tuple[str, str], ...]
    bases: Mapping[str, str]
    chapters: tuple[Chapter, ...]
    types: Mapping[str, TypeGuide]
    example: Example
    workbook: WorkbookTexts


def read_guide(
    reader: "Reader",
    of_types: "Reader",
    types: frozenset[str],
    economic: EconomicMethod,
    social: SocialMethod,
) -> Guide:
    """Return `guide.toml` and `guide_types.toml`. Raises MethodError naming file and key."""
    chapters = tuple(_chapter(one) for one in reader.each("chapter", "code"))
    codes = [one.code for one in chapters]
    if twice := {code for code in codes if codes.count(code) > 1}:
        reader.fail(f"lista „chapter”: kod „{min(twice)}” stoi dwa razy")
    bases = reader.take("bases", dict)
    if set(bases) != set(BASES):
        reader.fail(f"klucz „bases”: mają być dokładnie {', '.join(BASES)}")
    guide = Guide(
        title=reader.take("title", str),
        lead=_text(reader, "lead"),
        origin=_text(reader, "origin"),
        sources=tuple(_source(one) for one in reader.each("source", "title")),
        bases=bases,
        chapters=chapters,
        types=_types(of_types, types),
        example=_example(_table(reader, "example"), types, economic, social),
        workbook=_workbook(_table(reader, "workbook")),
    )
    reader.finish()
    return guide


def _table(reader: "Reader", key: str) -> "Reader":
    return type(reader)(f"{reader.where}: {key}", reader.take(key, dict))


def _checked(reader: "Reader", key: str, text: str) -> str:
    """Return a text whose braces all name a legal number."""
    if "{" in LAW.sub("", text) or "}" in LAW.sub("", text):
        reader.fail(f"klucz „{key}”: w nawiasach klamrowych może stać tylko {{prawo:klucz}}")
    return text


def _text(reader: "Reader", key: str) -> str:
    return _checked(reader, key, reader.take(key, str))


def _texts(reader: "Reader", key: str, *, may_lack: bool = False) -> tuple[str, ...]:
    found = reader.take(key, list, default=[] if may_lack else None)
    if not (found or may_lack) or not all(isinstance(one, str) and one.strip() for one in found):
        reader.fail(f"klucz „{key}” to niepusta lista tekstów")
    return tuple(_checked(reader, key, one) for one in found)


def _chapter(reader: "Reader") -> Chapter:
    basis, shows = reader.take("basis", str), reader.take("shows", str, default="")
    if basis not in BASES or shows not in SHOWN:
        reader.fail("klucz „basis” albo „shows” ma złą wartość")
    chapter = Chapter(
        code=reader.take("code", str),
        title=reader.take("title", str),
        basis=basis,
        paragraphs=_texts(reader, "paragraphs"),
        points=_texts(reader, "points", may_lack=True),
        shows=shows,
    )
    reader.finish()
    return chapter


def _source(reader: "Reader") -> tuple[str, str]:
    source = (reader.take("title", str), reader.take("text", str))
    reader.finish()
    return source


def _types(reader: "Reader", types: frozenset[str]) -> dict[str, TypeGuide]:
    found: dict[str, TypeGuide] = {}
    for one in reader.each("type", "code"):
        code = one.take("code", str)
        if code not in types or code in found:
            one.fail(f"klucz „code”: typu „{code}” nie ma albo stoi dwa razy")
        found[code] = TypeGuide(
            code=code,
            about=_texts(one, "about"),
            fits=_texts(one, "fits"),
            avoid=_texts(one, "avoid"),
            law=_texts(one, "law"),
            examples=tuple(_change(change) for change in one.each("example", "title")),
        )
        one.finish()
    reader.finish()
    if missing := types - set(found):
        reader.fail(f"lista „type”: brakuje typu „{min(missing)}”")
    return found


def _change(reader: "Reader") -> Change:
    change = Change(*(_text(reader, key) for key in ("title", "today", "after", "gain")))
    reader.finish()
    return change


def _number(reader: "Reader", key: str, most: int) -> int:
    value: int = reader.take(key, int)
    if isinstance(value, bool) or not 1 <= value <= most:
        reader.fail(f"klucz „{key}” to liczba całkowita od 1 do {most}")
    return value


def _decimal(reader: "Reader", key: str, default: str | None = None) -> Decimal:
    text = reader.take(key, str, default=default)
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or value < 0:
        reader.fail(f"klucz „{key}” to liczba w cudzysłowie, zero albo więcej")
    return value


def _example(
    reader: "Reader", types: frozenset[str], economic: EconomicMethod, social: SocialMethod
) -> Example:
    kind = reader.take("commissioning_type", str)
    if kind not in types:
        reader.fail(f"klucz „commissioning_type”: nie ma typu „{kind}”")
    example = Example(
        task=reader.take("task", str),
        story=_text(reader, "story"),
        commissioning_type=kind,
        service_unit=reader.take("service_unit", str),
        units_before=_decimal(reader, "units_before"),
        units_after=_decimal(reader, "units_after"),
        horizon_years=_number(reader, "horizon_years", economic.horizon_most),
        lines=tuple(_line(one, economic) for one in reader.each("line", "name")),
        scores=_scores(reader, social),
    )
    reader.finish()
    return example


def _line(reader: "Reader", economic: EconomicMethod) -> ExampleLine:
    line = ExampleLine(
        scenario=reader.take("scenario", str),
        group=reader.take("group", str),
        name=reader.take("name", str),
        quantity=_decimal(reader, "quantity"),
        unit=reader.take("unit", str),
        unit_cost=_decimal(reader, "unit_cost"),
        times_per_year=_decimal(reader, "times_per_year", "1"),
        payer=reader.take("payer", str, default="JST"),
    )
    group = economic.groups.get(line.group)
    if group is None or line.scenario not in group.scenarios:
        reader.fail(f"klucz „group”: grupy „{line.group}” nie ma w scenariuszu „{line.scenario}”")
    if line.payer not in economic.payers:
        reader.fail(f"klucz „payer”: nieznany płatnik „{line.payer}”")
    reader.finish()
    return line


def _scores(reader: "Reader", social: SocialMethod) -> dict[str, tuple[int, int]]:
    given = reader.take("scores", dict)
    if set(given) != set(social.codes):
        odd = min(set(given) ^ set(social.codes))
        reader.fail(f"klucz „scores”: brakuje kryterium albo nie ma takiego: „{odd}”")
    for code, pair in given.items():
        if not _is_pair(pair):
            reader.fail(f"klucz „scores.{code}” to dwie oceny od {LOWEST} do {HIGHEST}")
    return {code: (pair[0], pair[1]) for code, pair in given.items()}


def _is_pair(pair: object) -> bool:
    if not isinstance(pair, list) or len(pair) != SCORES:
        return False
    return all(type(one) is int and LOWEST <= one <= HIGHEST for one in pair)


def _workbook(reader: "Reader") -> WorkbookTexts:
    workbook = WorkbookTexts(
        title=reader.take("title", str),
        how=_texts(reader, "how"),
        costs=_text(reader, "costs"),
        scores=_text(reader, "scores"),
        survey=_text(reader, "survey"),
        grid=_text(reader, "grid"),
        rows=_number(reader, "rows", MOST_ROWS),
        cost_rows=_number(reader, "cost_rows", MOST_ROWS),
    )
    reader.finish()
    return workbook
