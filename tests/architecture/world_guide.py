"""The guide and the workbooks as the portal issues them, and why an analysis has its type."""

from typing import Any

from contracting.analysis.booklet_actions import issue_booklets
from contracting.analysis.choice_actions import Chosen, keep_choice
from mkus_portal.act import Act

ANSWERS = {"C04": "yes", "C06": "yes", "C07": "yes", "C09": "no", "C11": "yes"}


def add_guide(things: dict[str, Any], clerk: Any) -> None:
    """Issue the booklets; let a closed-to-be analysis say why this type."""
    issued = {one.code: one for one in issue_booklets(Act.system(clerk.at))}
    keep_choice(clerk, things["whole_analysis"], Chosen(ANSWERS, "Budynek stoi pusty."))
    things |= {"guide_booklet": issued["przewodnik"], "service_workbook": issued["service"]}
