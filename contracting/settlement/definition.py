"""The official forms of reports: which one a contract is reported on, in which version."""

from datetime import date
from pathlib import Path

from contracting.contracts.models import Contract
from contracting.offers.definition import FormDefinition, FormLibrary
from contracting.settlement.models import TaskReport

REPORTS = FormLibrary(
    Path(__file__).parent / "forms_of_law",
    frozenset({"results", "actions", "income"}),
    declarations=3,
)
FULL, SIMPLIFIED = "2057-5", "2055-2"
SIMPLIFIED_OFFER = "2055"


def report_code(contract: Contract) -> str:
    """Return the form's code: an offer on the simplified form is reported on the simplified one."""
    offered: str = contract.assessment.offer.draft.form_code
    return SIMPLIFIED if offered.startswith(SIMPLIFIED_OFFER) else FULL


def form_for(contract: Contract, day: date) -> FormDefinition:
    """Return the version of the form on which a report is started on a day."""
    return REPORTS.in_force(report_code(contract), day)


def form_of(report: TaskReport) -> FormDefinition:
    """Return the version of the form that the report was started on."""
    return REPORTS.get(report.draft.form_code, report.draft.form_version)
