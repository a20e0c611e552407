"""Starting an analysis, closing it, asking for its report; answers are saved by drafting."""

from django.db import transaction

from contracting.analysis.documents.report import REPORT
from contracting.analysis.economic_form import CELLS, FUTURE_TABLE, cost_model, economic_of
from contracting.analysis.form import FORM_CODE, SCOPE_PLACE, items_of
from contracting.analysis.guest_actions import dismiss_guests
from contracting.analysis.letters import say_closed
from contracting.analysis.method import method_on
from contracting.analysis.models import Analysis, FutureCost, Phase, PresentCost, SocialRound
from contracting.analysis.permissions import may_ask_for_report, may_start, may_widen
from contracting.analysis.plan_actions import carry_plan
from contracting.analysis.plans import terms_of, work_plan
from contracting.analysis.procedure import CLOSE, CLOSE_WITH_GAPS
from contracting.analysis.social_actions import ask_for_measurement, stop_asking
from mkus_portal.act import Act
from mkus_portal.documents import actions as documents
from mkus_portal.documents.models import Document
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.actions.starting import note
from mkus_portal.drafting.models import Change
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import refused

SMALL_GRANTS = {
    "E1-11.count": "eco.regranting.grants",
    "E1-11.amount": "eco.regranting.pool",
    "E1-11.hours": "eco.regranting.hours_per_grant_before",
}


@transaction.atomic
def start_analysis(
    act: Act,
    office: LocalGovernment,
    title: str,
    task_name: str,
    commissioning_type: str,
    *,
    is_staged: bool = True,
    version: str = "",
) -> Analysis:
    """Start an analysis with a version of the method, else the day's; one row in every table.

    Without stages it is both efficiencies only; `widen_analysis` adds the stages later.
    Raises MoveRefused, and ValidationError when a field is missing or the type is unknown.
    """
    insist(may_start(act, office))
    version = version or method_on(act.day).version
    analysis = Analysis(
        office=office,
        title=" ".join(title.split()),
        task_name=" ".join(task_name.split()),
        commissioning_type=commissioning_type,
        method_version=version,
        is_staged=is_staged,
        created_at=act.at,
        created_by_id=act.user,
    )
    analysis.full_clean(exclude=["draft", "title_folded", "created_by"])
    analysis.draft = drafting.start_draft(act, FORM_CODE, version)
    analysis.save()
    drafting.tie(analysis.draft, analysis)
    _add_first_rows(act, analysis)
    return analysis


def _add_first_rows(act: Act, analysis: Analysis) -> None:
    """Give every table of a stage that has no row yet an empty one."""
    begun = set(analysis.draft.rows.values_list("table", flat=True))
    for item in items_of(analysis):
        if item.is_table and item.place not in begun:
            drafting.add_row(act, analysis.draft, item.place)


@transaction.atomic
def widen_analysis(act: Act, analysis: Analysis) -> None:
    """Add the stages to an analysis of the efficiency alone. Raises MoveRefused."""
    drafting.lock_draft(analysis.draft)
    analysis.refresh_from_db(fields=["is_staged", "state"])
    insist(may_widen(act, analysis))
    analysis.is_staged = True
    analysis.save(update_fields=["is_staged"])
    words = {"old": "same efektywności", "new": "pełna analiza z etapami"}
    note(act, analysis.draft, Change(place=SCOPE_PLACE, version=1, **words))
    _add_first_rows(act, analysis)


@transaction.atomic
def add_typical_lines(act: Act, analysis: Analysis, table: str) -> int:
    """Add the type's typical cost lines that a table does not have yet; return how many.

    Raises MoveRefused, NoSuchPlaceError, ValidationError when the table is full.
    """
    draft = drafting.lock_draft(analysis.draft)
    model = cost_model(table)
    economic = economic_of(analysis)
    known = set(model.objects.filter(draft=draft).values_list("group", "name"))
    added = 0
    for line in economic.lines_for(analysis.commissioning_type, model.scenario):
        if (line.group, line.name) in known:
            continue
        cells = {"group": line.group, "name": line.name, "unit": economic.groups[line.group].unit}
        payer = "NGO" if line.group.startswith("NGO") else "JST"
        drafting.add_row(act, draft, table, **cells, payer=payer, times_per_year=1)
        added += 1
    return added


@transaction.atomic
def copy_line(act: Act, analysis: Analysis, row: int) -> bool:
    """Copy a cost of today into the costs after the change, at the end of the table.

    Return False where its group may not stand there, or the line is gone. Raises MoveRefused, and
    ValidationError when the table is full.
    """
    draft = drafting.lock_draft(analysis.draft)
    line = PresentCost.objects.filter(draft=draft, pk=row).first()
    allowed = {one.code for one in economic_of(analysis).groups_of(FutureCost.scenario)}
    if line is None or line.group not in allowed:
        return False
    drafting.add_row(act, draft, FUTURE_TABLE, **{cell: getattr(line, cell) for cell in CELLS})
    return True


@transaction.atomic
def carry_small_grants(act: Act, analysis: Analysis) -> int:
    """Put what is answered about today's small grants into the calculator's empty fields.

    Return how many fields were filled. Raises MoveRefused, ValidationError for what a field of the
    calculator cannot hold.
    """
    texts = drafting.lock_draft(analysis.draft).texts()
    filled = 0
    for source, place in SMALL_GRANTS.items():
        if texts.get(source, "").strip() and not texts.get(place, "").strip():
            kept = analysis.draft.answers.filter(row=None, field=place).first()
            version = kept.version if kept else 0
            drafting.save_field(act, analysis.draft, place, texts[source], version)
            filled += 1
    return filled


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
    office's calendar, nobody is asked for scores any more, the measurement in a year, letters,
    report. `with_gaps` needs a note; `adviser` is who accompanied the analysis, if anybody. Raises
    MoveRefused with what is missing, MoveTaken when somebody has closed it already.
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
    stop_asking(act, analysis, Phase.FORECAST)
    if analysis.social_rounds.filter(state=SocialRound.State.MET, phase=Phase.FORECAST).exists():
        ask_for_measurement(act, analysis)
    dismiss_guests(act, analysis)
    say_closed(act, analysis)
    return ask_for_report(act, analysis)


@transaction.atomic
def ask_for_report(act: Act, analysis: Analysis) -> Document:
    """Ask for the report of a closed analysis, the first time or once more. Raises MoveRefused."""
    insist(may_ask_for_report(act, analysis))
    return documents.request(act, REPORT, analysis, title=f"Raport MKUS: {analysis.title}")
