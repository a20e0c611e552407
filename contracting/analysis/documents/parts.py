"""Parts 5 to 8 of the report: both efficiencies, what they come to together, the plan."""

from dataclasses import dataclass
from typing import Any

from contracting.analysis import charts
from contracting.analysis.content import method_of
from contracting.analysis.economic_form import economic_of
from contracting.analysis.economics import Loaded
from contracting.analysis.joined import Joined, joined_from
from contracting.analysis.material import Material
from contracting.analysis.models import Analysis
from contracting.analysis.plans import work_plan
from contracting.analysis.rules.answers import Filled, ranked
from contracting.analysis.rules.economic import EconomicFigures, figures_of
from contracting.analysis.rules.economic_view import EconomicView, economic_view
from contracting.analysis.rules.printing import signed
from contracting.analysis.rules.social import SocialFigures
from contracting.analysis.social_result import SocialLine, result_context
from mkus_portal.charts import Chart
from mkus_portal.web import wording

TOP = 3


@dataclass(frozen=True, slots=True)
class EconomicPart:
    """Part 5: the same figures as on the page, four charts, the office's comment."""

    view: EconomicView
    charts: tuple[Chart, ...]
    sensitivity: Chart
    comment: str
    note: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SocialPart:
    """Part 6: the criteria, the result, its chart; `facts` empty before the team has met.

    `waiting` says then what is waited for, `partial` names criteria that not all have scored.
    """

    label: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    table: tuple[SocialLine, ...]
    reasons: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    chart: Chart | None
    comment: str
    waiting: str
    partial: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Part 8: the plan over time."""

    chart: Chart
    cost: str
    span: str


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Everything that the efficiencies give to the report."""

    economic: EconomicPart
    social: SocialPart
    joined: Joined
    plan: PlanPart
    risk_chart: Chart
    top_risks: tuple[str, ...]
    headline: tuple[tuple[str, str], ...]


def efficiency_of(material: Material, found: Filled) -> Efficiency:
    """Return the parts of an analysis as it stands."""
    analysis = material.analysis
    method = method_of(analysis)
    economic = economic_of(analysis)
    economy = material.economy.economy
    figures = figures_of(economy, economic)
    view = economic_view(economy, figures, economic)
    result = result_context(analysis, material.texts, material.scoring)
    plan = work_plan(analysis, found)
    risks = method.items()[method.report.risks]
    rated = [one for one in ranked(risks, found) if one.level]
    social = result["figures"]
    return Efficiency(
        economic=EconomicPart(
            view=view,
            charts=(
                charts.cost_chart(economic, figures),
                charts.unit_chart(figures, economy.service_unit),
                charts.saving_chart(figures, economy.horizon_years),
            ),
            sensitivity=charts.sensitivity_chart(economic, figures),
            comment=found.text("E2-08.comment"),
            note=found.text("eco.note"),
            sources=_sources(analysis, material.economy),
        ),
        social=_social(analysis, found, result),
        joined=joined_from(material, figures, social),
        plan=PlanPart(
            chart=charts.plan_chart(plan),
            cost=wording.money(plan.cost),
            span=f"{wording.day(plan.first)} – {wording.day(plan.last)}",
        ),
        risk_chart=charts.risk_chart(risks, found),
        top_risks=tuple(
            f"{one.row.text(risks.columns[0].code)} (poziom {one.level} z 25) –"
            f" {one.row.text('action') or 'bez działania'}"
            for one in rated[:TOP]
        ),
        headline=_headline(figures, social, has_future=economy.has_future),
    )


def _headline(
    figures: EconomicFigures, social: SocialFigures | None, *, has_future: bool
) -> tuple[tuple[str, str], ...]:
    """Return the three numbers for the decision-maker, each as a term and what it says.

    While there is no cost after the change nothing is compared: the whole is no saving.
    """
    saving, unit = (figures["dK"], figures["kj_B"]) if has_future else (None, None)
    return (
        ("Oszczędność (+) albo dopłata (−) urzędu w roku", charts.money(saving)),
        (
            "Koszt jednostki usługi dla urzędu",
            f"{charts.money(figures['kj_A'])} → {charts.money(unit)}",
        ),
        (
            "Zmiana efektywności społecznej (prognoza)",
            f"{signed(social.delta)} pkt" if social and social.cls else "brak",
        ),
    )


def _sources(analysis: Analysis, loaded: Loaded) -> tuple[tuple[str, str], ...]:
    """Return how many cost lines stand on what: the quality of the data."""
    economic = economic_of(analysis)
    lines = [line for line in (*loaded.present, *loaded.future) if line.is_counted]
    counts = dict.fromkeys(economic.sources.values(), 0)
    for line in lines:
        if line.source in economic.sources:
            counts[economic.sources[line.source]] += 1
    counts["nie podano"] = len(lines) - sum(counts.values())
    return tuple((label, str(count)) for label, count in counts.items() if count)


def _social(analysis: Analysis, found: Filled, result: dict[str, Any]) -> SocialPart:
    method, figures = method_of(analysis).social, result["figures"]
    comment = found.text("E2-09.comment")
    reasons = tuple(
        (method.criterion(code).label, found.text(f"soc.{code}.reason"))
        for code in method.codes
        if found.text(f"soc.{code}.reason")
    )
    notes = tuple(
        (method.criterion(code).label, found.text(f"soc.{code}.note"))
        for code in method.codes
        if found.text(f"soc.{code}.note")
    )
    if figures is None or figures.cls is None:
        group = result["group"]
        waiting = f"{group.waiting} {group.awaited_sides}".strip()
        return SocialPart("", "", (), (), reasons, notes, (), None, comment, waiting, ())
    alone = f" ({method.texts['one_assessor']})" if figures.has_one_assessor else ""
    return SocialPart(
        label=figures.cls.label,
        sentence=figures.cls.sentence,
        facts=(
            ("Dziś (SE_A)", f"{result['before']} pkt na 100"),
            ("Po zmianie – prognoza (SE_B)", f"{result['after']} pkt na 100"),
            ("Różnica (ΔSE)", f"{result['delta']} pkt"),
            ("Zgodność ocen", f"{result['agreement']}%{alone}"),
            ("Pewność", f"{result['certainty']}%"),
            ("Liczba ocen", str(figures.assessors)),
        ),
        table=result["table"],
        reasons=reasons,
        notes=notes,
        warnings=result["warnings"],
        chart=result["chart"],
        comment=comment,
        waiting="",
        partial=result["partial"],
    )
