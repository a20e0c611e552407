"""A report on its way: started, sent, given back, accepted or questioned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from contracting.contracts.actions.paying import conditions_met
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.posting import post_history
from contracting.settlement.actions.owing import ask_for_owed
from contracting.settlement.actions.planned_rows import fill
from contracting.settlement.content import as_json, digest_of, written_content
from contracting.settlement.definition import form_for, form_of
from contracting.settlement.documents.report import REPORT_DOCUMENT
from contracting.settlement.law import accepted_day
from contracting.settlement.letters import reports as letters
from contracting.settlement.models import (
    Contribution,
    ExpenseDocument,
    ReportCall,
    ReportReturn,
    ReportVersion,
    TaskReport,
)
from contracting.settlement.permissions.reports import may_start
from contracting.settlement.terms import FINAL, term_of
from mkus_portal.act import WARSAW, Act
from mkus_portal.documents.actions import request
from mkus_portal.drafting.actions import lock_draft, start_draft, tie
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import Until
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.web.wording import day
from mkus_portal.workflow.engine import insist, perform


@dataclass(frozen=True, slots=True)
class Period:
    """What a report is of."""

    kind: str
    first: date
    last: date


@transaction.atomic
def start_report(act: Act, contract: Contract, period: Period) -> TaskReport:
    """Start a report with the plan's results and actions; an earlier report's words are carried.

    Raises Refused, ValidationError for a period outside the task.
    """
    hold(contract)
    insist(may_start(act, contract))
    _insist_on_period(contract, period)
    form = form_for(contract, act.day)
    draft = start_draft(act, form.code, form.version)
    before = contract.reports.exclude(submitted_at=None).order_by("ordinal").last()
    report = TaskReport.objects.create(
        contract=contract,
        draft=draft,
        kind=period.kind,
        ordinal=contract.reports.count() + 1,
        period_from=period.first,
        period_to=period.last,
        due_on=term_of(contract, period.kind, period.last),
        created_at=act.at,
        created_by_id=act.user,
    )
    tie(draft, report)
    fill(act, report, before)
    return report


def _insist_on_period(contract: Contract, period: Period) -> None:
    last = contract.ended_on or contract.ends_on
    latest = max(contract.ends_on, last)
    if period.last < period.first:
        raise ValidationError({"last": "Koniec okresu nie może być przed początkiem."})
    if period.first < contract.starts_on or period.last > latest:
        sentence = (
            f"Okres musi leżeć w czasie zadania: od {day(contract.starts_on)} do {day(latest)}"
        )
        raise ValidationError({"first": sentence})


@transaction.atomic
def submit_report(act: Act, report: TaskReport, signatories: str) -> TaskReport:
    """Send the report: freeze what it says, take its items from the ledger, ask the desk.

    `signatories` are the people who sign for the contractor. Raises Refused.
    """
    lock_draft(report.draft)
    hold(report.contract)
    hold(report)
    if not signatories.strip():
        insist(refused("Wpisz, kto podpisuje sprawozdanie."))
    takes = report.opens(TaskReport.MONEY_PART)
    first = report.submitted_at is None
    content = written_content(report)
    TaskReport.objects.filter(pk=report.pk).update(
        content=as_json(content),
        digest=digest_of(content),
        signatories=signatories.strip(),
        submitted_at=act.at,
        open_parts=[],
        first_submitted_at=report.first_submitted_at or act.at,
    )
    perform(act, report, "submit")
    if takes:
        _take_items(report)
    ReportVersion.objects.create(
        report=report,
        ordinal=report.versions.count() + 1,
        content=report.content,
        digest=report.digest,
        sent_at=act.at,
        signatories=report.signatories,
    )
    report.returns.filter(corrected_at=None).update(corrected_at=act.at)
    if first:
        _first_sent(act, report)
    letters.close_asking(act, report.contract)
    ask_for_owed(act, report.contract)
    letters.ask_to_check(act, report)
    request(act, REPORT_DOCUMENT.code, report, title=str(report)[:300])
    return report


def _take_items(report: TaskReport) -> None:
    """Let the report bring what the ledger has of its period and no report has brought yet."""
    expenses = ExpenseDocument.objects.filter(contract=report.contract, report=None)
    given = Contribution.objects.filter(contract=report.contract, report=None)
    if report.kind != FINAL:
        expenses = expenses.filter(paid_on__lte=report.period_to)
        given = given.filter(day_to__lte=report.period_to)
    expenses.update(report=report)
    given.update(report=report)


def _first_sent(act: Act, report: TaskReport) -> None:
    """Answer the office's calls, meet the tranches' conditions, keep the history."""
    contract = report.contract
    calls = ReportCall.objects.filter(contract=contract, answer=None)
    calls.filter(Q(kind=report.kind) & Q(period_to__lte=report.period_to)).update(answer=report)
    conditions_met(act, contract, Tranche.Condition.REPORT_FILED)
    if report.kind == FINAL:
        sent = act.at.astimezone(WARSAW).date()
        limit = accepted_day(report.due_on) if report.due_on else sent
        post_history(act, contract, reported_in_time=sent <= limit)


@transaction.atomic
def discard_report(act: Act, report: TaskReport) -> TaskReport:
    """Give a draft up; the ledger stays. Raises Refused."""
    perform(act, report, "discard")
    return report


@transaction.atomic
def give_back(
    act: Act, report: TaskReport, reasons: Mapping[str, str], due_on: date
) -> ReportReturn:
    """Open parts of a sent report for correction. Raises Refused, ValidationError.

    `reasons` maps the codes of parts (the form's sections) to why.
    """
    lock_draft(report.draft)
    known = {section.code for section in form_of(report).sections}
    given = {code: why.strip() for code, why in reasons.items() if why.strip()}
    if not given or given.keys() - known:
        message = "Wybierz co najmniej jedną część sprawozdania i napisz, co poprawić."
        raise ValidationError(message)
    insist(_is_later(act, due_on))
    perform(act, report, "give_back", note=", ".join(sorted(given)))
    report.open_parts = sorted(given)
    report.save(update_fields=["open_parts"])
    asked = ReportReturn.objects.create(
        report=report,
        reasons=given,
        due_on=due_on,
        returned_at=act.at,
        returned_by_id=act.user,
    )
    lines = "\n".join(f"Część {code}: {why}" for code, why in sorted(given.items()))
    text = f"Popraw do {day(due_on)}\n\n{lines}"
    letters.ask_to_correct(act, report, Until.end_of(due_on), text)
    return asked


def _is_later(act: Act, due_on: date) -> Verdict:
    return ALLOWED if due_on > act.day else refused("Termin poprawy musi być późniejszy niż dziś.")
