"""Saving a field or a cell on the version that it was based on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from mkus_portal.act import Act
from mkus_portal.drafting.actions.recording import save_in_record
from mkus_portal.drafting.actions.starting import note, open_for_writing, tell_room
from mkus_portal.drafting.models import Answer, Change, Draft, Row, TypedRow
from mkus_portal.drafting.outcome import Clash, Saved
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.registry import DraftKind, Table

LONGEST_TEXT = 100_000
SPACES = str.maketrans("", "", "\u00a0\u202f ")


def save_field(act: Act, draft: Draft, place: str, text: str, based_on: int) -> Saved | Clash:
    """Keep one text that was based on a version.

    The same text as kept is no new version. Raises MoveRefused when the act may not write,
    NoSuchPlaceError for a place the form does not have, ValidationError (one Polish sentence) for
    a typed cell that cannot hold the text.
    """
    where = Place.read(place)
    text = _clean(text)
    with transaction.atomic():
        locked, kind = open_for_writing(act, draft, where.item)
        if kind.record is not None:
            outcome = save_in_record(act, locked, kind.record, where, text, based_on)
        elif where.is_cell:
            outcome = _save_cell(act, locked, kind, where, text, based_on)
        elif where.field in kind.fields(locked):
            _check(locked, kind, where, text)
            outcome = _save_text(act, locked, None, where, text, based_on)
        else:
            raise NoSuchPlaceError(place)
        if isinstance(outcome, Saved):
            tell_room(act, locked, kind)
    return outcome


def _clean(text: str) -> str:
    """Return the text with one kind of line end and without NUL, which PostgreSQL refuses."""
    if len(text) > LONGEST_TEXT:
        message = f"Tekst jest za długi. Skróć go do {LONGEST_TEXT} znaków."
        raise ValidationError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _check(draft: Draft, kind: DraftKind, where: Place, text: str) -> None:
    """Let the room look at a text that says something. Raises ValidationError."""
    if kind.check is not None and text.strip():
        kind.check(draft, where, text)


def _save_cell(
    act: Act, draft: Draft, kind: DraftKind, where: Place, text: str, based_on: int
) -> Saved | Clash:
    table = kind.table(where.table)
    if where.field not in table.cells:
        raise NoSuchPlaceError(str(where))
    row = table.rows(draft).filter(pk=where.row).first()
    if row is None:
        raise NoSuchPlaceError(str(where))
    if isinstance(row, Row):
        _check(draft, kind, where, text)
        return _save_text(act, draft, row, where, text, based_on)
    return _save_typed(act, draft, row, table, where, text, based_on)


def _save_text(
    act: Act, draft: Draft, row: Row | None, where: Place, text: str, based_on: int
) -> Saved | Clash:
    found = Answer.objects.filter(draft=draft, row=row, field=where.field).first()
    answer = found or Answer(draft=draft, row=row, field=where.field, saved_at=act.at)
    if answer.text == text:
        return Saved(answer.version, answer.saved_at)
    if answer.version != based_on:
        return _clash(draft, where, text, answer.text, answer.version, based_on)
    old, answer.text = answer.text, text
    answer.version += 1
    answer.saved_at, answer.saved_by_id = act.at, act.user
    answer.save()
    note(act, draft, Change(place=str(where), old=old, new=text, version=answer.version))
    return Saved(answer.version, act.at)


def _save_typed(
    act: Act,
    draft: Draft,
    row: TypedRow,
    table: Table,
    where: Place,
    text: str,
    based_on: int,
) -> Saved | Clash:
    column = row.column(where.field)
    old, version = row.text_of(where.field), row.version_of(where.field)
    value = _value(draft, row, table, column, text)
    if value == getattr(row, column.attname):
        return Saved(version, draft.changed_at)
    setattr(row, column.attname, value)
    new = row.text_of(where.field)
    if version != based_on:
        return _clash(draft, where, new, old, version, based_on)
    row.versions = {**row.versions, where.field: version + 1}
    row.save(update_fields=[column.attname, "versions"])
    note(act, draft, Change(place=str(where), old=old, new=new, version=version + 1))
    return Saved(version + 1, act.at)


def _value(
    draft: Draft, row: TypedRow, table: Table, column: "models.Field[Any, Any]", text: str
) -> Any:  # noqa: ANN401 - whatever the column holds
    """Return the column's value. Raises ValidationError with one sentence."""
    parse = table.parsers.get(column.name)
    try:
        if parse is not None:
            return parse(draft, text)
        value = column.clean(_typed(column, text), row)
    except ValidationError as error:
        raise ValidationError(error.messages[0]) from error
    if value is not None and isinstance(column, models.ForeignKey):
        _insist_on_neighbour(draft, column, value)
    return value


def _insist_on_neighbour(
    draft: Draft, column: "models.ForeignKey[Any, Any]", value: object
) -> None:
    """Let a cell point only at a row of the same draft. Raises ValidationError."""
    target: Any = column.related_model
    if not target._default_manager.filter(pk=value, draft=draft).exists():  # noqa: SLF001 - Django's own
        message = "Wybrany wiersz nie istnieje w tym formularzu. Wybierz inny."
        raise ValidationError(message)


def _typed(column: "models.Field[Any, Any]", text: str) -> str | None:
    """Return the text in the form that the column's `clean` takes: numbers with a comma too."""
    stripped = text.strip()
    if isinstance(column, (models.DecimalField, models.IntegerField)):
        stripped = stripped.removesuffix("zł").translate(SPACES).replace(",", ".")
    return None if not stripped and column.null else stripped


def _clash(
    draft: Draft, where: Place, mine: str, theirs: str, version: int, based_on: int
) -> Clash:
    changes = draft.changes.filter(place=str(where))
    last = changes.select_related("user").first()
    after_base = changes.filter(version=based_on + 1).first()
    return Clash(
        place=str(where),
        mine=mine,
        theirs=theirs,
        who=str((last and last.user) or "Ktoś"),
        version=version,
        at=last.at if last else draft.changed_at,
        is_idle=after_base is not None and after_base.old == mine,
    )
