"""How one more row of the lists of reports and of their items comes about."""

from typing import Any

from contracting.settlement.models import TaskReport
from mkus_portal.drafting.models import Draft
from tests.architecture.lists_contracts import add_contract
from tests.clock import NOW
from tests.contracting.settlement.factories_ledger import contribution, expense


def add_report(people: Any) -> TaskReport:
    """One more sent report of a contract of its own."""
    contract = add_contract(people)
    draft = Draft.objects.create(form_code="2057-5", form_version="2018-10-24", changed_at=NOW)
    return TaskReport.objects.create(
        contract=contract,
        draft=draft,
        kind="final",
        ordinal=1,
        period_from=contract.starts_on,
        period_to=contract.ends_on,
        state="submitted",
        submitted_at=NOW,
        first_submitted_at=NOW,
        content={},
        digest="0" * 64,
        created_at=NOW,
    )


def the_report(people: Any) -> TaskReport:
    """The one report to which all items of a test belong."""
    if "listed_report" not in people.things:
        people.things["listed_report"] = add_report(people)
    found: TaskReport = people.things["listed_report"]
    return found


def add_expense(people: Any) -> None:
    """One more expense in it."""
    report = the_report(people)
    expense(report.contract, report=report)


def add_contribution(people: Any) -> None:
    """One more contribution in it."""
    report = the_report(people)
    contribution(report.contract, report=report)


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "report-list": ("clerk", add_report),
    "report-terms": ("clerk", add_contract),
    "report-desk": ("clerk", add_expense, "listed_report"),
    "report-contributions": ("clerk", add_contribution, "listed_report"),
}
