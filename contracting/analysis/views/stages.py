"""Pages of the stages: questions as cards in one column, saved as one types; the helper sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.urls import reverse

from contracting.analysis.coaching import coach_context, stage_url
from contracting.analysis.content import filled, method_of, stages_of
from contracting.analysis.copying import sources_of
from contracting.analysis.legal_words import law_lines
from contracting.analysis.material import Material, material_of
from contracting.analysis.method import Column, Item, Question, Stage
from contracting.analysis.models import Analysis, AnswerSource
from contracting.analysis.modules import Module, modules
from contracting.analysis.peers import counts_for
from contracting.analysis.rules.answers import Filled, numbered
from contracting.analysis.sheets import Sheet, places_of, row_names, sheet_of
from contracting.analysis.views.base import AnalysisForm, AnalysisPage
from mkus_portal.web.longform import Attempt, FieldSpec, FieldView, Section, TableSpec, TableView
from mkus_portal.web.panels import panels_of
from mkus_portal.web.views import DetailPage

EFFICIENCIES = {"economic": "Efektywność ekonomiczna", "social": "Efektywność społeczna"}


@dataclass(frozen=True, slots=True)
class ModulePanel:
    """A module as a question shows it: its result in short and the way to its page."""

    label: str
    url: str
    verb: str
    panel: str


@dataclass(frozen=True, slots=True)
class Card:
    """A question as the page shows it, with its inputs, modules and helper sheets."""

    number: str
    question: Question
    is_required: bool
    views: list[FieldView | TableView]
    panels: list[ModulePanel] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    peers: int = 0
    sources: list[AnswerSource] = field(default_factory=list)
    laws: tuple[tuple[str, str, str], ...] = ()


def spec_of(item: Item, found: Filled) -> FieldSpec | TableSpec:
    """Return an input as the long form knows it."""
    if not item.is_table:
        return FieldSpec(item.place, item.label, item.kind, hint=item.hint, choices=item.choices)
    columns = [_column(one, item, found) for one in item.columns]
    return TableSpec(item.place, item.label, columns, hint=item.hint, add_label=item.add_label)


def _column(column: Column, item: Item, found: Filled) -> FieldSpec:
    """Return a cell; one that points at a row offers the table's rows by name."""
    if column.kind == "row":
        names = tuple(row_names(item, found).items())
        return FieldSpec(
            column.code, column.label, "choice", required=column.required, choices=names
        )
    return FieldSpec(
        column.code,
        column.label,
        column.kind,
        required=column.required,
        choices=column.choices,
    )


def stage_steps(analysis: Analysis, current: str) -> list[tuple[str, str, bool]]:
    """Return the steps of the stages: label, address, whether it is the one shown."""
    return [
        (
            stage.short,
            reverse("analysis-stage", args=(analysis.pk, stage.code)),
            stage.code == current,
        )
        for stage in stages_of(analysis)
    ]


def module_panel(label: str, module: Module, material: Material) -> ModulePanel:
    """Return a module with its result in short."""
    return ModulePanel(label, module.url(material.analysis), module.verb, module.panel(material))


def efficiency_panels(material: Material) -> list[ModulePanel]:
    """Return both efficiencies, as far as they have pages, for the analysis's own page."""
    known = modules()
    return [
        module_panel(label, known[code], material)
        for code, label in EFFICIENCIES.items()
        if code in known
    ]


class AnalysisStage(AnalysisForm):
    """One step of a stage."""

    template_name = "contracting/analysis/analysis_stage.html"

    def stage(self) -> Stage:
        """Return the step of the address, or raise Http404."""
        code = self.kwargs["stage"]
        for stage in stages_of(self.analysis()):
            if stage.code == code:
                return stage
        raise Http404

    def questions(self) -> list[tuple[str, Question]]:
        """Return the step's questions for the analysis's type with their numbers."""
        own = {question.code for question in self.stage().questions}
        kind = self.analysis().commissioning_type
        return [one for one in numbered(stages_of(self.analysis()), kind) if one[1].code in own]

    def material(self) -> Material:
        """Return all that the analysis says: before a post is saved, then anew for the page."""
        if self.found_material is None:
            self.found_material = material_of(self.analysis())
            self.found_answers = filled(self.analysis(), self.found_material)
        return self.found_material

    def answers(self) -> Filled:
        """Return all answers as they stand in the material."""
        self.material()
        return self.found_answers

    found_material: Material | None = None
    found_answers: Filled

    def get_section(self) -> Section:
        """Return all inputs of the step in their order."""
        stage = self.stage()
        items = [
            spec_of(item, self.answers())
            for _, question in self.questions()
            for item in question.items
            if not item.is_module
        ]
        return Section(stage.code, stage.title, items, stage.intro)

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Group the inputs by question, add sheets, modules and the coach."""
        self.found_material = None
        context = super().page_context(attempt)
        views = iter(context["views"])
        analysis, stage = self.analysis(), self.stage()
        of_what = method_of(analysis).types[analysis.commissioning_type].of_what
        asked = self.questions() if analysis.is_staged else []
        peers = counts_for(self.act, [question for _, question in asked])
        sources = sources_of(analysis)
        cards = [
            Card(
                number,
                question,
                question.is_required(analysis.commissioning_type),
                [next(views) for item in question.items if not item.is_module],
                self.panels(question),
                self.sheets(question),
                peers.get(question.code, 0),
                sources.get(question.code, []),
                law_lines(question.law, self.act.day),
            )
            for number, question in self.questions()
        ]
        steps = stage_steps(analysis, stage.code)
        at = next(index for index, step in enumerate(steps) if step[2])
        return {
            **context,
            "analysis": analysis,
            "stage": stage,
            "steps": steps,
            "following": steps[at + 1] if at + 1 < len(steps) else None,
            "cards": cards,
            "master": [one.replace("{T}", of_what) for one in stage.master],
            "panels": panels_of("analysis-stage", self.request, self.act, (analysis, stage)),
            **coach_context(analysis, self.answers()),
        }

    def panels(self, question: Question) -> list[ModulePanel]:
        """Return the modules of a question."""
        known = modules()
        return [
            module_panel(item.label, known[item.module], self.material())
            for item in question.items
            if item.is_module and item.module in known
        ]

    def sheets(self, question: Question) -> list[Sheet]:
        """Return the sheets that help with a question and show what stands elsewhere."""
        analysis, method = self.analysis(), method_of(self.analysis())
        found = [
            sheet_of(
                method.tools[code],
                method,
                analysis.commissioning_type,
                self.answers(),
                question.code,
            )
            for code in question.tools
        ]
        return [sheet for sheet in found if sheet.parts]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in the list of tools: how much of it is filled in."""

    sheet: Sheet
    url: str


class AnalysisTools(AnalysisPage, DetailPage[Analysis]):
    """The helper sheets of the analysis's type."""

    template_name = "contracting/analysis/analysis_tools.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheets that the type uses."""
        analysis, found = self.object, filled(self.object)
        method = method_of(analysis)
        sheets = [
            sheet_of(tool, method, analysis.commissioning_type, found)
            for tool in method.tools.values()
        ]
        lines = [
            SheetLine(sheet, reverse("analysis-tool", args=(analysis.pk, sheet.tool.code)))
            for sheet in sheets
            if sheet.parts or sheet.modules
        ]
        return super().get_context_data(analysis=analysis, lines=lines, **kwargs)


class AnalysisTool(AnalysisPage, DetailPage[Analysis]):
    """One helper sheet: what stands in it, each part with the way to its place."""

    template_name = "contracting/analysis/analysis_tool.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheet, or raise Http404 for a tool that the type does not use."""
        analysis, method = self.object, method_of(self.object)
        material = material_of(analysis)
        tool = method.tools.get(self.kwargs["tool"])
        if tool is None:
            raise Http404
        sheet = sheet_of(tool, method, analysis.commissioning_type, filled(analysis, material))
        if not (sheet.parts or sheet.modules):
            raise Http404
        places = places_of(method, analysis.commissioning_type)
        urls: Mapping[str, str] = {
            part.place: f"{stage_url(analysis, places[part.place][0].code)}"
            f"#{places[part.place][0].code}"
            for part in sheet.parts
        }
        known = modules()
        return super().get_context_data(
            analysis=analysis,
            sheet=sheet,
            parts=[(part, urls[part.place]) for part in sheet.parts],
            panels=[
                module_panel(tool.label, known[code], material)
                for code in sheet.modules
                if code in known
            ],
            **kwargs,
        )
