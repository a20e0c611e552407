"""An analysis with everything filled in and a long list of costs, and the clerk who writes it."""

from datetime import datetime

from contracting.analysis.content import stages_of
from contracting.analysis.models import Analysis
from mkus_portal.act import Act
from tests.contracting.analysis import factories

LINES = 12
PARAGRAPH = (
    "Dziś z pomocy korzysta niewielka część osób, które jej potrzebują, bo godziny pracy urzędu nie"
    " odpowiadają rodzinom, a dojazd z sołectw trwa ponad godzinę. Organizacja pracuje na miejscu,"
    " zna sąsiadów i może przyjąć więcej osób tym samym nakładem pracy. "
)


def full_analysis(at: datetime) -> tuple[Act, Analysis]:
    """A draft with paragraphs for answers and twelve more costs in each scenario; its clerk's act.

    All eight charts have something to show: the task has a present state.
    """
    clerk = factories.member_act(factories.make_office(), at=at)
    analysis = factories.fill(clerk, factories.make_analysis(clerk))
    for stage in stages_of(analysis):
        for question in stage.questions_for(analysis.commissioning_type):
            for item in question.items:
                if item.is_text and item.kind in {"text", "long"}:
                    factories.answer(clerk, analysis, item.place, 3 * PARAGRAPH)
    factories.answer(clerk, analysis, "eco.no_present_state", "")
    factories.answer(clerk, analysis, "eco.units_before", "80")
    for number in range(LINES):
        factories.add_cost(clerk, analysis, "present_costs", name=f"koszt {number}")
        factories.add_cost(clerk, analysis, name=f"koszt {number}")
    return clerk, analysis
