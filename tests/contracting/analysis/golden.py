"""A whole, closed analysis of each type, as an office would write it, for reports that are read."""

from contracting.analysis.actions import close_analysis
from contracting.analysis.content import method_of
from contracting.analysis.models import Analysis
from contracting.analysis.plan_actions import insert_typical_plan
from mkus_portal.act import Act
from mkus_portal.drafting.actions import add_row, save_field
from tests.contracting.analysis import factories

KINDS = ("regranting", "service", "institution", "cooperation", "other")
TITLE = "Analiza zmiany sposobu prowadzenia domu sąsiedzkiego w dzielnicy przy stacji"
GOAL = (
    "Dłuższe godziny otwarcia i zajęcia, których chcą mieszkańcy, przy tym samym wydatku gminy."
    " Zespół sprawdził potrzeby w ankiecie i na trzech spotkaniach."
)
WHY = (
    "Zespół przejrzał wyniki ankiety, w której odpowiedziało 214 osób, zapisy z dyżurów oraz skargi"
    " z dwóch lat. Najczęściej powtarzała się prośba o otwarcie po południu i w soboty, a urząd nie"
    " ma na to etatów. Dwie organizacje z gminy prowadzą podobne miejsca od pięciu lat, mają kadrę"
    " i doświadczenie w rozliczaniu dotacji, a budynek jest po remoncie i nie wymaga nakładów."
)
PRESENT = (
    ("PERS", "Etaty animatorów", "2", "82000.00"),
    ("OBJ", "Media i sprzątanie", "12", "3150.50"),
    ("OPL", "Opłaty za zajęcia", "1", "9600.00"),
)
FUTURE = (
    ("DOT", "Dotacja dla organizacji", "1", "148000.00"),
    ("OBJ", "Media po stronie gminy", "12", "1900.00"),
    ("NADZ", "Nadzór urzędu", "1", "6500.00"),
    ("JEDN", "Wyposażenie na start", "1", "24000.00"),
)
ECONOMIC = {
    "eco.no_present_state": "",
    "eco.service_unit": "godzina otwarcia",
    "eco.units_before": "1600",
    "eco.units_after": "2300",
    "eco.horizon_years": "5",
    "eco.discount_rate": "3",
}
RISKS = (
    ("Żadna organizacja nie złoży oferty na prowadzenie placówki", "2", "5"),
    ("Rotacja pracowników w pierwszym roku", "4", "3"),
    ("Wyższe ceny energii, niż założono w budżecie", "3", "3"),
)


def golden_analysis(act: Act, kind: str) -> Analysis:
    """Return a closed analysis of a type with every question answered and both results."""
    analysis = factories.make_analysis(
        act, kind, title=TITLE, task_name="Prowadzenie domu sąsiedzkiego"
    )
    factories.fill(act, analysis)
    words = {method_of(analysis).report.goal: GOAL, "E1-90.why": WHY, "E1-91.why": WHY}
    for place, text in {**words, **ECONOMIC}.items():
        factories.answer(act, analysis, place, text)
    for table, lines in (("present_costs", PRESENT), ("future_costs", FUTURE)):
        for group, name, quantity, cost in lines:
            factories.add_cost(
                act, analysis, table, group=group, name=name, quantity=quantity, unit_cost=cost
            )
    _risks(act, analysis)
    _second_card(act, analysis)
    insert_typical_plan(act, analysis, factories.AT.date())
    close_analysis(act, analysis)
    return analysis


def _risks(act: Act, analysis: Analysis) -> None:
    table = method_of(analysis).report.risks
    for text, probability, impact in RISKS:
        row = add_row(act, analysis.draft, table)
        cells = {
            "risk": text,
            "probability": probability,
            "impact": impact,
            "action": "Rozmowy z organizacjami przed konkursem",
            "owner": "Wydział spraw społecznych",
        }
        for cell, said in cells.items():
            save_field(act, analysis.draft, f"{table}:{row.pk}:{cell}", said, 0)


def _second_card(act: Act, analysis: Analysis) -> None:
    """Score once more, each criterion otherwise, so that the charts have a shape."""
    factories.score_again(
        act,
        analysis,
        "Organizacje",
        "organisation",
        lambda at, side: 2 + at % 3 if side == "before" else 5 - at % 4,
    )
