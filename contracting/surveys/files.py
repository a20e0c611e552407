"""Answers and results as files: CSV and XLSX."""

import random

from tablib import Dataset

from contracting.surveys.comparison import Comparison
from contracting.surveys.models import Question, Survey
from contracting.surveys.results import QuestionResult, SurveyResults
from contracting.surveys.rules import read_answer, safe_cell
from mkus_portal.web import wording

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_chance = random.SystemRandom()


def answers_file(survey: Survey, kind: str) -> bytes:
    """Return one row per answer; of an anonymous survey shuffled, without day and address."""
    questions = list(survey.questions.all())
    answers = list(survey.answers.select_related("link"))
    headers = [head for number, one in enumerate(questions, 1) for head in _heads(number, one)]
    if survey.is_anonymous:
        _chance.shuffle(answers)
        rows: list[list[str]] = [[] for _ in answers]
    else:
        headers = ["Dzień", "Od kogo", *headers]
        rows = [[f"{one.day:%Y-%m-%d}", str(one.link or "otwarty link")] for one in answers]
    for row, answer in zip(rows, answers, strict=True):
        for question in questions:
            row.extend(read_answer(question, answer.given.get(str(question.pk))))
    return _written(headers, rows, kind, "Odpowiedzi")


def _heads(number: int, question: Question) -> list[str]:
    if question.kind == Question.Kind.MATRIX:
        return [f"{number}. {question.text} – {row}" for row in question.rows]
    return [f"{number}. {question.text}"]


def summary_file(results: SurveyResults, kind: str) -> bytes:
    """Return the results: one row for each answer that could be picked, figure and own text."""
    rows = [
        ["", results.title, "liczba odpowiedzi", "", str(results.answers), ""],
        ["", results.title, "wysłane linki", "", str(results.links), ""],
        ["", results.title, "użyte linki", "", str(results.used), wording.percent(results.rate)],
    ]
    for question in results.questions:
        rows += _summary_rows(question)
    return _written(
        ["Nr", "Pytanie", "Wiersz", "Odpowiedź", "Liczba", "Udział"], rows, kind, "Wyniki"
    )


def _summary_rows(question: QuestionResult) -> list[list[str]]:
    head = [str(question.number), question.text]
    rows = [[*head, "", "odpowiedzieli", str(question.answered), ""]]
    groups = [("", question.shares, question.mean, question.median)]
    groups += [(row.label, row.shares, row.mean, row.median) for row in question.rows]
    for label, shares, mean, median in groups:
        rows += [
            [*head, label, one.label, str(one.count), wording.percent(one.percent)]
            for one in shares
        ]
        if mean is not None:
            rows.append([*head, label, "średnia", wording.number(mean), ""])
            rows.append([*head, label, "mediana", wording.number(median), ""])
    return rows + [[*head, "", text, "", ""] for text in question.texts]


def comparison_file(comparison: Comparison, kind: str) -> bytes:
    """Return units or waves side by side: one row for each figure, one column for each of them."""
    labels = [one.label for one in comparison.columns]
    rows = [["liczba odpowiedzi", "", *(str(one.answers) for one in comparison.columns)]]
    for row in comparison.rows:
        say = wording.number if row.is_mean else wording.percent
        cells = ["" if value is None else say(value) for value in row.values]
        rows.append([row.question, row.label, *cells])
    return _written(["Pytanie", "Odpowiedź", *labels], rows, kind, "Porównanie")


def _written(headers: list[str], rows: list[list[str]], kind: str, title: str) -> bytes:
    """Return the file; cells are texts that no spreadsheet takes for formulas."""
    made = Dataset(headers=[safe_cell(one) for one in headers], title=title)
    for row in rows:
        made.append([safe_cell(cell) for cell in row])
    content: str | bytes = made.export(kind)
    return content.encode() if isinstance(content, str) else content
