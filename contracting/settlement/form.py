"""The report as a long form: the texts of the official form, its results, actions and incomes."""

from decimal import Decimal

from django.template.loader import render_to_string

from contracting.contracts.agreed import agreed_of
from contracting.contracts.models import TOGETHER
from contracting.contracts.talk import owners_of, people_of
from contracting.offers.definition import FormField
from contracting.settlement.coaching import findings, gap_line, section_url
from contracting.settlement.content import content_of
from contracting.settlement.definition import FULL, SIMPLIFIED, form_of
from contracting.settlement.documents.report import tables_of
from contracting.settlement.models import (
    ReportedAction,
    ReportedResult,
    ReportIncome,
    TaskReport,
)
from contracting.settlement.permissions.reports import (
    may_comment,
    may_read_report,
    may_write,
    may_write_at,
)
from contracting.settlement.rules.gaps import report_gaps
from contracting.settlement.rules.tables import source_table, total_of
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, TypedRow
from mkus_portal.drafting.registry import DraftKind, Table
from mkus_portal.drafting.talk import Step, Talk
from mkus_portal.web.longform import FieldSpec, Item, Section, TableSpec

TABLES = {
    "results": Table("results", ("reached", "measured"), ReportedResult),
    "actions": Table("actions", ("degree", "description", "outside"), ReportedAction),
    "income": Table("income", ("interest", "income", "fees"), ReportIncome),
}
TABLE_LABELS = {
    "results": "Rezultaty zaplanowane w umowie",
    "actions": "Działania zaplanowane w umowie",
    "income": "Przychody uzyskane przy realizacji zadania",
}
LONG = frozenset({"measured", "description", "outside"})
MONEY = frozenset({"interest", "income", "fees"})
HINTS = {
    "I.1": (
        "Opisz, co osiągnięto i jak to zmierzono, które rezultaty są trwałe i w jakim stopniu"
        " zadanie przyczyniło się do swojego celu."
    ),
    "I.2": (
        "Podaj stopień i skalę wykonania, wyjaśnij odstępstwa od umowy, opisz wkład osobowy i"
        " rzeczowy, zaznacz, co wykonał podmiot niebędący stroną umowy."
    ),
    "II.2.income": "Od początku zadania do końca okresu. Gdy czegoś nie było, wpisz 0.",
    "II.3": "Przychody, których nie przewidziano w umowie, na przykład ze sprzedaży.",
    "II.4": "Warunki pobierania opłat, wysokość opłaty od osoby i łączna wartość.",
}
TOGETHER_OF = ("draft", *(f"contract__{one}" for one in TOGETHER))


def report_of(draft: Draft) -> TaskReport:
    """Return the report that the draft belongs to. Raises TypeError for another room's draft."""
    report = draft.obj
    if not isinstance(report, TaskReport):
        message = f"the draft {draft.pk} is no report"
        raise TypeError(message)
    report.draft = draft
    return report


def fields(draft: Draft) -> frozenset[str]:
    """Return the texts that the report writes."""
    written = form_of(report_of(draft)).written_fields(joint=False)
    return frozenset(one.code for one in written)


def label(draft: Draft, place: str) -> str:
    """Return the official name of a field, a table or a cell."""
    first, _, rest = place.partition(":")
    if first not in TABLES:
        return form_of(report_of(draft)).field(first).label
    column, model = rest.rpartition(":")[2], TABLES[first].model
    if model is None or column not in TABLES[first].cells:
        return TABLE_LABELS[first]
    return f"{TABLE_LABELS[first]}: {_label(model, column)}"


def _label(model: type[TypedRow], column: str) -> str:
    return str(model._meta.get_field(column).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - a column has a label


def section_of(report: TaskReport, code: str) -> Section:
    """Return a section as the page shows it. Raises KeyError for one that the form has not."""
    section = form_of(report).section(code)
    items = [_item(report, one) for one in section.fields if one.kind != "prefilled"]
    return Section(section.code, f"{section.code}. {section.title}", items)


def _item(report: TaskReport, field: FormField) -> Item:
    hint = HINTS.get(field.code, "")
    if field.kind != "table":
        name = f"{field.code}. {field.label}" if not field.is_part else field.label
        return FieldSpec(
            field.code, name, field.kind, hint=hint, required=field.required, limit=field.limit
        )
    columns = [_column(field.table, code) for code in TABLES[field.table].cells]
    return TableSpec(
        field.table,
        field.label,
        columns,
        hint=hint,
        fixed=True,
        legends=_legends(report, field.table),
    )


def _column(table: str, code: str) -> FieldSpec:
    model = TABLES[table].model
    assert model is not None  # noqa: S101 - all tables of a report are typed
    kind = "long" if code in LONG else "money" if code in MONEY else "text"
    column = FieldSpec(code, _label(model, code), kind, required=False)
    if code == "degree":
        column.kind = "choice"
        column.choices = [(str(value), str(name)) for value, name in ReportedAction.Degree.choices]
    return column


def _legends(report: TaskReport, table: str) -> list[str]:
    """Return what each row is about: what was planned stands above what was reached."""
    plan = agreed_of(report.contract).content
    if table == "results":
        planned = {one.pk: f"{one.name} – planowano: {one.target_value}" for one in plan.results}
        rows = ReportedResult.objects.filter(draft=report.draft).values_list("result", flat=True)
        return [planned.get(key, "Rezultat spoza obecnej umowy") for key in rows]
    if table == "actions":
        named = {one.pk: one.name for one in plan.actions}
        keys = ReportedAction.objects.filter(draft=report.draft).values_list("planned", flat=True)
        return [named.get(key, "Działanie spoza obecnej umowy") for key in keys]
    return []


def report_context(report: TaskReport) -> dict[str, object]:
    """Return the gaps, both tables and the checks, as the report stands."""
    content, form = content_of(report), form_of(report)
    is_simplified = form.code == SIMPLIFIED
    spent = content.spent
    return {
        "report": report,
        "gaps": [gap_line(report, one) for one in report_gaps(content, form)],
        "cost_tables": tables_of(content, is_simplified=is_simplified),
        "carried": any(one.report is not None for one in spent),
        "sources": () if is_simplified else source_table(content.plan, spent),
        "findings": findings(report, content),
        "spent_total": total_of(spent),
        "spent_grant": total_of(spent, "from_grant") or Decimal("0.00"),
        "content": content,
    }


def live(act: Act, report: TaskReport) -> dict[str, str]:
    """Return what a section's page shows anew after a save."""
    fresh = TaskReport.objects.select_related(*TOGETHER_OF).get(pk=report.pk)
    context = report_context(fresh)
    return {
        "gaps": render_to_string("contracting/settlement/_gaps.html", context).strip(),
        "tables": render_to_string("contracting/settlement/_tables.html", context).strip(),
    }


def steps(report: TaskReport) -> list[Step]:
    """Return the parts of the report."""
    return [
        Step(
            section.code,
            section.title,
            section_url(report, section.code),
            frozenset(one.table or one.code for one in section.fields if one.kind != "prefilled"),
        )
        for section in form_of(report).sections
    ]


TALK = Talk(
    may_comment=may_comment,
    steps=steps,
    team=lambda act, report, side: people_of(act, report.contract, side),
    owners=lambda act, report, side: owners_of(act, report.contract, side),
)


def _kind(code: str) -> DraftKind:
    return DraftKind(
        code=code,
        may_read=may_read_report,
        may_write=may_write,
        may_write_at=may_write_at,
        fields=fields,
        tables=TABLES,
        live=live,
        label=label,
        talk=TALK,
    )


DRAFT_KINDS = tuple(_kind(code) for code in (FULL, SIMPLIFIED))
