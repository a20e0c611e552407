"""The world's reports and the items of a settlement, one in each state."""

from datetime import date
from typing import Any

from contracting.contracts.models import Contract
from contracting.settlement.actions.reporting import Period, start_report
from contracting.settlement.content import as_json, digest_of, written_content
from contracting.settlement.models import (
    Contribution,
    ExpenseDocument,
    GrantReturn,
    Item,
    ReportCall,
    ReportReturn,
    ReportVersion,
    TaskReport,
)
from tests.architecture.world_contracts import make_contract
from tests.clock import NOW
from tests.contracting.settlement.factories_ledger import contribution, expense
from tests.contracting.settlement.factories_reports import write

ENDED: dict[str, Any] = {
    "starts_on": date(2026, 2, 1),
    "ends_on": date(2026, 10, 31),
    "grant_costs_from": date(2026, 2, 1),
    "grant_costs_to": date(2026, 10, 31),
    "other_costs_from": date(2026, 2, 1),
    "other_costs_to": date(2026, 10, 31),
    "concluded_on": date(2026, 1, 20),
}
SPENT = {"issued_on": date(2026, 5, 4), "paid_on": date(2026, 5, 5)}
SAID: dict[str, Any] = {
    "reason": "Po co?",
    "explanation": "Na zajęcia.",
    "refused_grant": 1,
    "ground": "misused",
}
GIVEN = {"day_from": date(2026, 5, 1), "day_to": date(2026, 5, 31)}


def add_reports(world: Any) -> None:
    """Enter reports in all states, with what their pages and moves need."""
    for name in ("draft", "submitted", "returned", "accepted", "questioned", "discarded"):
        add_report(world, name)
    for name in ("whole", "answered", "disputed", "checked", "corrected", "versioned"):
        states = {"whole": "draft", "corrected": "returned"}
        add_report(world, name, states.get(name, "submitted"))
    _add_items(world)
    _add_versions(world)
    contract = make_contract(world, "reportable", **ENDED)
    make_contract(world, "closable", **ENDED)
    _close_up(world)
    world.things["report_call"] = ReportCall.objects.create(
        contract=contract,
        kind="interim",
        period_from=ENDED["starts_on"],
        period_to=date(2026, 6, 30),
        due_on=date(2026, 12, 31),
        called_at=NOW,
    )
    world.things["report_draft"] = world.things["draft_report"].draft


def add_report(world: Any, name: str, state: str = "") -> TaskReport:
    """One more report, complete, on a contract of its own."""
    contract = make_contract(world, f"{name}_reported", **ENDED)
    return report_on(world, contract, name, state or name)


def report_on(world: Any, contract: Contract, name: str, state: str) -> TaskReport:
    """A complete final report of a contract."""
    act = world.act("ngo_signatory")
    expense(contract, f"FV/{name}", **SPENT)
    period = Period("final", contract.starts_on, contract.ends_on)
    report = start_report(act, contract, period)
    write(act, report)
    if state != "draft":
        content = written_content(report)
        TaskReport.objects.filter(pk=report.pk).update(
            state=state,
            content=as_json(content),
            digest=digest_of(content),
            submitted_at=NOW if state != "discarded" else None,
            first_submitted_at=NOW if state != "discarded" else None,
            signatories="Anna Prezes",
            decided_at=NOW if state in TaskReport.DECIDED else None,
        )
        items = ExpenseDocument.objects.filter(contract=contract)
        items.update(report=None if state == "discarded" else report, state="accepted")
    if state == "returned":
        parts = ["I", "II"] if name == "corrected" else ["I"]
        TaskReport.objects.filter(pk=report.pk).update(open_parts=parts)
        ReportReturn.objects.create(
            report=report,
            reasons={"I": "Podaj liczbę osób."},
            due_on=date(2026, 12, 10),
            returned_at=NOW,
        )
    report.refresh_from_db()
    world.things[f"{name}_report"] = report
    return report


def _add_items(world: Any) -> None:
    """An expense and a contribution in each state: of a checked report, and of a returned one."""
    for prefix, report in (("", "checked_report"), ("open_", "corrected_report")):
        found = world.things[report]
        for state in Item.State.values:
            for kind, make in (("expense", expense), ("contribution", contribution)):
                more = SPENT if kind == "expense" else {**GIVEN}
                said = {**SAID, "refused_other": 1}
                item = make(found.contract, report=found, state=state, **more, **said)
                world.things[f"{prefix}{state}_{kind}"] = item


def _add_versions(world: Any) -> None:
    report = world.things["versioned_report"]
    for ordinal in (1, 2):
        ReportVersion.objects.create(
            report=report,
            ordinal=ordinal,
            content=report.content,
            digest=report.digest,
            sent_at=NOW,
        )


def _close_up(world: Any) -> None:
    """A contract of which nothing is left but closing; another that still waits for money."""
    report_on(world, world.things["closable_contract"], "closing", "accepted")
    GrantReturn.objects.create(
        contract=world.things["accepted_report"].contract,
        ground="unused",
        amount=10,
        found_on=NOW.date(),
        due_on=date(2026, 12, 15),
        accepted_on=date(2026, 12, 15),
        interest_from=date(2026, 12, 16),
        reason="Niewykorzystana",
        found_at=NOW,
    )


__all__ = ("Contribution", "add_report", "add_reports", "report_on")
