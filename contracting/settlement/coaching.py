"""The coach of a report: what it lacks, each lack a link to its place; what the portal checks."""

from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse

from contracting.contracts.models import Contract, Tranche
from contracting.offers.coaching import GapLine
from contracting.offers.rules import Gap
from contracting.settlement.content import content_of, written_content
from contracting.settlement.definition import form_of
from contracting.settlement.law import accepted_day
from contracting.settlement.models import ExpenseDocument, TaskReport
from contracting.settlement.rules import checks
from contracting.settlement.rules.checks import Finding, Limits, Paid
from contracting.settlement.rules.gaps import LEDGER, report_gaps
from contracting.settlement.rules.reported import ReportContent
from mkus_portal.act import WARSAW
from mkus_portal.web.anchors import anchor_of


def section_url(report: TaskReport, code: str) -> str:
    """Return the address of a section's page."""
    return reverse("report-section", args=(report.pk, code))


def gaps_of(report: TaskReport) -> list[Gap]:
    """Return what the report lacks as it is written now."""
    return report_gaps(written_content(report), form_of(report))


def gap_line(report: TaskReport, gap: Gap) -> GapLine:
    """Return a gap with the address of the place where it is mended."""
    if gap.place == LEDGER:
        return GapLine(gap.sentence, reverse("ledger", args=(report.contract_id,)), gap.section)
    anchor = gap.place if gap.place.startswith("t-") else anchor_of(gap.place)
    return GapLine(gap.sentence, f"{section_url(report, gap.section)}#{anchor}", gap.section)


def limits_of(contract: Contract) -> Limits:
    """Return the terms that spending is held against."""
    paid = contract.tranches.filter(state=Tranche.State.PAID).aggregate(whole=Sum("amount"))
    return Limits(
        shift_percent=contract.shift_percent,
        own_share_tolerance=contract.own_share_tolerance,
        grant_days=(
            contract.grant_costs_from or contract.starts_on,
            contract.grant_costs_to or contract.ends_on,
        ),
        other_days=(
            contract.other_costs_from or contract.starts_on,
            contract.other_costs_to or contract.ends_on,
        ),
        received=paid["whole"] or Decimal("0.00"),
    )


def findings(report: TaskReport, content: ReportContent | None = None) -> list[Finding]:
    """Return what the portal checks by itself, as the report stands."""
    said = content_of(report) if content is None else content
    limits = limits_of(report.contract)
    found = [
        *checks.grant_received(said.spent, limits),
        *checks.shifts(said.plan, said.spent, limits.shift_percent),
        *checks.own_share(said.plan, said.spent, limits.own_share_tolerance),
        *checks.days_of_payment(_paid(report), limits),
        *checks.results_reached((one.name, one.planned, one.reached) for one in said.results),
    ]
    if report.first_submitted_at is not None:
        sent_on = report.first_submitted_at.astimezone(WARSAW).date()
        last = report.due_on
        found += checks.in_time(sent_on, last, accepted_day(last) if last else None)
    return found


def _paid(report: TaskReport) -> list[Paid]:
    rows = ExpenseDocument.objects.filter(contract=report.contract)
    if report.kind != TaskReport.Kind.FINAL:
        rows = rows.filter(paid_on__lte=report.period_to)
    return [
        Paid(str(one), one.paid_on, one.from_grant, one.amount - one.from_grant)
        for one in rows.order_by("pk")
    ]
