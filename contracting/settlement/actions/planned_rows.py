"""The rows of a report that stand for the plan: made when it begins, added to by an amendment."""

from django.db.models import Max

from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import Contract
from contracting.settlement.models import (
    ReportedAction,
    ReportedResult,
    ReportIncome,
    TaskReport,
)
from contracting.settlement.terms import FINAL, final_term
from mkus_portal.act import Act
from mkus_portal.drafting.models import Answer, Draft


def fill(act: Act, report: TaskReport, before: TaskReport | None) -> None:
    """Give the report a row for every planned result and action, with what was said before."""
    plan, draft = agreed_of(report.contract), report.draft
    results, actions = {}, {}
    if before is not None:
        results = {one.result: one for one in ReportedResult.objects.filter(draft=before.draft)}
        actions = {one.planned: one for one in ReportedAction.objects.filter(draft=before.draft)}
    for place, one in enumerate(plan.content.results, 1):
        said = results.get(one.pk)
        ReportedResult.objects.create(
            draft=draft,
            position=place,
            result=one.pk,
            reached=said.reached if said else "",
            measured=said.measured if said else "",
        )
    for place, action in enumerate(plan.content.actions, 1):
        told = actions.get(action.pk)
        ReportedAction.objects.create(
            draft=draft,
            position=place,
            planned=action.pk,
            degree=told.degree if told and told.degree != "goes_on" else "",
            description=told.description if told else "",
            outside=told.outside if told else "",
        )
    earned = ReportIncome.objects.filter(draft=before.draft).first() if before else None
    ReportIncome.objects.create(
        draft=draft,
        position=1,
        interest=earned.interest if earned else None,
        income=earned.income if earned else None,
        fees=earned.fees if earned else None,
    )
    if before is not None:
        _carry_texts(act, before.draft, draft)


def _carry_texts(act: Act, before: Draft, draft: Draft) -> None:
    """Let the later report begin with the words of the earlier one."""
    for code, text in before.texts().items():
        Answer.objects.create(
            draft=draft,
            field=code,
            text=text,
            version=1,
            saved_at=act.at,
            saved_by_id=act.user,
        )


def take_new_plan(act: Act, contract: Contract) -> None:
    """Add to a report that is being written what an amendment has planned, and its new days.

    Rows of what is planned no more stay in the draft and are not reported.
    """
    for report in contract.reports.written().select_related("draft"):
        report.contract = contract
        _add_rows(report)
        if report.kind == FINAL and report.submitted_at is None:
            term = final_term(contract)
            report.period_from, report.period_to = term.period_from, term.period_to
            report.due_on = term.last_day
            report.save(update_fields=["period_from", "period_to", "due_on"])


def _add_rows(report: TaskReport) -> None:
    content, draft = agreed_of(report.contract).content, report.draft
    for model, key, planned in (
        (ReportedResult, "result", content.results),
        (ReportedAction, "planned", content.actions),
    ):
        rows = model._default_manager.filter(draft=draft)  # noqa: SLF001 - Django's own
        known = set(rows.values_list(key, flat=True))
        last = rows.aggregate(last=Max("position"))["last"] or 0
        new = [one.pk for one in planned if one.pk not in known]
        for place, pk in enumerate(new, last + 1):
            model._default_manager.create(draft=draft, position=place, **{key: pk})  # noqa: SLF001 - Django's own
