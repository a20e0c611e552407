"""The charts of an analysis: costs, unit costs, sensitivity, criteria, risks, the plan."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from contracting.analysis.method import EconomicMethod, Item, SocialMethod
from contracting.analysis.method.joining import Axis, Joining
from contracting.analysis.method.social import HIGHEST, LOWEST
from contracting.analysis.rules.answers import Filled, ranked
from contracting.analysis.rules.economic import EconomicFigures
from contracting.analysis.rules.measured import ComparedRow, Comparison
from contracting.analysis.rules.plan import WorkPlan
from contracting.analysis.rules.printing import CENT, TENTH, rounded, shown
from contracting.analysis.rules.saving import saving_of
from contracting.analysis.rules.social import CriterionRow, SocialFigures
from mkus_portal.charts import (
    Band,
    Bar,
    Chart,
    Mark,
    Point,
    Series,
    Spot,
    bars,
    columns,
    empty,
    gantt,
    lines,
    matrix,
    profile,
    risk_map,
)
from mkus_portal.web import wording

NOW, AFTER = "Dziś", "Po zmianie"
REVENUE = "OPL"


def money(value: Decimal | None) -> str:
    """Return an amount in words for a chart's sentence."""
    return "brak" if value is None else wording.money(value)


def cost_chart(economic: EconomicMethod, figures: EconomicFigures) -> Chart:
    """Return the yearly costs by group, today and after; today's fees stand to the left."""
    outside = {code for code, one in economic.groups.items() if one.kind == "outside"}
    names, before, after = [], [], []
    for code, group in economic.groups.items():
        today = figures.present.get(code)
        if today is not None and code == REVENUE:
            today = -today
        then = None if code in outside else figures.future.get(code)
        if today or then:
            names.append(group.short)
            before.append(rounded(today, CENT))
            after.append(rounded(then, CENT))
    overhead = figures["OGOL_A"]
    if overhead:
        names.append("Koszty ogólne według klucza")
        before.append(rounded(overhead, CENT))
        after.append(None)
    alt = (
        f"Roczny koszt netto urzędu: dziś {money(figures['K_A'])},"
        f" po zmianie {money(figures['K_B'])}. Koszty jednorazowe są pokazane w całości."
    )
    series = (Series(NOW, tuple(before)), Series(AFTER, tuple(after)))
    return bars("Koszty urzędu według grup", alt, names, series, "zł")


def unit_chart(figures: EconomicFigures, unit: str) -> Chart:
    """Return what one unit of the service costs: the office today and after, everybody after."""
    labels = ("Dziś: płaci urząd", "Po zmianie: płaci urząd", "Po zmianie: płacą wszyscy")
    values = tuple(rounded(figures[key], CENT) for key in ("kj_A", "kj_B", "kj_Bs"))
    alt = "; ".join(
        f"{label.lower()} {money(value)}" for label, value in zip(labels, values, strict=True)
    )
    title = f"Koszt jednostki usługi ({unit})" if unit else "Koszt jednostki usługi"
    return bars(title, f"{title}: {alt}.", labels, (Series("Koszt jednostki", values),), "zł")


def saving_chart(figures: EconomicFigures, years: int) -> Chart:
    """Return what the change has saved by the end of each year, with the year that pays it back."""
    title = "Oszczędność narastająco"
    saving = saving_of(figures, years)
    if saving is None:
        return empty(title)
    values = tuple(rounded(one, CENT) for one in saving.by_year)
    payback = ""
    if saving.payback is not None:
        payback = f"zwrot po {_years_after(saving.payback)}"
    alt = (
        f"Rok 0, same koszty jednorazowe: {money(values[0])}."
        f" Na koniec roku {saving.years}: {money(values[-1])}."
        f" {(payback or 'nakłady nie zwracają się w tym czasie').capitalize()}."
        if saving.by_year[0]
        else f"Bez kosztów jednorazowych. Na koniec roku {saving.years}: {money(values[-1])}."
    )
    return columns(
        title,
        alt,
        [str(year) for year in range(saving.years + 1)],
        Series("Oszczędność (+) albo dopłata (−) od początku", values),
        "zł",
        mark=saving.payback,
        mark_label=payback,
    )


def _years_after(years: Decimal) -> str:
    """Return „2,4 roku” or „3 latach”, as they stand behind „po”."""
    told = rounded(years, TENTH) or years
    whole = told == told.to_integral_value()
    word = wording.plural(int(told), "roku", "latach", "latach") if whole else "roku"
    return f"{wording.number(told)} {word}"


def sensitivity_chart(economic: EconomicMethod, figures: EconomicFigures) -> Chart:
    """Return WE when the grant or the number of units is different, over the classes."""
    steps = sorted({*economic.steps, 0})
    names = [f"{step:+d}%".replace("-", "−") if step else "bez zmian" for step in steps]
    now = rounded(figures["WE"], TENTH)
    grant = tuple(rounded(figures.at_grant[one], TENTH) if one else now for one in steps)
    units = tuple(rounded(figures.at_units[one], TENTH) if one else now for one in steps)
    bands, high = [], None
    for one in economic.classes:
        low = None if one.minimum is None else Decimal(one.minimum)
        bands.append(Band(one.code.replace("-", "−"), low, high))
        high = low
    alt = (
        "Wskaźnik efektywności ekonomicznej, gdy dotacja albo liczba jednostek jest inna o 10"
        f" i 20 procent. Bez zmian wynosi {wording.number(now) if now is not None else 'brak'}."
    )
    series = (Series("Inna dotacja", grant), Series("Inna liczba jednostek", units))
    return lines("Wrażliwość wyniku", alt, names, series, "WE", bands)


def profile_chart(social: SocialMethod, figures: SocialFigures) -> Chart:
    """Return where each counted criterion stands today and after, on the scale of the cards."""
    rows = figures.counted
    better = sum(1 for row in rows if row.difference and row.difference > 0)
    worse = sum(1 for row in rows if row.difference and row.difference < 0)
    alt = (
        f"Średnie oceny w skali od {LOWEST} do {HIGHEST}, dziś i po zmianie (prognoza):"
        f" wyżej w {better}, niżej w {worse} z {len(rows)} kryteriów."
        f" Razem {shown(figures.before)} i {shown(figures.after)} punktów na 100."
    )
    return profile(
        "Profil kryteriów",
        alt,
        _criteria(social, rows),
        (
            Series(NOW, tuple(rounded(row.before, CENT) for row in rows)),
            Series("Po zmianie (prognoza)", tuple(rounded(row.after, CENT) for row in rows)),
        ),
        low=LOWEST,
        high=HIGHEST,
    )


def measured_chart(social: SocialMethod, found: Comparison) -> Chart:
    """Return the state before, the forecast and the measurement of each compared criterion."""
    rows = found.compared
    better = sum(1 for row in rows if row.difference and row.difference > 0)
    worse = sum(1 for row in rows if row.difference and row.difference < 0)
    alt = (
        f"Pomiar wyżej od prognozy w {better}, niżej w {worse} z {len(rows)} kryteriów."
        f" Razem: przed zmianą {shown(found.before)}, prognoza {shown(found.forecast)},"
        f" pomiar {shown(found.measured)} punktów na 100."
    )
    return profile(
        "Prognoza i pomiar",
        alt,
        _criteria(social, rows),
        (
            Series("Przed zmianą", tuple(rounded(row.before, CENT) for row in rows)),
            Series("Prognoza", tuple(rounded(row.forecast, CENT) for row in rows)),
            Series("Pomiar", tuple(rounded(row.measured, CENT) for row in rows)),
        ),
        low=LOWEST,
        high=HIGHEST,
    )


def _criteria(social: SocialMethod, rows: Iterable[CriterionRow | ComparedRow]) -> list[str]:
    return [f"{row.criterion}. {social.criterion(row.criterion).label}" for row in rows]


def matrix_chart(method: Joining, economic: str | None, social: str | None) -> Chart:
    """Return the matrix of both efficiencies with the analysis's point, if it has both classes."""
    cells = tuple(
        tuple(method.cell(row.code, column.code).label for column in method.columns)
        for row in method.rows
    )
    title = "Macierz: efektywność ekonomiczna i społeczna"
    alt = "Analiza nie ma jeszcze obu wyników, więc nie ma jej w macierzy."
    spot = None
    if economic is not None and social is not None:
        (row, down), (column, across) = (
            _place(method.rows, economic),
            _place(method.columns, social),
        )
        spot = Spot(row, column, across, down)
        alt = (
            f"Wiersz „{method.rows[row].label}” (klasa {economic}), kolumna"
            f" „{method.columns[column].label}” (klasa {social}): {cells[row][column]}."
        )
    return matrix(
        title,
        alt,
        rows=[one.label for one in method.rows],
        columns=[one.label for one in method.columns],
        cells=cells,
        axes=("Koszt jednostki", "Dla ludzi"),
        spot=spot,
    )


def _place(axes: Sequence[Axis], cls: str) -> tuple[int, float]:
    """Return the axis that holds a class, and where in it the class stands, 0–1."""
    at = next(at for at, axis in enumerate(axes) if cls in axis.classes)
    classes = axes[at].classes
    return at, (classes.index(cls) + 0.5) / len(classes)


def risk_chart(item: Item, found: Filled) -> Chart:
    """Return the rated risks on a map, numbered from the greatest down."""
    probability, impact = item.product
    points = [
        Point(
            number,
            one.row.text(item.columns[0].code),
            int(one.row.text(probability)),
            int(one.row.text(impact)),
        )
        for number, one in enumerate(ranked(item, found), 1)
        if one.level
    ]
    first = points[0].label if points else ""
    alt = f"Mapa ryzyk: ocenionych {len(points)}, największe: {first}."
    return risk_map("Mapa ryzyk", alt, points)


def plan_chart(plan: WorkPlan, today: date | None = None) -> Chart:
    """Return the plan over time; `today` is for pages, a print says nothing of its day."""
    numbers = {step.row: step.number for step in plan.steps}
    steps = [
        Bar(
            step.number,
            step.name,
            step.start,
            step.end,
            numbers.get(step.after or 0),
            today is not None and step.done_on is not None,
        )
        for step in plan.steps
        if step.start and step.end and step.start <= step.end
    ]
    marks = [Mark(one.name, one.on) for one in plan.milestones if one.on]
    alt = (
        f"Harmonogram: działań {len(steps)}, kamieni milowych {len(marks)},"
        f" od {wording.day(plan.first)} do {wording.day(plan.last)}"
    )
    return gantt("Harmonogram", alt, steps, marks, today)
