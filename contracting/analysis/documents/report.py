"""The MKUS report: its content as a frozen value, structure after mkus.md 6.2 (parts 0–3)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from contracting.analysis.content import filled, stage_of
from contracting.analysis.form import is_day, number_of
from contracting.analysis.method import Column, Item, Question, Stage, method
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_read
from contracting.analysis.rules.answers import Filled, FilledRow, gaps, numbered, progress
from mkus_portal.accounts.roles import role_label
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.models import MoveLog

REPORT = "mkus_report"
NO_ANSWER = "Brak odpowiedzi"
DRAFT_MARK = "WERSJA ROBOCZA"


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of an answer: a text, or a table with its headers; both empty: no answer."""

    label: str
    text: str = ""
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A question as the report prints it; `parts` empty: nobody answered."""

    number: str
    question: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """One of the two verdicts of stage 1 with its reason."""

    question: str
    label: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says."""

    letterhead: Letterhead
    watermark: str
    office: str
    title: str
    task_name: str
    type_label: str
    status: str
    completeness: str
    version: str
    author: str
    adviser: str
    closed_on: str
    closing_note: str
    method_version: str
    method_name: str
    goal: str
    verdicts: tuple[ReportVerdict, ...]
    missing: tuple[str, ...]
    type_definition: str
    type_basis: str
    type_unit: str
    type_hints: tuple[str, ...]
    today: str
    after: str
    stage_title: str
    stage_intro: str
    master: tuple[str, ...]
    answers: tuple[ReportAnswer, ...]
    scope: str
    origin: str
    notes: tuple[tuple[str, str], ...]

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The title page's lines: term and value."""
        return (
            ("Gmina lub powiat", self.office),
            ("Tytuł analizy", self.title),
            ("Zadanie publiczne", self.task_name),
            ("Typ zlecenia", self.type_label),
            ("Stan analizy", self.status + (" (wersja robocza)" if self.watermark else "")),
            ("Kompletność", self.completeness),
            ("Wersja treści", self.version),
            ("Zamknięta", self.closed_on),
            ("Autor (funkcja)", self.author),
            ("Doradca", self.adviser),
            ("Metoda", self.method_name),
        )


def report_of(analysis: Analysis) -> Report:
    """Return the report of an analysis as it stands: closed, or for the preview."""
    version, stage, found = method(analysis.method_version), stage_of(analysis), filled(analysis)
    hints = version.types[analysis.commissioning_type]
    missing = tuple(gap.sentence for gap in gaps(stage, analysis.commissioning_type, found))
    places = version.report
    return Report(
        letterhead=letterhead_of(analysis),
        watermark=DRAFT_MARK if missing or analysis.closed_at is None else "",
        office=analysis.office.name,
        title=analysis.title,
        task_name=analysis.task_name,
        type_label=hints.label,
        status=analysis.get_state_display(),
        completeness=_completeness(stage, analysis, found),
        version=f"{analysis.draft.changes_count} (tyle razy zapisano zmianę odpowiedzi)",
        author=_author(analysis),
        adviser=analysis.adviser or "–",
        closed_on=wording.day(analysis.closed_at),
        closing_note=analysis.closing_note,
        method_version=version.version,
        method_name=version.name,
        goal=found.text(places.goal) or NO_ANSWER,
        verdicts=_verdicts(stage, analysis, found),
        missing=missing,
        type_definition=hints.definition,
        type_basis=hints.basis,
        type_unit=hints.unit,
        type_hints=hints.hints,
        today=found.text(places.today) or NO_ANSWER,
        after=found.text(places.after) or NO_ANSWER,
        stage_title=stage.title,
        stage_intro=stage.intro,
        master=tuple(one.replace("{T}", hints.of_what) for one in stage.master),
        answers=_answers(stage, analysis, found),
        scope=version.scope,
        origin=version.origin,
        notes=version.notes,
    )


def build_report(analysis: Analysis, asked_at: datetime) -> Report:
    """Return the content of the report's file; a closed analysis gives the same at any instant."""
    return report_of(analysis)


def letterhead_of(analysis: Analysis) -> Letterhead:
    """Return the office's letterhead."""
    office = analysis.office
    address = f"{office.street}, {office.postcode} {office.seat}".strip(" ,")
    lines = tuple(line for line in (office.office_name, address) if line)
    return Letterhead(office.name, lines, office.seat)


def _completeness(stage: Stage, analysis: Analysis, found: Filled) -> str:
    done = progress(stage, analysis.commissioning_type, found)
    return f"{done.done} z {done.whole} pytań"


def _author(analysis: Analysis) -> str:
    """Return the function of the person who closed the analysis; no names in the report."""
    if analysis.closed_at is None:
        return "–"
    last = MoveLog.objects.of(analysis).last()
    return role_label(last.role) if last else "–"


def _verdicts(stage: Stage, analysis: Analysis, found: Filled) -> tuple[ReportVerdict, ...]:
    return tuple(
        _verdict(question, found)
        for question in stage.questions_for(analysis.commissioning_type)
        if question.verdict
    )


def _verdict(question: Question, found: Filled) -> ReportVerdict:
    """Return a verdict; the method's reader has made sure that it is a scale with a reason."""
    scale, reason = question.items
    return ReportVerdict(
        question=question.text,
        label=scale.label,
        answer=_text(scale, found.text(scale.place)) or NO_ANSWER,
        why=found.text(reason.place) or NO_ANSWER,
    )


def _answers(stage: Stage, analysis: Analysis, found: Filled) -> tuple[ReportAnswer, ...]:
    return tuple(
        ReportAnswer(number, question.text, _parts(question, found))
        for number, question in numbered(stage, analysis.commissioning_type)
        if not question.verdict
    )


def _parts(question: Question, found: Filled) -> tuple[Part, ...]:
    if not any(found.has(item) for item in question.items):
        return ()
    return tuple(_part(item, found) for item in question.items)


def _part(item: Item, found: Filled) -> Part:
    if not item.is_table:
        return Part(item.label, _text(item, found.text(item.place)))
    rows = tuple(_row(item, row) for row in found.said(item))
    return Part(item.label, headers=tuple(one.label for one in item.columns), rows=rows)


def _row(item: Item, row: FilledRow) -> tuple[str, ...]:
    return tuple(_text(column, row.text(column.code)) for column in item.columns)


def _text(spec: Item | Column, text: str) -> str:
    """Return a kept text as the report prints it: a choice's label, a day, a number."""
    if spec.choices:
        return dict(spec.choices).get(text, text)
    if spec.kind == "date" and text and is_day(text):
        return wording.day(date.fromisoformat(text))
    if spec.kind == "number" and text:
        number: Decimal | None = number_of(text)
        return wording.number(number) if number is not None else text
    return text


def owner(analysis: Analysis) -> Scope:
    """Return the office in whose list the report stands."""
    return Scope("office", analysis.office_id)


MKUS_REPORT = DocumentKind(
    code=REPORT,
    label="Raport MKUS",
    template="documents/mkus_report.html",
    build=build_report,
    may_read=may_read,
    owner=owner,
)
