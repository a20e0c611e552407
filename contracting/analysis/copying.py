"""Putting a shared answer into one's own: a save like any other, with a note of the source."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.analysis.content import filled, method_of
from contracting.analysis.form import SOURCES
from contracting.analysis.method import Item, Question
from contracting.analysis.models import Analysis, AnswerSource, SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import (
    Content,
    content_of,
    items_shared,
    joined_text,
    pieces_of,
    shape_of,
    still_stands,
)
from contracting.analysis.sharing import content_in
from contracting.analysis.sharing_permissions import may_copy, may_take_off
from mkus_portal.act import WARSAW, Act
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.actions import Clash
from mkus_portal.drafting.actions.starting import note
from mkus_portal.drafting.models import Change, Draft, Row
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.workflow.engine import MoveRefused, insist
from mkus_portal.workflow.verdict import refused

OTHER_SHAPE = (
    "To pytanie ma w Twojej analizie inny układ niż w tej odpowiedzi (inna wersja metody), więc"
    " portal nie może jej wstawić. Możesz ją przeczytać i skopiować ręcznie."
)
WITHDRAWN = "Urząd wycofał tę odpowiedź. Nie można jej już wstawić."
STANDS = (
    "Skopiowany tekst nadal stoi w odpowiedzi. Noty o źródle nie można zdjąć, dopóki go tam masz."
)
NOTHING_NEW = (
    "Nic nie wstawiono: pola, w których mieści się jedna wartość, mają już Twoją odpowiedź."
)


@dataclass(slots=True)
class Copied:
    """What came of a copy: `kept` are inputs that hold one value and kept the office's own."""

    source: AnswerSource
    kept: list[str] = field(default_factory=list)


def question_in(analysis: Analysis, code: str) -> Question | None:
    """Return a question that the analysis asks; None for any other."""
    kind = analysis.commissioning_type
    asked = [one for one in method_of(analysis).questions() if one.is_for(kind)]
    return next((one for one in asked if one.code == code and items_shared(one)), None)


def seen_versions(analysis: Analysis, question: Question) -> dict[str, int]:
    """Return the version of each text of a question, as a page shows it."""
    places = [item.place for item in items_shared(question) if item.is_text]
    known = analysis.draft.answers.filter(row=None, field__in=places)
    return dict.fromkeys(places, 0) | dict(known.values_list("field", "version"))


@transaction.atomic
def copy_answer(
    act: Act, analysis: Analysis, answer: SharedAnswer, versions: dict[str, int]
) -> Copied:
    """Put a shared answer behind what stands, or where nothing stands; never over it.

    `versions` are those of the question's texts that the person saw. Raises MoveRefused, Overtaken
    when somebody has written meanwhile (then nothing is put in), ValidationError.
    """
    insist(may_copy(act, analysis))
    hold(answer.shared)
    hold(answer)
    if answer.shared.state != SharedAnalysis.State.SHARED or answer.is_left_out:
        insist(refused(WITHDRAWN))
    question = question_in(analysis, answer.question)
    if question is None or shape_of(question) != answer.shape:
        raise MoveRefused(refused(OTHER_SHAPE))
    with drafting.together(act, analysis.draft):
        put, kept = _put(act, analysis.draft, question, answer, versions)
    if put.is_empty:
        raise ValidationError(NOTHING_NEW)
    return Copied(_note_source(act, analysis, answer, put), kept)


def _put(
    act: Act, draft: Draft, question: Question, answer: SharedAnswer, versions: dict[str, int]
) -> tuple[Content, list[str]]:
    """Put in each input that says something; return what went in and what kept its value."""
    texts: dict[str, str] = {}
    rows: dict[str, list[dict[str, str]]] = {}
    kept: list[str] = []
    content = content_in(answer)
    for item in items_shared(question):
        if found := content.rows.get(item.place):
            _put_rows(act, draft, item, found)
            rows[item.place] = found
        elif text := content.texts.get(item.place):
            if _put_text(act, draft, item, text, versions):
                texts[item.place] = text
            else:
                kept.append(item.label)
    return Content(texts, rows), kept


def _put_text(act: Act, draft: Draft, item: Item, copied: str, versions: dict[str, int]) -> bool:
    """Save a text with the copied one; False where the input keeps its one value."""
    present = draft.texts().get(item.place, "")
    text = joined_text(item, present, copied)
    if text is None:
        return False
    outcome = drafting.save_field(act, draft, item.place, text, versions.get(item.place, 0))
    if isinstance(outcome, Clash):
        raise Overtaken
    return True


def _put_rows(act: Act, draft: Draft, item: Item, rows: list[dict[str, str]]) -> None:
    """Add rows at the end, an empty one that stands there is filled; then those that point."""
    blank = [
        row
        for row in draft.rows.filter(table=item.place).prefetch_related("cells")
        if not row.cells.all()
    ]
    added = [drafting.add_row(act, draft, item.place) for _ in rows[len(blank) :]]
    known: list[Row] = [*blank[: len(rows)], *added]
    pointing = {column.code for column in item.columns if column.kind == "row"}
    for row, cells in zip(known, rows, strict=True):
        for code, text in cells.items():
            if code not in pointing:
                _put_cell(act, draft, row, code, text)
    for row, cells in zip(known, rows, strict=True):
        for code in pointing & cells.keys():
            _put_cell(act, draft, row, code, str(known[int(cells[code]) - 1].pk))


def _put_cell(act: Act, draft: Draft, row: Row, code: str, text: str) -> None:
    place = f"{row.table}:{row.pk}:{code}"
    if isinstance(drafting.save_field(act, draft, place, text, 0), Clash):
        raise Overtaken


def _note_source(act: Act, analysis: Analysis, answer: SharedAnswer, put: Content) -> AnswerSource:
    shared = answer.shared
    source = AnswerSource.objects.create(
        analysis=analysis,
        question=answer.question,
        shared=shared,
        office_name=shared.office.name,
        title=shared.title,
        shared_on=_day_of(shared),
        pieces=pieces_of(put),
        copied_at=act.at,
        copied_by_id=act.user,
    )
    _trace(act, source, new=f"wstawiono odpowiedź: {words_of(source)}")
    return source


def _day_of(shared: SharedAnalysis) -> date:
    """Return the day in Warsaw on which a copy was shared."""
    if shared.shared_at is None:
        message = f"the shared analysis {shared.pk} has no instant"
        raise TypeError(message)
    return shared.shared_at.astimezone(WARSAW).date()


def words_of(source: AnswerSource) -> str:
    """Say where a part of an answer comes from."""
    return f"{source.office_name}, „{source.title}”, udostępniona {wording.day(source.shared_on)}"


def _trace(act: Act, source: AnswerSource, old: str = "", new: str = "") -> None:
    """Write a line in the history of the question's sources."""
    draft = drafting.lock_draft(source.analysis.draft)
    place = source.question + SOURCES
    note(act, draft, Change(place=place, old=old, new=new, version=1))


def sources_of(analysis: Analysis) -> dict[str, list[AnswerSource]]:
    """Return the notes that stand, by question; one query."""
    found: dict[str, list[AnswerSource]] = {}
    for source in analysis.sources.filter(removed_at=None):
        found.setdefault(source.question, []).append(source)
    return found


@transaction.atomic
def take_source_off(act: Act, source: AnswerSource) -> None:
    """Take off a note whose text no longer stands in the answer; the history keeps it.

    Raises MoveRefused while any copied piece stands.
    """
    hold(source)
    drafting.lock_draft(source.analysis.draft)
    source.analysis.refresh_from_db(fields=["state"])
    insist(may_take_off(act, source))
    question = question_in(source.analysis, source.question)
    if question is not None:
        present = content_of(question, filled(source.analysis))
        if still_stands(source.pieces, present):
            insist(refused(STANDS))
    source.removed_at, source.removed_by_id = act.at, act.user
    source.save(update_fields=["removed_at", "removed_by"])
    _trace(act, source, old=words_of(source), new=f"zdjęto notę: {words_of(source)}")
