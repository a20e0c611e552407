"""An analysis with everything filled in and a long list of costs, and the clerk who writes it."""

from datetime import datetime

from contracting.analysis.models import Analysis
from mkus_portal.act import Act
from tests.contracting.analysis import factories

LINES = 12


def full_analysis(at: datetime) -> tuple[Act, Analysis]:
    """A draft with twelve more costs in each scenario; the act is its clerk's."""
    clerk = factories.member_act(factories.make_office(), at=at)
    analysis = factories.fill(clerk, factories.make_analysis(clerk))
    for number in range(LINES):
        factories.add_cost(clerk, analysis, "present_costs", name=f"koszt {number}")
        factories.add_cost(clerk, analysis, name=f"koszt {number}")
    return clerk, analysis
