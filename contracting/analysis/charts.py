"""The charts of an analysis: costs, unit costs, sensitivity, criteria, risks, the plan."""

from datetime import date
from decimal import Decimal

from contracting.analysis.method import EconomicMethod, Item, SocialMethod
from contracting.analysis.rules.answers import Filled, ranked
from contracting.analysis.rules.economic import EconomicFigures
from contracting.analysis.rules.plan import WorkPlan
from contracting.analysis.rules.printing import CENT, TENTH, rounded
from contracting.analysis.rules.social import SocialFigures
from mkus_portal.charts import (
    Band,
    Bar,
    Chart,
    Mark,
    Point,
    Series,
    bars,
    gantt,
    lines,
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
    return bars(title, f"{title}: {alt}.", labels, (Series("zł", values),), "zł")


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


def difference_chart(social: SocialMethod, figures: SocialFigures) -> Chart:
    """Return how each counted criterion changes, in points of the scale."""
    rows = figures.counted
    names = [f"{row.criterion}. {social.criterion(row.criterion).label}" for row in rows]
    better = sum(1 for row in rows if row.difference and row.difference > 0)
    worse = sum(1 for row in rows if row.difference and row.difference < 0)
    alt = f"Zmiana ocen kryteriów (prognoza): lepiej w {better}, gorzej w {worse} z {len(rows)}."
    changes = tuple(rounded(row.difference, CENT) for row in rows)
    return bars("Zmiana oceny każdego kryterium", alt, names, (Series("Zmiana", changes),))


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
