"""What the office tells the contractor about its report: accepted sums, what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracting.settlement.models import ItemState, TaskReport
from contracting.settlement.permissions.reports import may_read_report
from contracting.settlement.settling import settled_by
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording

HEADINGS = {
    TaskReport.State.ACCEPTED: "Informacja o zaakceptowaniu sprawozdania",
    TaskReport.State.QUESTIONED: "Informacja o zakwestionowaniu sprawozdania",
}


@dataclass(frozen=True, slots=True)
class SettledDocument:
    """Everything that the letter prints."""

    letterhead: Letterhead
    heading: str
    recipient: Sequence[str]
    facts: Sequence[tuple[str, str]]
    figures: Sequence[tuple[str, str]]
    refused: Sequence[tuple[str, str, str, str]]
    returns: Sequence[tuple[str, str, str]]
    reason: str
    closing: str


def build_settled(report: TaskReport, asked_at: datetime) -> SettledDocument:
    """Return the letter as the report was decided."""
    contract = report.contract
    office, ngo, figures = contract.office, contract.organisation, settled_by(report)
    items = [
        *report.expensedocuments.filter(state=ItemState.REFUSED),
        *report.contributions.filter(state=ItemState.REFUSED),
    ]
    returns = contract.grant_returns.filter(found_at=report.decided_at or report.created_at)
    return SettledDocument(
        letterhead=Letterhead(office.name, (office.office_name,), office.seat),
        heading=HEADINGS.get(TaskReport.State(report.state), "Informacja o rozliczeniu"),
        recipient=(ngo.name, ngo.address),
        facts=(
            ("Umowa", f"nr {contract.number} z {wording.day(contract.concluded_on)}"),
            ("Zadanie publiczne", contract.title),
            (
                "Sprawozdanie",
                f"{report.get_kind_display()}, złożone {wording.day(report.submitted_at)}",
            ),
            ("Rozstrzygnięto", wording.day(report.decided_at)),
        ),
        figures=(
            ("Dotacja przekazana", wording.money(figures.received)),
            ("Dotacja wykazana jako wydana", wording.money(figures.reported)),
            ("Dotacja uznana przez urząd", wording.money(figures.accepted)),
            ("Dotacja niewykorzystana", wording.money(figures.unused)),
            ("Niewydane odsetki i inne przychody", wording.money(figures.unspent_income)),
        ),
        refused=tuple(
            (
                str(one),
                wording.money(one.refused_grant),
                wording.money(one.refused_other),
                f"{one.get_ground_display()}: {one.reason}" if one.ground else one.reason,
            )
            for one in items
        ),
        returns=tuple(
            (one.get_ground_display(), wording.money(one.amount), wording.day(one.due_on))
            for one in returns
        ),
        reason=report.decision_reason,
        closing=(
            "Zaakceptowanie sprawozdania końcowego oznacza wykonanie umowy (§ 1). Zwrot kwot"
            " wskazanych wyżej następuje na podstawie odrębnych wezwań."
            if report.kind == TaskReport.Kind.FINAL and report.state == TaskReport.State.ACCEPTED
            else ""
        ),
    )


def owner(report: TaskReport) -> Scope:
    """Return the office in whose list the letter stands."""
    return Scope("office", report.contract.office_id)


SETTLED_DOCUMENT = DocumentKind(
    code="report_settled",
    label="Informacja o rozliczeniu",
    template="documents/report_settled.html",
    build=build_settled,
    may_read=may_read_report,
    owner=owner,
)
