"""Who may write a report, call for one, check it, accept it, question it."""

from contracting.contracts.models import Contract
from contracting.contracts.permissions import (
    PLANNERS,
    SENDERS,
    WRITERS,
    is_of_contractor,
    is_of_office,
    may_read,
)
from contracting.settlement.models import Item, ReportReturn, TaskReport
from contracting.settlement.permissions import is_settled_now, may_check
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, first_refusal, refused


def may_write_reports(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's people."""
    if is_of_contractor(act, contract, *PLANNERS):
        return ALLOWED
    return refused("Sprawozdanie pisze zleceniobiorca.")


def may_start(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's people, while no other report of the contract is on its way."""
    allowed = first_refusal(may_write_reports(act, contract), is_settled_now(contract))
    if not allowed:
        return allowed
    states = TaskReport.State
    if contract.reports.filter(
        state__in=(states.DRAFT, states.SUBMITTED, states.RETURNED)
    ).exists():
        return refused("Inne sprawozdanie z tej umowy jest w toku.")
    final = contract.reports.filter(kind=TaskReport.Kind.FINAL, state__in=TaskReport.DECIDED)
    if final.exists():
        return refused("Ta umowa ma już sprawozdanie końcowe.")
    return ALLOWED


def may_write(act: Act, report: TaskReport) -> Verdict:
    """Allow the contractor's people, while the report is a draft or is given back."""
    allowed = may_write_reports(act, report.contract)
    if allowed and not report.is_written:
        return refused("Sprawozdanie jest złożone. Zmienisz je, gdy urząd zwróci je do poprawy.")
    return allowed


def may_write_at(act: Act, report: TaskReport, item: str) -> Verdict:
    """Allow only the parts that the office has given back."""
    if report.opens(section_of_item(item)):
        return ALLOWED
    return refused("Tej części urząd nie zwrócił do poprawy.")


def section_of_item(item: str) -> str:
    """Return the part of the form in which a field or a table stands."""
    tables = {"results": "I", "actions": "I", "income": "II"}
    return tables.get(item) or item.partition(".")[0]


def open_return(report: TaskReport) -> ReportReturn | None:
    """Return what the office asks to correct now; None when it asks for nothing."""
    if report.state != TaskReport.State.RETURNED:
        return None
    return report.returns.filter(corrected_at=None).last()


def may_send(act: Act, report: TaskReport) -> Verdict:
    """Allow those who may sign for the contractor, and its administrator."""
    if is_of_contractor(act, report.contract, *SENDERS):
        return ALLOWED
    return refused(
        "Sprawozdanie składa osoba reprezentująca zleceniobiorcę albo jego administrator."
    )


def may_discard(act: Act, report: TaskReport) -> Verdict:
    """Allow the contractor's people."""
    return may_write_reports(act, report.contract)


def may_answer(act: Act, report: TaskReport) -> Verdict:
    """Allow clerks and coordinators of the office to give back, accept and question."""
    if is_of_office(act, report.contract, *WRITERS):
        return ALLOWED
    return refused("O sprawozdaniu rozstrzyga pracownik merytoryczny albo koordynator.")


def may_call(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators to call for a report."""
    if not is_of_office(act, contract, *WRITERS):
        return refused("Do sprawozdania wzywa pracownik merytoryczny albo koordynator.")
    return is_settled_now(contract)


def may_read_report(act: Act, report: TaskReport) -> Verdict:
    """Allow whoever reads the contract; the office once the report was sent."""
    if act.scope.kind == "office" and report.submitted_at is None:
        return refused("Urząd czyta sprawozdanie, gdy zostanie złożone.")
    return may_read(act, report.contract)


def may_comment(act: Act, report: TaskReport) -> Verdict:
    """Allow the contractor while the report is written, the office until it has decided."""
    allowed = may_read_report(act, report)
    if not allowed:
        return allowed
    if act.scope.kind == "office":
        if report.state in {TaskReport.State.SUBMITTED, TaskReport.State.RETURNED}:
            return ALLOWED
        return refused("Sprawozdanie jest rozstrzygnięte. Uwagi można już tylko czytać.")
    if report.is_written:
        return ALLOWED
    return refused("Sprawozdanie jest złożone. Uwagi można już tylko czytać.")


def may_decide_item(act: Act, item: Item) -> Verdict:
    """Allow the desk, while the report that brought the item is being checked."""
    allowed = may_check(act, item.contract)
    if allowed and (item.report is None or item.report.state != TaskReport.State.SUBMITTED):
        return refused("Pozycje sprawdza się w sprawozdaniu, które czeka na odpowiedź urzędu.")
    return allowed


def may_explain_item(act: Act, item: Item) -> Verdict:
    """Allow the contractor's people."""
    if is_of_contractor(act, item.contract, *PLANNERS):
        return ALLOWED
    return refused("Wyjaśnia zleceniobiorca.")
