"""The report on the official form, as frozen values: PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracting.contracts.signing import contractors_of
from contracting.settlement.content import content_of
from contracting.settlement.definition import SIMPLIFIED, form_of
from contracting.settlement.models import TaskReport
from contracting.settlement.permissions.reports import may_read_report
from contracting.settlement.rules.reported import Done, Reached, ReportContent
from contracting.settlement.rules.tables import (
    ALL,
    SettledCost,
    SettledSource,
    cost_table,
    source_table,
)
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

TABLE_LABELS = ("II.1", "II.2")


@dataclass(frozen=True, slots=True)
class YearOfCosts:
    """The table II.1 of one calendar year; `year` is empty for the whole task."""

    year: str
    rows: Sequence[SettledCost]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """Everything that the report prints."""

    watermark: str
    title: str
    basis: str
    instruction: str
    header: Sequence[tuple[str, str]]
    labels: dict[str, str]
    titles: dict[str, str]
    texts: dict[str, str]
    results: Sequence[Reached]
    actions: Sequence[Done]
    costs: Sequence[YearOfCosts]
    carried: bool
    sources: Sequence[SettledSource]
    income: Sequence[tuple[str, Decimal]]
    declarations: Sequence[str]
    intro: str
    signatories: str
    sent: str


def tables_of(content: ReportContent, *, is_simplified: bool) -> tuple[YearOfCosts, ...]:
    """Return II.1: of a task of several years one table for each year of the period, and a whole.

    A simplified report shows what the grant paid, and nothing else (art. 19a ust. 7c UDPPiW).
    """
    chosen = ("from_grant",) if is_simplified else ALL
    whole = YearOfCosts("", cost_table(content.plan, content.spent, sources=chosen))
    if len(content.plan.content.years) <= 1:
        return (whole,)
    by_year = tuple(
        YearOfCosts(str(year), cost_table(content.plan, content.spent, year, chosen))
        for year in content.years
    )
    return (*by_year, whole)


def build_report(report: TaskReport, asked_at: datetime) -> ReportDocument:
    """Return the report as it was sent last; a draft is marked as one."""
    content, form, contract = content_of(report), form_of(report), report.contract
    is_simplified = form.code == SIMPLIFIED
    labels = {
        field.code.replace(".", "_"): field.label
        for section in form.sections
        for field in section.fields
    }
    return ReportDocument(
        watermark="SZKIC" if report.is_written else "",
        title=form.title,
        basis=form.basis,
        instruction=form.instruction,
        header=(
            ("Rodzaj sprawozdania", str(report.get_kind_display())),
            (
                "Okres, za jaki jest składane sprawozdanie",
                f"{wording.day(report.period_from)} – {wording.day(report.period_to)}",
            ),
            ("Tytuł zadania publicznego", contract.title),
            ("Nazwa Zleceniobiorcy(-ców)", ", ".join(contractors_of(contract))),
            ("Data zawarcia umowy", wording.day(contract.concluded_on)),
            ("Numer umowy, o ile został nadany", contract.number),
        ),
        labels=labels,
        titles={section.code: section.title for section in form.sections},
        texts={
            field.code.replace(".", "_"): content.text(field.code)
            for field in form.written_fields(joint=False)
        },
        results=content.results,
        actions=content.actions if "I_2_actions" in labels else (),
        costs=tables_of(content, is_simplified=is_simplified),
        carried=any(one.report is not None for one in content.spent),
        sources=() if is_simplified else source_table(content.plan, content.spent),
        income=()
        if is_simplified
        else (
            ("Odsetki bankowe od dotacji", content.earned("interest")),
            ("Inne przychody", content.earned("income")),
            ("Świadczenia pieniężne pobrane od odbiorców", content.earned("fees")),
        ),
        declarations=form.declarations,
        intro=form.intro,
        signatories=report.signatories,
        sent=wording.instant(report.submitted_at) if report.submitted_at else "",
    )


def owner(report: TaskReport) -> Scope:
    """Return the office in whose list the report stands."""
    return Scope("office", report.contract.office_id)


REPORT_DOCUMENT = DocumentKind(
    code="task_report",
    label="Sprawozdanie z wykonania zadania publicznego",
    template="documents/task_report.html",
    build=build_report,
    may_read=may_read_report,
    owner=owner,
)


def report_word(report: TaskReport) -> bytes:
    """Return the report as DOCX; the same report is the same file."""
    content = build_report(report, report.submitted_at or report.created_at)
    word = Word(
        content.title, report.contract.organisation.name, report.submitted_at or report.created_at
    )
    word.heading(content.title, 1)
    word.paragraph(content.basis)
    word.table(("Pole", "Treść"), content.header)
    for code, title in content.titles.items():
        word.heading(f"Część {code}. {title}", 2)
        _word_part(word, content, code)
    word.heading("Oświadczenia", 2)
    word.paragraph(
        content.intro, *(f"{at}) {one}" for at, one in enumerate(content.declarations, 1))
    )
    word.table(("Data", "Podpis osoby upoważnionej"), [("", content.signatories)])
    return word.content()


def _word_part(word: Word, content: ReportDocument, part: str) -> None:
    for code, label in content.labels.items():
        if code.split("_")[0] != part:
            continue
        if code in content.texts:
            word.heading(label, 3)
            word.paragraph(*(content.texts[code] or "nie dotyczy").split("\n"))
    if part == "I":
        rows = [(one.name, one.planned, one.reached, one.measured) for one in content.results]
        if rows:
            word.table(("Rezultat", "Planowano", "Osiągnięto", "Sposób pomiaru, różnice"), rows)
        done = [(one.name, one.said, one.description, one.outside) for one in content.actions]
        if done:
            word.table(("Działanie", "Wykonanie", "Opis", "Podmiot niebędący stroną"), done)
    if part == "II":
        _word_money(word, content)


def _word_money(word: Word, content: ReportDocument) -> None:
    for table in content.costs:
        word.heading(f"Rozliczenie wydatków{f' za rok {table.year}' if table.year else ''}", 3)
        rows = [
            (
                one.number,
                one.name,
                "" if one.planned is None else wording.money(one.planned),
                "" if one.total is None else wording.money(one.total),
            )
            for one in table.rows
        ]
        word.table(
            ("Lp.", "Rodzaj kosztu", "Koszty zgodnie z umową", "Faktycznie poniesione wydatki"),
            rows,
        )
    if content.sources:
        word.heading(content.labels["II_2"], 3)
        word.table(
            ("Lp.", "Źródło", "Koszty zgodnie z umową", "Faktycznie poniesione wydatki"),
            [
                (one.number, one.name, _said(one, one.planned), _said(one, one.actual))
                for one in content.sources
            ],
        )


def _said(row: SettledSource, value: Decimal | None) -> str:
    if value is None:
        return ""
    return wording.percent(value) if row.is_share else wording.money(value)
