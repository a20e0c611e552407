"""The office's call for a report: an interim one, or the final one that is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracting.contracts.permissions import may_read
from contracting.settlement.models import ReportCall, TaskReport
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording

LATE = (
    "Jeżeli sprawozdanie nie wpłynie w tym terminie, dotacja zostanie uznana za wykorzystaną"
    " niezgodnie z przeznaczeniem (§ 9 umowy), a umowa może zostać rozwiązana (§ 13)."
)


@dataclass(frozen=True, slots=True)
class CallDocument:
    """Everything that the call prints."""

    letterhead: Letterhead
    heading: str
    recipient: Sequence[str]
    facts: Sequence[tuple[str, str]]
    demand: str
    reason: str
    warning: str


def build_call(call: ReportCall, asked_at: datetime) -> CallDocument:
    """Return the call; what it says does not change any more."""
    contract = call.contract
    office, ngo = contract.office, contract.organisation
    is_final = call.kind == TaskReport.Kind.FINAL
    what = "sprawozdania końcowego" if is_final else "sprawozdania częściowego"
    return CallDocument(
        letterhead=Letterhead(office.name, (office.office_name,), office.seat),
        heading=f"Wezwanie do złożenia {what}",
        recipient=(ngo.name, ngo.address),
        facts=(
            ("Umowa", f"nr {contract.number} z {wording.day(contract.concluded_on)}"),
            ("Zadanie publiczne", contract.title),
            ("Okres", f"{wording.day(call.period_from)} – {wording.day(call.period_to)}"),
            ("Wezwano", wording.day(call.called_at)),
            ("Termin złożenia", wording.day(call.due_on)),
            ("Podstawa", "§ 9 umowy" if is_final else "art. 18 ust. 3 UDPPiW, § 9 umowy"),
        ),
        demand=(
            f"Wzywam do złożenia {what} z wykonania zadania publicznego do"
            f" {wording.day(call.due_on)}"
        ),
        reason=call.reason,
        warning=LATE if is_final else "",
    )


def may_read_call(act: Act, call: ReportCall) -> Verdict:
    """Allow whoever reads the contract."""
    return may_read(act, call.contract)


def owner(call: ReportCall) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", call.contract.office_id)


CALL_DOCUMENT = DocumentKind(
    code="report_call",
    label="Wezwanie do złożenia sprawozdania",
    template="documents/report_call.html",
    build=build_call,
    may_read=may_read_call,
    owner=owner,
)
