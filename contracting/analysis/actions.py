"""Starting an analysis, closing it, asking for its report; answers are saved by drafting."""

from django.db import transaction

from contracting.analysis.documents.report import REPORT
from contracting.analysis.form import FORM_CODE, items_of
from contracting.analysis.letters import say_closed
from contracting.analysis.method import method_on
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_ask_for_report, may_start
from contracting.analysis.plan_actions import carry_plan
from contracting.analysis.plans import terms_of, work_plan
from contracting.analysis.procedure import CLOSE, CLOSE_WITH_GAPS
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from mkus_portal.drafting import actions as drafting
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused


@transaction.atomic
def start_analysis(
    act: Act, office: LocalGovernment, title: str, task_name: str, commissioning_type: str
) -> Analysis:
    """Start an analysis with the method of the day, one empty row in every table.

    Raises MoveRefused, and ValidationError when a field is missing or the type is unknown.
    """
    insist(may_start(act, office))
    version = method_on(act.day).version
    analysis = Analysis(
        office=office,
        title=" ".join(title.split()),
        task_name=" ".join(task_name.split()),
        commissioning_type=commissioning_type,
        method_version=version,
        created_at=act.at,
        created_by_id=act.user,
    )
    analysis.full_clean(exclude=["draft", "title_folded"])
    analysis.draft = drafting.start_draft(act, FORM_CODE, version)
    analysis.save()
    drafting.tie(analysis.draft, analysis)
    for item in items_of(analysis):
        if item.is_table:
            drafting.add_row(act, analysis.draft, item.place)
    return analysis


@transaction.atomic
def close_analysis(
    act: Act,
    analysis: Analysis,
    *,
    with_gaps: bool = False,
    note: str = "",
    adviser: str = "",
) -> Document:
    """Close the analysis for good and ask for its report.

    Order: hold the draft (no save comes after), move, time and note, the plan's terms into the
    office's calendar, letters, report. `with_gaps`
    needs a note; `adviser` is who accompanied the analysis, if anybody. Raises MoveRefused with
    what is missing, MoveTaken when somebody has closed it already.
    """
    if with_gaps and not note.strip():
        insist(refused("Napisz, dlaczego zamykasz analizę z brakami."))
    drafting.lock_draft(analysis.draft)
    perform(act, analysis, CLOSE_WITH_GAPS if with_gaps else CLOSE, note=note.strip())
    analysis.closed_at = act.at
    analysis.closing_note, analysis.adviser = note.strip(), " ".join(adviser.split())
    analysis.save(update_fields=["closed_at", "closing_note", "adviser"])
    if terms_of(work_plan(analysis)):
        carry_plan(act, analysis)
    say_closed(act, analysis)
    return ask_for_report(act, analysis)


@transaction.atomic
def ask_for_report(act: Act, analysis: Analysis) -> Document:
    """Ask for the report of a closed analysis, the first time or once more. Raises MoveRefused."""
    insist(may_ask_for_report(act, analysis))
    return documents.request(act, REPORT, analysis, title=f"Raport MKUS: {analysis.title}")
