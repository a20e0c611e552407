"""The report as a text to go on editing (DOCX); charts stand in it as their tables."""

from collections.abc import Iterable
from datetime import date

from contracting.analysis.choices import ChoicePart
from contracting.analysis.documents.parts import PlanPart
from contracting.analysis.documents.report import Report, ReportAnswer, ReportStage, report_of
from contracting.analysis.joined import Joined
from contracting.analysis.models import Analysis
from contracting.analysis.rules.economic_view import ResultRow
from contracting.analysis.sheets import Part
from mkus_portal.charts import Chart
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

TITLE = "Raport MKUS – analiza zmiany sposobu realizacji zadania publicznego"
NO_ANSWER = "Brak odpowiedzi"
CHAPTERS = {"1": 3, "2": 4, "3": 8}


def report_word(analysis: Analysis, day: date | None = None) -> bytes:
    """Return the report as DOCX, in the order of the PDF; the same content is the same file."""
    content = report_of(analysis, day)
    word = Word(TITLE, content.office, analysis.closed_at or analysis.draft.changed_at)
    word.heading(TITLE, 1)
    if content.watermark:
        word.paragraph(content.watermark)
    word.facts(content.facts)
    if content.closing_note:
        word.facts([("Uwaga przy zamknięciu", content.closing_note)])
    word.paragraph(content.scope)
    _summary(word, content)
    _task(word, content)
    for stage in content.stages:
        _stage(word, content, stage)
    if not content.has_plan_stage:
        _efficiency(word, content)
    _end(word, content)
    return word.content()


def _stage(word: Word, content: Report, stage: ReportStage) -> None:
    """Write a stage; the efficiencies stand before the plan."""
    if stage.number == "3":
        _efficiency(word, content)
    word.heading(f"{CHAPTERS[stage.number]}. Etap {stage.number} – {stage.name}", 1)
    word.paragraph(*stage.intro, *stage.master)
    for chapter in stage.chapters:
        if chapter.title:
            word.heading(chapter.title, 2)
        for answer in chapter.answers:
            _answer(word, answer)
    if stage.number == "1":
        _verdicts(word, content)
    elif stage.number == "2":
        _chart(word, content.parts.risk_chart)
    else:
        _plan(word, content.parts.plan)


def _verdicts(word: Word, content: Report) -> None:
    for verdict in content.verdicts:
        word.heading(verdict.question, 3)
        word.facts([(verdict.label, verdict.answer), ("Uzasadnienie", verdict.why)])


def _plan(word: Word, plan: PlanPart) -> None:
    _chart(word, plan.chart)
    if plan.chart.rows:
        word.facts([("Okres planu", plan.span), ("Koszt działań razem", plan.cost)])


def _summary(word: Word, content: Report) -> None:
    word.heading("1. Streszczenie dla decydenta", 1)
    word.facts([("Cel zmiany", content.goal)])
    word.facts((one.label, f"{one.answer}. {one.why}") for one in content.verdicts)
    word.table(("Co", "Ile"), content.parts.headline)
    found = content.parts.joined.found
    word.heading(f"Rekomendacja: {found.headline}", 2)
    word.paragraph(*found.sentences, *found.caveats)
    if content.parts.top_risks:
        word.heading("Największe ryzyka", 2)
        word.paragraph(*content.parts.top_risks)
    if content.missing:
        word.heading("Czego w analizie brakuje", 2)
        word.paragraph(*content.missing)


def _task(word: Word, content: Report) -> None:
    word.heading("2. Informacja o zadaniu i typie zlecenia", 1)
    word.paragraph(f"{content.type_label}. {content.type_definition}")
    word.paragraph("Ten typ wybiera się, jeśli:", *content.type_hints)
    word.facts([("Jednostka, w której liczy się zadanie", content.type_unit)])
    word.heading("Dlaczego ten typ", 2)
    _choice(word, content.choice)
    word.facts([("Dziś", content.today), ("Po zmianie", content.after)])


def _choice(word: Word, choice: ChoicePart) -> None:
    if choice.missing:
        word.paragraph(choice.missing)
        return
    word.facts([("Uzasadnienie zespołu", choice.reason)])
    if choice.ranking is None:
        return
    word.paragraph(choice.stand, *choice.ranking.notes)
    rows = [(str(one.place), one.label, one.said) for one in choice.ranking.types]
    word.table(("Miejsce", "Typ", "Punkty"), rows)
    for one in choice.ranking.types:
        word.paragraph(one.label)
        word.facts(
            (f"{reason.signed}: {reason.question} {reason.answer}", reason.because)
            for reason in (*one.reasons_for, *one.reasons_against)
        )


def _answer(word: Word, answer: ReportAnswer) -> None:
    word.heading(f"{answer.number}. {answer.question}", 3)
    if not answer.parts:
        word.paragraph(NO_ANSWER)
    for part in answer.parts:
        _part(word, part)


def _part(word: Word, part: Part) -> None:
    if part.rows:
        word.paragraph(part.label)
        word.table(part.headers, part.rows)
    else:
        word.facts([(part.label, part.text or NO_ANSWER)])


def _chart(word: Word, chart: Chart) -> None:
    if chart.rows:
        word.paragraph(f"{chart.title}. {chart.alt}")
        word.table([head or "Pozycja" for head in chart.headers], chart.rows)


def _results(word: Word, caption: str, rows: Iterable[ResultRow]) -> None:
    found = [
        (" ".join((f"{row.label} ({row.symbol})", row.note)).strip(), row.formula, row.said)
        for row in rows
    ]
    if found:
        word.paragraph(caption)
        word.table(("Wynik", "Jak policzono", "Wartość"), found)


def _efficiency(word: Word, content: Report) -> None:
    parts = content.parts
    view = parts.economic.view
    word.heading("5. Efektywność ekonomiczna", 1)
    word.paragraph(content.economic_question, f"{view.headline}. {view.sentence}", *view.warnings)
    for table in view.tables:
        if table.rows:
            word.paragraph(table.caption)
            rows = [(f"{row.label} ({row.group})", row.kind, row.said) for row in table.rows]
            word.table(("Grupa kosztów", "Rodzaj", "Suma roczna"), rows)
    word.facts([("Klucz kosztów ogólnych urzędu", view.overhead)])
    _results(word, "Stan obecny", view.present)
    _results(word, "Po zmianie: budżet urzędu", view.budget)
    _results(word, "Po zmianie: pełny koszt zadania", view.whole)
    _results(word, "Zmiana", view.change)
    if view.cls:
        steps = [
            (row.step, f"{row.grant} – {row.grant_class}", f"{row.units} – {row.units_class}")
            for row in view.sensitivity
        ]
        word.table(("Zmiana", "Inna dotacja (D)", "Inna liczba jednostek (N_B)"), steps)
    if view.extras:
        word.paragraph(view.extras_title)
        word.table(view.extras_heads, view.extras)
    if parts.economic.sources:
        word.paragraph("Jakość danych – skąd pochodzą kwoty (liczba pozycji):")
        word.facts(parts.economic.sources)
    if parts.economic.note:
        word.facts([("Założenia i uwagi", parts.economic.note)])
    word.facts([("Komentarz urzędu", parts.economic.comment or NO_ANSWER)])
    _social(word, content)
    word.heading("7. Wnioski i rekomendacja", 1)
    _joined(word, parts.joined)


def _social(word: Word, content: Report) -> None:
    social = content.parts.social
    word.heading("6. Efektywność społeczna", 1)
    word.paragraph(content.social_question)
    if social.facts:
        word.paragraph(f"{social.label}. {social.sentence}", *social.warnings)
        word.facts(social.facts)
        rows = [
            (
                f"{one.code}. {one.label}" + (f" ({one.left_out})" if one.left_out else ""),
                one.used if one.used == one.default else f"{one.used} (domyślnie {one.default})",
                one.before,
                one.after,
                one.difference,
                one.evidence,
            )
            for one in social.table
        ]
        word.table(("Kryterium", "Waga", "Dziś", "Po zmianie (prognoza)", "Różnica", "Dowód"), rows)
        if social.partial:
            word.paragraph("Kryteria, których nie wszyscy ocenili w pełni:", *social.partial)
    else:
        word.paragraph(f"{NO_ANSWER}. {social.waiting}".strip())
    for title, lines in (("Zmienione wagi", social.reasons), ("Źródła i uwagi", social.notes)):
        if lines:
            word.paragraph(f"{title}:")
            word.facts(lines)
    word.facts([("Komentarz urzędu", social.comment or NO_ANSWER)])


def _joined(word: Word, joined: Joined) -> None:
    found = joined.found
    word.paragraph(found.headline, *found.sentences, *found.caveats)
    if found.first:
        word.paragraph("Najpierw trzeba:", *found.first)
    rows = [
        (
            row.label,
            *(f"{cell.label}{' ← ta analiza' if cell.is_own else ''}" for cell in row.cells),
        )
        for row in joined.matrix
    ]
    word.table(("Koszt jednostki", *joined.columns), rows)
    word.paragraph(*found.figures)


def _end(word: Word, content: Report) -> None:
    word.heading("9. Załączniki", 1)
    word.facts(content.attachments)
    for survey in content.surveys:
        word.heading(f"Badanie sondażowe: {survey.title}", 2)
        word.facts(survey.facts)
        word.paragraph(survey.withheld)
        for question, rows in survey.tables:
            word.paragraph(question)
            word.table(("Odpowiedź", "Ile osób", "Udział albo wartość"), rows)
    if content.sources:
        word.heading("Źródła odpowiedzi", 2)
        word.facts(content.sources)
    word.heading("Podstawy prawne", 2)
    word.paragraph(content.law_note)
    if content.laws:
        word.paragraph(f"Kwoty i terminy z rejestru prawa, stan na {wording.day(content.law_day)}")
        word.table(("Co", "Wartość", "Podstawa"), content.laws)
    word.heading("Słownik", 2)
    word.facts(content.glossary)
    word.heading("Nota metodyczna", 2)
    word.paragraph(content.origin)
    for title, text in content.notes:
        word.heading(title, 3)
        word.paragraph(text)
