"""Pages of the stages: questions as cards in one column, saved as one types."""

from dataclasses import dataclass
from typing import Any

from contracting.analysis.coaching import coach_context
from contracting.analysis.content import stage_of
from contracting.analysis.method import Item, Question, method
from contracting.analysis.rules.answers import numbered
from contracting.analysis.views.base import AnalysisForm
from mkus_portal.web.longform import Attempt, FieldSpec, FieldView, Section, TableSpec, TableView


@dataclass(frozen=True, slots=True)
class Card:
    """A question as the page shows it, with its inputs."""

    number: str
    question: Question
    views: list[FieldView | TableView]


def spec_of(item: Item) -> FieldSpec | TableSpec:
    """Return an input as the long form knows it."""
    if not item.is_table:
        return FieldSpec(item.place, item.label, item.kind, choices=item.choices)
    columns = [
        FieldSpec(one.code, one.label, one.kind, required=one.required, choices=one.choices)
        for one in item.columns
    ]
    return TableSpec(item.place, item.label, columns, add_label=item.add_label)


class AnalysisStage(AnalysisForm):
    """Stage 1: one column of question cards, saved as one types."""

    template_name = "contracting/analysis/analysis_stage.html"

    def questions(self) -> list[tuple[str, Question]]:
        """Return the questions of the analysis's type with their numbers."""
        return numbered(stage_of(self.analysis()), self.analysis().commissioning_type)

    def get_section(self) -> Section:
        """Return all inputs of the stage in their order."""
        stage = stage_of(self.analysis())
        items = [spec_of(item) for _, question in self.questions() for item in question.items]
        return Section(stage.code, stage.title, items, stage.intro)

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Group the inputs by question, add the coach."""
        context = super().page_context(attempt)
        views = iter(context["views"])
        analysis = self.analysis()
        of_what = method(analysis.method_version).types[analysis.commissioning_type].of_what
        cards = [
            Card(number, question, [next(views) for _ in question.items])
            for number, question in self.questions()
        ]
        master = [one.replace("{T}", of_what) for one in stage_of(analysis).master]
        return {
            **context,
            "analysis": analysis,
            "cards": cards,
            "master": master,
            **coach_context(analysis),
        }
