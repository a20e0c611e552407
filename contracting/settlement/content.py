"""A report's content: read from its draft and the ledger, frozen, read back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.contracts import agreed
from contracting.contracts.agreed import AgreedPlan, agreed_of
from contracting.settlement.ledger import spent_of
from contracting.settlement.models import (
    ReportedAction,
    ReportedResult,
    ReportIncome,
    TaskReport,
)
from contracting.settlement.rules.reported import Done, Reached, ReportContent
from contracting.settlement.rules.spent import Spent
from mkus_portal.documents.digest import canonical, sha256

ZERO = Decimal("0.00")
INCOME = ("interest", "income", "fees")


def written_content(report: TaskReport) -> ReportContent:
    """Return the report as it is written now, with the ledger as it stands."""
    plan, draft = agreed_of(report.contract), report.draft
    income = ReportIncome.objects.filter(draft=draft).first()
    return ReportContent(
        kind=report.kind,
        period_from=report.period_from,
        period_to=report.period_to,
        plan=plan,
        texts=draft.texts(),
        results=_results(plan, ReportedResult.objects.filter(draft=draft)),
        actions=_actions(plan, ReportedAction.objects.filter(draft=draft)),
        income={one: getattr(income, one) for one in INCOME} if income else {},
        spent=ledger_for(report),
    )


def _results(plan: AgreedPlan, rows: Any) -> tuple[Reached, ...]:  # noqa: ANN401 - a queryset of rows
    planned = {one.pk: one for one in plan.content.results}
    return tuple(
        Reached(
            row.pk,
            planned[row.result].name,
            planned[row.result].target_value,
            row.reached,
            row.measured,
        )
        for row in rows
        if row.result in planned
    )


def _actions(plan: AgreedPlan, rows: Any) -> tuple[Done, ...]:  # noqa: ANN401 - a queryset of rows
    planned = {one.pk: one for one in plan.content.actions}
    return tuple(
        Done(
            row.pk,
            planned[row.planned].name,
            row.degree,
            row.get_degree_display(),
            row.description,
            row.outside,
        )
        for row in rows
        if row.planned in planned
    )


def ledger_for(report: TaskReport) -> tuple[Spent, ...]:
    """Return what the report settles: what earlier ones brought, and its own period.

    The final report settles the whole ledger: what was paid after the task ended too. Rows of one
    cost, year and report are added up; the report's own have no key. What nobody has reported yet
    stays out of a report whose part of the money is not open.
    """
    until = None if report.kind == TaskReport.Kind.FINAL else report.period_to
    rows = spent_of(report.contract, until=until)
    sums: dict[tuple[int, int, int | None], dict[str, Decimal]] = {}
    takes = report.opens(TaskReport.MONEY_PART)
    for row in rows:
        if row.report is None and not takes:
            continue
        brought = None if row.report == report.pk else row.report
        into = sums.setdefault((row.line, row.year, brought), {})
        for source, amount in row.amounts.items():
            into[source] = into.get(source, ZERO) + amount
    return tuple(
        Spent(line, year, brought, amounts, ZERO, ZERO)
        for (line, year, brought), amounts in sorted(
            sums.items(), key=lambda one: (one[0][0], one[0][1], one[0][2] or 0)
        )
    )


def as_json(content: ReportContent) -> dict[str, Any]:
    """Return the content as it is kept: amounts and days as text."""
    return {
        "kind": content.kind,
        "period": [content.period_from.isoformat(), content.period_to.isoformat()],
        "plan": agreed.as_json(content.plan),
        "texts": dict(content.texts),
        "results": [
            [one.pk, one.name, one.planned, one.reached, one.measured] for one in content.results
        ],
        "actions": [
            [one.pk, one.name, one.degree, one.said, one.description, one.outside]
            for one in content.actions
        ],
        "income": {
            name: None if amount is None else str(amount) for name, amount in content.income.items()
        },
        "spent": [
            [
                one.line,
                one.year,
                one.report,
                {source: str(amount) for source, amount in one.amounts.items() if amount},
            ]
            for one in content.spent
        ],
    }


def from_json(kept: Mapping[str, Any]) -> ReportContent:
    """Return the content that was kept."""
    first, last = (date.fromisoformat(one) for one in kept["period"])
    return ReportContent(
        kind=kept["kind"],
        period_from=first,
        period_to=last,
        plan=agreed.from_json(kept["plan"]),
        texts=kept["texts"],
        results=tuple(Reached(*one) for one in kept["results"]),
        actions=tuple(Done(*one) for one in kept["actions"]),
        income={
            name: None if amount is None else Decimal(amount)
            for name, amount in kept["income"].items()
        },
        spent=tuple(
            Spent(
                line,
                year,
                brought,
                {source: Decimal(amount) for source, amount in amounts.items()},
                ZERO,
                ZERO,
            )
            for line, year, brought, amounts in kept["spent"]
        ),
    )


def digest_of(content: ReportContent) -> str:
    """Return the SHA-256 of the content's canonical JSON."""
    return sha256(canonical(as_json(content)))


def content_of(report: TaskReport) -> ReportContent:
    """Return what the report says: of one that was sent, what was sent last."""
    if report.is_written or report.content is None:
        return written_content(report)
    return from_json(report.content)


def kept_versions(report: TaskReport) -> Sequence[tuple[int, ReportContent]]:
    """Return every version that was sent, the first one first."""
    return [(one.ordinal, from_json(one.content)) for one in report.versions.all()]
