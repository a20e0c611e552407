"""Starting a plan from the typical one, carrying its terms to the calendar, finishing them."""

from datetime import date

from django.db import transaction

from contracting.analysis.content import method_of
from contracting.analysis.models import Analysis, PlanTerm
from contracting.analysis.permissions import WRITERS, may_follow_plan, may_write
from contracting.analysis.plans import terms_of, work_plan
from contracting.analysis.rules.plan import PlannedRow, typical_plan
from mkus_portal.act import Act, Scope
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.models import Row
from mkus_portal.notifications.actions import Until, Whose, close_duty, open_duty
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

DUTY = "plan_term"
NO_DATES = "Plan nie ma jeszcze ani jednego działania lub kamienia milowego z datą."


@transaction.atomic
def insert_typical_plan(act: Act, analysis: Analysis, first_day: date) -> int:
    """Add the typical steps of the analysis's type from a day on; return how many.

    An empty first row is used; what already stands stays. Raises MoveRefused.
    """
    insist(may_write(act, analysis))
    method = method_of(analysis)
    table = method.report.plan
    rows = typical_plan(method.plan, analysis.commissioning_type, first_day)
    with drafting.together(act, analysis.draft):
        kept = list(Row.objects.filter(draft=analysis.draft, table=table))
        empty = [row for row in kept if not row.cells.exclude(text="").exists()]
        added: list[Row] = []
        for planned in rows:
            row = empty.pop(0) if empty else drafting.add_row(act, analysis.draft, table)
            added.append(row)
            _fill(act, analysis, row, planned, added)
    return len(added)


def _fill(act: Act, analysis: Analysis, row: Row, planned: PlannedRow, added: list[Row]) -> None:
    cells = {
        "action": planned.action,
        "stage": planned.stage,
        "owner": planned.owner,
        "start": planned.start.isoformat(),
        "end": planned.end.isoformat(),
        "result": planned.result,
        "after": str(added[planned.after].pk) if planned.after is not None else "",
    }
    versions = dict(row.cells.values_list("field", "version"))
    for cell, text in cells.items():
        if text:
            place = f"{row.table}:{row.pk}:{cell}"
            drafting.save_field(act, analysis.draft, place, text, versions.get(cell, 0))


@transaction.atomic
def carry_plan(act: Act, analysis: Analysis) -> int:
    """Make the office's calendar what the plan says; return how many terms it has.

    New terms become duties, changed ones are moved, what the plan no longer has is dropped; what
    is done stays done. Raises MoveRefused.
    """
    insist(may_follow_plan(act, analysis))
    drafting.lock_draft(analysis.draft)
    wanted = {term.row: term for term in terms_of(work_plan(analysis))}
    if not wanted:
        insist(refused(NO_DATES))
    kept = {term.row: term for term in PlanTerm.objects.filter(analysis=analysis)}
    for row, term in wanted.items():
        own = kept.get(row) or PlanTerm(analysis=analysis, row=row)
        own.kind, own.label, own.due, own.dropped_at = term.kind, term.label, term.due, None
        own.save()
        if own.done_on is None:
            _ask_for(act, own)
    for row, own in kept.items():
        if row not in wanted and own.dropped_at is None:
            own.dropped_at = act.at
            own.save(update_fields=["dropped_at"])
            close_duty(act, DUTY, own)
    return len(wanted)


def _ask_for(act: Act, term: PlanTerm) -> None:
    what = "Plan pracy" if term.kind == PlanTerm.Kind.STEP else "Kamień milowy"
    open_duty(
        act,
        DUTY,
        term,
        Whose(scope=Scope("office", term.analysis.office_id), roles=WRITERS),
        url=term.get_absolute_url(),
        sentence=f"{what}: {term.label} ({term.analysis.title})",
        due=Until.end_of(term.due),
    )


@transaction.atomic
def finish_term(act: Act, term: PlanTerm, *, done: bool = True, note: str = "") -> None:
    """Say that a step or a milestone is done, or that it is not after all. Raises MoveRefused."""
    insist(may_follow_plan(act, term.analysis))
    term = PlanTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if done == (term.done_on is not None):
        return
    term.done_on = act.day if done else None
    term.done_by_id = act.user if done else None
    term.note = note.strip()
    term.save(update_fields=["done_on", "done_by", "note"])
    if done:
        close_duty(act, DUTY, term)
    elif term.dropped_at is None:
        _ask_for(act, term)
