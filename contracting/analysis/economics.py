"""Loading what the economic efficiency of an analysis is computed from; five queries at most."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from contracting.analysis.economic_form import (
    COOPERATION,
    HORIZON,
    KEY,
    NO_PRESENT,
    PARTNERS_TABLE,
    REGRANTING,
    economic_of,
)
from contracting.analysis.models import Analysis, CostLine, FutureCost, PresentCost
from contracting.analysis.rules.answers import FilledRow, Gap, number_of
from contracting.analysis.rules.economic import EconomicFigures, figures_of
from contracting.analysis.rules.economic_view import EconomicView, economic_view
from contracting.analysis.rules.economy import (
    CostEntry,
    Economy,
    Overhead,
    PartnerShare,
    Regranting,
)

ONCE = Decimal(1)
QUESTION, MODULE = "economic", "economic"
NEEDED_CELLS = {"group": "Grupa kosztów", "quantity": "Ilość", "unit_cost": "Cena jednostki"}
TABLES = {"present_costs": "Koszty dzisiaj", "future_costs": "Koszty po zmianie"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """An analysis's economy as far as it is filled in, with its lines and texts."""

    economy: Economy
    texts: Mapping[str, str]
    present: tuple[PresentCost, ...]
    future: tuple[FutureCost, ...]


def load(
    analysis: Analysis,
    texts: Mapping[str, str] | None = None,
    rows: Mapping[str, tuple[FilledRow, ...]] | None = None,
) -> Loaded:
    """Return the economy of an analysis. Lines that are only begun are left out of it.

    `texts` by place and `rows` by table are taken as they were loaded, else loaded here.
    """
    draft = analysis.draft
    if texts is None:
        answers = draft.answers.filter(row=None, field__startswith="eco.")
        texts = dict(answers.values_list("field", "text"))
    present = tuple(PresentCost.objects.filter(draft=draft))
    future = tuple(FutureCost.objects.filter(draft=draft))
    entries = tuple(_entry(line) for line in (*present, *future) if line.is_counted)
    overhead = _overhead(texts)
    before = number_of(texts.get("eco.units_before", ""))
    economy = Economy(
        horizon_years=_years(texts, economic_of(analysis).horizon_default),
        units_before=before or None,
        units_after=number_of(texts.get("eco.units_after", "")),
        service_unit=texts.get("eco.service_unit", "").strip(),
        office_revenue_after=_number(texts, "eco.office_revenue_after"),
        overhead=overhead,
        lines=entries,
        discount_rate=_number(texts, "eco.discount_rate"),
        substantive=number_of(texts.get("eco.realizer_budget.substantive", "")),
        administrative=number_of(texts.get("eco.realizer_budget.administrative", "")),
        regranting=_regranting(texts) if analysis.commissioning_type == REGRANTING else None,
        partners=_partners(analysis, rows) if analysis.commissioning_type == COOPERATION else (),
    )
    return Loaded(economy, texts, present, future)


def economic_figures(analysis: Analysis, loaded: Loaded | None = None) -> EconomicFigures:
    """Return the figures of an analysis, with whatever is filled in."""
    return figures_of((loaded or load(analysis)).economy, economic_of(analysis))


def view_of(analysis: Analysis, loaded: Loaded | None = None) -> EconomicView:
    """Return what the page, the panel and the report show."""
    economic, economy = economic_of(analysis), (loaded or load(analysis)).economy
    return economic_view(economy, figures_of(economy, economic), economic)


def economic_gaps(analysis: Analysis, loaded: Loaded | None = None) -> list[Gap]:
    """Return what the economic efficiency lacks to be complete; no query when it is loaded."""
    loaded = load(analysis) if loaded is None else loaded
    economy, texts = loaded.economy, loaded.texts
    found: list[tuple[str, str]] = []
    if not economy.service_unit:
        found.append(("podaj jednostkę usługi", "eco.service_unit"))
    if economy.units_after is None:
        found.append(("podaj, ile jednostek będzie rocznie po zmianie", "eco.units_after"))
    says_none = texts.get(NO_PRESENT.place, "").strip() == "tak"
    if economy.has_present and economy.units_before is None:
        found.append(("podaj, ile jednostek jest rocznie dzisiaj", "eco.units_before"))
    if not economy.has_present and not says_none:
        missing = "wpisz koszty dzisiaj albo zaznacz, że dziś nikt nie prowadzi zadania"
        found.append((missing, NO_PRESENT.place))
    if economy.has_present and says_none:
        missing = (
            "zaznaczono, że dziś nikt nie prowadzi zadania, a są koszty dzisiaj – usuń jedno z nich"
        )
        found.append((missing, NO_PRESENT.place))
    if texts.get(KEY, "").strip() not in {"", economy.overhead.key}:
        found.append(("uzupełnij pola wybranego sposobu liczenia kosztów ogólnych", KEY))
    if not economy.has_future:
        found.append(("wpisz co najmniej jeden koszt po zmianie", "eco.units_after"))
    found += _lines_begun("present_costs", loaded.present)
    found += _lines_begun("future_costs", loaded.future)
    return [
        Gap(QUESTION, f"Efektywność ekonomiczna: {sentence}.", place, MODULE)
        for sentence, place in found
    ]


def _lines_begun(table: str, lines: Iterable[CostLine]) -> list[tuple[str, str]]:
    found = []
    for position, line in enumerate(lines, 1):
        if not line.says_something:
            continue
        for cell, label in NEEDED_CELLS.items():
            if getattr(line, cell) in {None, ""}:
                sentence = f"{TABLES[table]}, wiersz {position}: uzupełnij pole „{label}”"
                found.append((sentence, f"{table}:{line.pk}:{cell}"))
    return found


def _entry(line: CostLine) -> CostEntry:
    if line.quantity is None or line.unit_cost is None:
        message = f"the line {line.pk} is not counted"
        raise ValueError(message)
    return CostEntry(
        scenario=line.scenario,
        group=line.group,
        name=line.name,
        quantity=line.quantity,
        unit=line.unit,
        unit_cost=line.unit_cost,
        times_per_year=ONCE if line.times_per_year is None else line.times_per_year,
        payer=line.payer,
        source=line.source,
    )


def _number(texts: Mapping[str, str], place: str) -> Decimal:
    return number_of(texts.get(place, "")) or Decimal(0)


def _years(texts: Mapping[str, str], default: int) -> int:
    return int(_number(texts, HORIZON)) or default


def _overhead(texts: Mapping[str, str]) -> Overhead:
    """Return the chosen key with its numbers; „none” while one that it needs is missing."""
    key = texts.get(KEY, "").strip() or "none"
    parts = [one.name for one in fields(Overhead) if one.name != "key"]
    given = {part: number_of(texts.get(f"eco.overhead.{part}", "")) for part in parts}
    needs = {
        "amount": ("amount",),
        "percent": ("percent",),
        "posts": ("total_overhead", "task_posts", "all_posts"),
    }.get(key, ())
    if any(given[part] is None for part in needs):
        return Overhead()
    return Overhead(key, **{part: given[part] or Decimal(0) for part in needs})


def _regranting(texts: Mapping[str, str]) -> Regranting:
    parts = [one.name for one in fields(Regranting)]
    return Regranting(**{part: _number(texts, f"eco.regranting.{part}") for part in parts})


def _partners(
    analysis: Analysis, rows: Mapping[str, tuple[FilledRow, ...]] | None
) -> tuple[PartnerShare, ...]:
    kept = _partner_rows(analysis) if rows is None else rows.get(PARTNERS_TABLE, ())
    return tuple(
        PartnerShare(
            row.text("name") or "Partner bez nazwy",
            _number(row.cells, "money"),
            _number(row.cells, "in_kind"),
        )
        for row in kept
        if row.says_something
    )


def _partner_rows(analysis: Analysis) -> tuple[FilledRow, ...]:
    rows = analysis.draft.rows.filter(table=PARTNERS_TABLE).prefetch_related("cells")
    return tuple(
        FilledRow(row.pk, {answer.field: answer.text for answer in row.cells.all()}) for row in rows
    )
