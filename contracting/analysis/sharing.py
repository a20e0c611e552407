"""Loading a public copy: what of each answer looks personal, how it is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from contracting.analysis.content import filled
from contracting.analysis.method import Item, Question, method
from contracting.analysis.models import Analysis, SharedAnalysis, SharedAnswer
from contracting.analysis.rules.answers import numbered
from contracting.analysis.rules.personal import (
    PERSON_COLUMNS,
    WRITTEN,
    Names,
    Piece,
    findings,
    pieces,
)
from contracting.analysis.rules.sharing import Content, filled_from, items_shared
from contracting.analysis.sheets import Part, parts_of, shown
from mkus_portal.accounts.models import Membership, User
from ngos.models import Representative


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """An input of a public copy with what looks personal in it marked."""

    label: str
    text: tuple[Piece, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """What was found in it."""
        cells = (cell for row in self.rows for cell in row)
        runs = [*self.text, *(piece for cell in cells for piece in cell)]
        return frozenset(piece.kind for piece in runs if piece.kind)


@dataclass(frozen=True, slots=True)
class MarkedAnswer:
    """A public copy of an answer with its question, as the preview shows it."""

    answer: SharedAnswer
    number: str
    question: Question
    parts: tuple[MarkedPart, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What looks personal in it, in the order of the alphabet."""
        return tuple(sorted({kind for part in self.parts for kind in part.kinds}))

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to look at it before it goes out."""
        return bool(self.kinds) and not (self.answer.is_left_out or self.answer.is_checked)


def content_in(answer: SharedAnswer) -> Content:
    """Return what a public copy says."""
    return Content(answer.texts, answer.rows)


def question_of(shared: SharedAnalysis, code: str) -> Question:
    """Return a question in the copy's own version of the method."""
    return next(one for one in method(shared.method_version).questions() if one.code == code)


def names_known_to(analysis: Analysis) -> Names:
    """Return the names of the office's people, of assessors and of those who act for NGOs."""
    members = Membership.objects.filter(scope_kind="office", scope_id=analysis.office_id)
    wrote = analysis.draft.changes.values("user")
    people = User.objects.filter(Q(pk__in=members.values("user")) | Q(pk__in=wrote))
    assessors = analysis.social_assessments.values_list("name", flat=True)
    acting = Representative.objects.values_list("full_name", flat=True)
    named = [*people.values_list("full_name", flat=True), *assessors, *acting, analysis.adviser]
    return Names.of_people([*named, *_persons_in(analysis)])


def _persons_in(analysis: Analysis) -> Iterator[str]:
    """Yield the names in cells for people: the team, owners of risks, persons among partners."""
    cells = analysis.draft.answers.filter(row__isnull=False, field__in=PERSON_COLUMNS)
    for text in cells.values_list("text", flat=True):
        found = findings(text, Names(()), is_person=True)
        yield from (text[one.start : one.end] for one in found)


def marked_answers(shared: SharedAnalysis, names: Names) -> list[MarkedAnswer]:
    """Return the copy's answers in order with what looks personal; one query."""
    version = method(shared.method_version)
    asked = {
        question.code: (number, question)
        for number, question in numbered(version.stages, shared.commissioning_type)
    }
    return [
        MarkedAnswer(
            answer, *asked[answer.question], _marked(asked[answer.question][1], answer, names)
        )
        for answer in shared.answers.all()
    ]


def marked(answer: SharedAnswer, names: Names) -> tuple[MarkedPart, ...]:
    """Return one answer's inputs with what looks personal."""
    return _marked(question_of(answer.shared, answer.question), answer, names)


def _marked(question: Question, answer: SharedAnswer, names: Names) -> tuple[MarkedPart, ...]:
    found = filled_from(content_in(answer))
    return tuple(
        _table(item, answer, names)
        if item.is_table
        else MarkedPart(item.label, _runs(shown(item, found.text(item.place)), names))
        for item in items_shared(question)
        if found.has(item)
    )


def _table(item: Item, answer: SharedAnswer, names: Names) -> MarkedPart:
    """Return a table; only what people wrote is looked at, not choices, days and numbers."""
    rows = tuple(
        tuple(
            _runs(row.get(one.code, ""), names, is_person=one.code in PERSON_COLUMNS)
            if one.kind in WRITTEN
            else (Piece(shown(one, row.get(one.code, ""))),)
            for one in item.columns
        )
        for row in answer.rows[item.place]
    )
    return MarkedPart(item.label, headers=tuple(one.label for one in item.columns), rows=rows)


def _runs(text: str, names: Names, *, is_person: bool = False) -> tuple[Piece, ...]:
    return pieces(text, findings(text, names, is_person=is_person))


def marked_facts(shared: SharedAnalysis, names: Names) -> tuple[MarkedPart, ...]:
    """Return the copy's title and task with what looks personal."""
    return (
        MarkedPart("Tytuł", _runs(shared.title, names)),
        MarkedPart("Zadanie", _runs(shared.task_name, names)),
    )


def parts_shared(answer: SharedAnswer) -> tuple[Part, ...]:
    """Return an answer as everybody reads it; inputs without a text are left out."""
    question = question_of(answer.shared, answer.question)
    found = filled_from(content_in(answer))
    return tuple(part for part in parts_of(question, found) if part.is_answered)


def answers_of(analysis: Analysis) -> list[tuple[str, Question]]:
    """Return the questions that an analysis asks and answers, with their numbers."""
    stages = method(analysis.method_version).stages
    found = filled(analysis)
    return [
        (number, question)
        for number, question in numbered(stages, analysis.commissioning_type)
        if any(found.has(item) for item in items_shared(question))
    ]
