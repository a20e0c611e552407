"""The page of the economic efficiency, and the door to the efficiency alone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from contracting.analysis import actions
from contracting.analysis.content import filled, method_of
from contracting.analysis.delivered import promises_of
from contracting.analysis.economic_charts import picture_of, pictures
from contracting.analysis.economic_form import (
    COOPERATION,
    FUTURE_TABLE,
    GENERAL,
    KEY,
    NO_PRESENT,
    NOTE,
    OVERHEAD,
    PARTNERS_TABLE,
    PRESENT_TABLE,
    REALIZER,
    REGRANTING,
    cost_table,
    economic_of,
    partner_columns,
    regranting_fields,
)
from contracting.analysis.economic_live import PARTS, value_text
from contracting.analysis.economics import load
from contracting.analysis.models import Analysis, FutureCost
from contracting.analysis.rules.economic import figures_of
from contracting.analysis.rules.economic_view import economic_view
from contracting.analysis.sheets import Sheet, sheet_of
from contracting.analysis.views.analyses import AnalysisCreate
from contracting.analysis.views.base import AnalysisForm, AnalysisPage
from mkus_portal.drafting.models import Draft
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.web.longform import (
    Attempt,
    FieldSpec,
    FieldView,
    Item,
    Section,
    TableSpec,
    TableView,
)

TITLE = "Efektywność ekonomiczna"
HELPING, COMMENT = frozenset({"T09", "T11", "T12"}), "E2-08"
LEAD = (
    "Wpisz, ile zadanie kosztuje dzisiaj i ile będzie kosztować po zmianie. Portal liczy wyniki"
    " od razu. Kwoty podawaj brutto, za jeden rok."
)
PART_TITLES = {
    "present": "Dzisiaj",
    "budget": "Po zmianie: budżet urzędu",
    "whole": "Po zmianie: pełny koszt zadania",
    "change": "Co przyniesie zmiana",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A cost line as the page shows it: its cells, its value, and whether it can be copied to B."""

    pk: int
    number: int
    cells: list[FieldView]
    value: str
    can_copy: bool


@dataclass(frozen=True, slots=True)
class Costs:
    """A table of costs with its lines and what each group means."""

    table: TableView
    lines: list[Line]
    groups: list[tuple[str, str]]
    has_typical: bool


class AnalysisEconomic(AnalysisForm):
    """The calculator: units, costs of both states, overhead, results as one types."""

    template_name = "contracting/analysis/analysis_economic.html"

    def get_section(self) -> Section:
        """Return all inputs that the analysis's type asks for, in the order of the page."""
        items = [one for group in self.groups().values() for one in group]
        return Section("economic", TITLE, items, LEAD)

    def groups(self) -> dict[str, list[Item]]:
        """Return the inputs by the part of the page in which they stand."""
        analysis = self.analysis()
        economic = economic_of(analysis)
        choices = tuple((one.code, one.label) for one in economic.overheads.values())
        key = FieldSpec(KEY, "Jak policzyć koszty ogólne urzędu", "radio", choices=choices)
        found: dict[str, list[Item]] = {
            "general": [one.spec for one in GENERAL],
            "none": [NO_PRESENT.spec],
            PRESENT_TABLE: [cost_table(economic, PRESENT_TABLE)],
            "key": [key],
            "overhead": [one.spec for one in OVERHEAD],
            FUTURE_TABLE: [cost_table(economic, FUTURE_TABLE)],
            "realizer": [one.spec for one in REALIZER],
            "regranting": [],
            "partners": [],
            "note": [NOTE.spec],
        }
        if analysis.commissioning_type == REGRANTING:
            found["regranting"] = [one.spec for one in regranting_fields(economic)]
        if analysis.commissioning_type == COOPERATION:
            columns = partner_columns(economic)
            spec = TableSpec(PARTNERS_TABLE, "Partnerzy", columns, add_label="Dodaj partnera")
            found["partners"] = [spec]
        return found

    def save_posted(self, draft: Draft) -> Attempt:
        """Save what was posted, then add the typical lines or copy the line of the button."""
        attempt = super().save_posted(draft)
        what, table, row = self._row_button()
        try:
            if what == "typical":
                actions.add_typical_lines(self.act, self.analysis(), table)
            elif what == "copy":
                self.copy(row)
            elif what == "carry":
                self.carry()
        except ValidationError as error:
            messages.warning(self.request, error.messages[0])
        except NoSuchPlaceError:
            return attempt
        return attempt

    def copy(self, row: int) -> None:
        """Copy a line into the costs after the change and say what came of it."""
        if actions.copy_line(self.act, self.analysis(), row):
            messages.success(self.request, "Koszt jest skopiowany na koniec kosztów po zmianie.")
        else:
            messages.warning(self.request, "Tej grupy kosztów nie ma w kosztach po zmianie.")

    def carry(self) -> None:
        """Carry the numbers of today's small grants and say what came of it."""
        if actions.carry_small_grants(self.act, self.analysis()):
            messages.success(self.request, "Liczby z odpowiedzi są przepisane.")
        else:
            messages.warning(self.request, "Nie ma czego przepisać: te pola są już wypełnione.")

    def sheets(self) -> list[Sheet]:
        """Return the sheets whose answers help to count, as far as anything stands in them."""
        analysis = self.analysis()
        if not analysis.is_staged:
            return []
        method, found = method_of(analysis), filled(analysis)
        kind = analysis.commissioning_type
        sheets = [
            sheet_of(tool, method, kind, found, COMMENT)
            for code, tool in method.tools.items()
            if code in HELPING
        ]
        return [sheet for sheet in sheets if sheet.answered]

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Put the inputs into their parts, add the results."""
        context = super().page_context(attempt)
        views, analysis = iter(context["views"]), self.analysis()
        loaded = load(analysis)
        parts = {name: [next(views) for _ in items] for name, items in self.groups().items()}
        economic = economic_of(analysis)
        figures = figures_of(loaded.economy, economic)
        eco = economic_view(loaded.economy, figures, economic)
        return {
            **context,
            "analysis": analysis,
            "parts": parts,
            "eco": eco,
            "pictures": pictures(analysis, loaded, figures),
            "overheads": economic.overheads.values(),
            "sheets": self.sheets(),
            "promises": promises_of(analysis),
            "present": self.costs(parts[PRESENT_TABLE][0], loaded.present),
            "future": self.costs(parts[FUTURE_TABLE][0], loaded.future),
            "results": [(part, PART_TITLES[part], getattr(eco, part)) for part in PARTS],
        }

    def costs(self, table: TableView, lines: Any) -> Costs:  # noqa: ANN401 - lines of either table
        """Return a table of costs with the values of its lines."""
        economic, kept = economic_of(self.analysis()), {line.pk: line for line in lines}
        is_present = table.spec.code == PRESENT_TABLE
        scenario = "A" if is_present else FutureCost.scenario
        in_future = {one.code for one in economic.groups_of(FutureCost.scenario)}
        shown = [
            Line(
                row.pk,
                row.number,
                row.cells,
                value_text(kept[row.pk]) if row.pk in kept else "",
                is_present and row.pk in kept and kept[row.pk].group in in_future,
            )
            for row in table.rows
        ]
        return Costs(
            table,
            shown,
            [(f"{one.label} ({one.code})", one.hint) for one in economic.groups_of(scenario)],
            bool(economic.lines_for(self.analysis().commissioning_type, scenario)),
        )


class AnalysisEconomicChart(AnalysisPage):
    """A chart of the calculator as a picture, for whoever reads the analysis."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the picture as it stands; 404 for a name that no chart has."""
        svg = picture_of(self.get_object(), self.kwargs["name"])
        if svg is None:
            raise Http404
        return HttpResponse(svg, content_type="image/svg+xml")


class EfficiencyCreate(AnalysisCreate):
    """The door to the efficiency alone: title, task, type, and straight to the calculator."""

    heading = "Policz samą efektywność"
    lead = (
        "Bez etapów i pytań: tylko efektywność ekonomiczna i społeczna. Później możesz rozszerzyć"
        " ją do pełnej analizy."
    )
    submit = "Przejdź do kalkulatora"

    is_staged = False

    def first_page(self, analysis: Analysis) -> str:
        """Return the calculator's address."""
        return reverse("analysis-economic", args=(analysis.pk,))


class AnalysisWiden(AnalysisPage):
    """Adds the stages to an analysis of the efficiency alone."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Widen and go back to the analysis."""
        analysis = self.get_object()
        actions.widen_analysis(self.act, analysis)
        messages.success(request, "Analiza ma teraz wszystkie etapy.")
        return HttpResponseRedirect(analysis.get_absolute_url())
