"""The MKUS report: its content as a frozen value, structure after mkus.md 6.2."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from contracting.analysis.choices import ChoicePart, choice_part
from contracting.analysis.content import filled, method_of, stages_of
from contracting.analysis.copying import sources_of, words_of
from contracting.analysis.documents.parts import Efficiency, efficiency_of
from contracting.analysis.expectations import SurveyPart, parts_of_surveys
from contracting.analysis.legal_words import law_lines
from contracting.analysis.material import material_of
from contracting.analysis.method import Method, Question, Stage
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_read
from contracting.analysis.rules.answers import Filled, gaps, numbered, progress
from contracting.analysis.sheets import Part, parts_of, sheet_of, shown
from mkus_portal.accounts.roles import role_label
from mkus_portal.act import WARSAW, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.web import wording
from mkus_portal.workflow.models import MoveLog

REPORT = "mkus_report"
NO_ANSWER = "Brak odpowiedzi"
DRAFT_MARK = "WERSJA ROBOCZA"


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A question as the report prints it; `parts` empty: nobody answered."""

    number: str
    question: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReportChapter:
    """Questions of a stage under one heading; a stage without chapters has one without title."""

    title: str
    answers: tuple[ReportAnswer, ...]


@dataclass(frozen=True, slots=True)
class ReportStage:
    """A stage with its fixed introduction, its master questions and its answers."""

    number: str
    name: str
    intro: tuple[str, ...]
    master: tuple[str, ...]
    chapters: tuple[ReportChapter, ...]


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """One of the two verdicts of stage 1 with its reason."""

    question: str
    label: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says (mkus.md 6.2)."""

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
    choice: ChoicePart
    today: str
    after: str
    stages: tuple["ReportStage", ...]
    economic_question: str
    social_question: str
    parts: Efficiency
    attachments: tuple[tuple[str, str], ...]
    surveys: tuple[SurveyPart, ...]
    law_note: str
    law_day: date | None
    laws: tuple[tuple[str, str, str], ...]
    glossary: tuple[tuple[str, str], ...]
    scope: str
    origin: str
    notes: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def has_plan_stage(self) -> bool:
        """Whether the stages reach the plan, before which the efficiencies stand."""
        return any(stage.number == "3" for stage in self.stages)

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


def report_of(analysis: Analysis, day: date | None = None) -> Report:
    """Return the report as it stands, with the law of the day of closing, before it of `day`."""
    version, stages, material = method_of(analysis), stages_of(analysis), material_of(analysis)
    found = filled(analysis, material)
    hints = version.types[analysis.commissioning_type]
    missing = tuple(gap.sentence for gap in gaps(stages, analysis.commissioning_type, found))
    places = version.report
    law_day = analysis.closed_at.astimezone(WARSAW).date() if analysis.closed_at else day
    return Report(
        letterhead=letterhead_of(analysis),
        watermark=DRAFT_MARK if missing or analysis.closed_at is None else "",
        office=analysis.office.name,
        title=analysis.title,
        task_name=analysis.task_name,
        type_label=hints.label,
        status=analysis.get_state_display(),
        completeness=_completeness(stages, analysis, found),
        version=f"{analysis.draft.changes_count} (tyle razy zapisano zmianę odpowiedzi)",
        author=_author(analysis),
        adviser=analysis.adviser or "–",
        closed_on=wording.day(analysis.closed_at),
        closing_note=analysis.closing_note,
        method_version=version.version,
        method_name=version.name,
        goal=found.text(places.goal) or NO_ANSWER,
        verdicts=_verdicts(stages, analysis, found),
        missing=missing,
        type_definition=hints.definition,
        type_basis=hints.basis,
        type_unit=hints.unit,
        type_hints=hints.hints,
        choice=choice_part(analysis),
        today=found.text(places.today) or NO_ANSWER,
        after=found.text(places.after) or NO_ANSWER,
        stages=tuple(_stages(analysis, found)),
        economic_question=_asked(stages, analysis, "economic"),
        social_question=_asked(stages, analysis, "social"),
        parts=efficiency_of(material, found),
        attachments=_attachments(version, analysis, found),
        surveys=parts_of_surveys(material),
        law_note=version.law_note,
        law_day=law_day,
        laws=law_lines(version.report_laws, law_day) if law_day else (),
        glossary=version.glossary,
        scope=version.scope,
        origin=version.origin,
        notes=version.notes,
        sources=_sources(stages, analysis),
    )


def build_report(analysis: Analysis, asked_at: datetime) -> Report:
    """Return the content of the report's file; a closed analysis gives the same at any instant."""
    return report_of(analysis, asked_at.astimezone(WARSAW).date())


def letterhead_of(analysis: Analysis) -> Letterhead:
    """Return the office's letterhead."""
    office = analysis.office
    address = f"{office.street}, {office.postcode} {office.seat}".strip(" ,")
    lines = tuple(line for line in (office.office_name, address) if line)
    return Letterhead(office.name, lines, office.seat)


def _completeness(stages: tuple[Stage, ...], analysis: Analysis, found: Filled) -> str:
    done = progress(stages, analysis.commissioning_type, found)
    return f"{done.done} z {done.whole} pytań"


def _author(analysis: Analysis) -> str:
    """Return the function of the person who closed the analysis; no names in the report."""
    if analysis.closed_at is None:
        return "–"
    last = MoveLog.objects.of(analysis).last()
    return role_label(last.role) if last else "–"


def _verdicts(
    stages: tuple[Stage, ...], analysis: Analysis, found: Filled
) -> tuple[ReportVerdict, ...]:
    return tuple(
        _verdict(question, found)
        for stage in stages
        for question in stage.questions_for(analysis.commissioning_type)
        if question.verdict
    )


def _verdict(question: Question, found: Filled) -> ReportVerdict:
    """Return a verdict; the method's reader has made sure that it is a scale with a reason."""
    scale, reason = question.items
    return ReportVerdict(
        question=question.text,
        label=scale.label,
        answer=shown(scale, found.text(scale.place)) or NO_ANSWER,
        why=found.text(reason.place) or NO_ANSWER,
    )


def _stages(analysis: Analysis, found: Filled) -> Iterator[ReportStage]:
    """Yield the stages, the steps of one together; their chapters are the method's."""
    version, kind = method_of(analysis), analysis.commissioning_type
    answers = {
        question.code: ReportAnswer(number, question.text, parts_of(question, found))
        for number, question in numbered(stages_of(analysis), kind)
        if not question.verdict and not any(item.is_module for item in question.items[:1])
    }
    of_what = version.types[kind].of_what
    for number, steps in groupby(stages_of(analysis), key=lambda one: one.number):
        group = list(steps)
        own = [question.code for stage in group for question in stage.questions]
        yield ReportStage(
            number,
            group[0].name,
            tuple(stage.intro for stage in group),
            tuple(one.replace("{T}", of_what) for stage in group for one in stage.master),
            tuple(_chapters(version, [code for code in own if code in answers], answers)),
        )


def _asked(stages: tuple[Stage, ...], analysis: Analysis, module: str) -> str:
    """Return the question that a part of the report of its own answers."""
    return next(
        f"Pytanie {number}: {question.text}"
        for number, question in numbered(stages, analysis.commissioning_type)
        if question.items[0].module == module
    )


def _chapters(
    version: Method, codes: list[str], answers: Mapping[str, ReportAnswer]
) -> Iterator[ReportChapter]:
    """Yield the method's chapters with these questions, then what stands in none of them."""
    left = list(codes)
    for title, questions in version.chapters:
        inside = [code for code in questions if code in left]
        if inside:
            yield ReportChapter(title, tuple(answers[code] for code in inside))
            left = [code for code in left if code not in inside]
    if left:
        yield ReportChapter("", tuple(answers[code] for code in left))


def _attachments(version: Method, analysis: Analysis, found: Filled) -> tuple[tuple[str, str], ...]:
    """Return the sheets that belong behind the report, with how far each is filled in."""
    sheets = [
        sheet_of(tool, version, analysis.commissioning_type, found)
        for tool in version.tools.values()
        if tool.expertise
    ]
    return tuple(
        (f"{sheet.tool.code}. {sheet.tool.label}", f"{sheet.answered} z {len(sheet.parts)} części")
        for sheet in sheets
        if sheet.parts
    )


def _sources(stages: tuple[Stage, ...], analysis: Analysis) -> tuple[tuple[str, str], ...]:
    """Return what was copied from others: the question, and whose analysis; each once."""
    found = sources_of(analysis)
    lines = [
        (f"Pytanie {number}" if number else question.text, words_of(source))
        for number, question in numbered(stages, analysis.commissioning_type)
        for source in found.get(question.code, ())
    ]
    return tuple(dict.fromkeys(lines))


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
