"""The register of draft kinds: who may read and write, and which tables a form has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, Row, TypedRow
from mkus_portal.drafting.places import NoSuchPlaceError, Place
from mkus_portal.drafting.records import Record
from mkus_portal.drafting.talk import SECTION, Talk, side_of
from mkus_portal.workflow.verdict import Verdict

Parse = Callable[[Draft, str], Any]
Check = Callable[[Draft, Place, str], None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form. With `model` its rows are typed, and only `cells` can be written.

    A typed cell is read by its column's own `clean`; `parsers` (by cell) read it in its place and
    raise ValidationError with one Polish sentence.
    """

    code: str
    cells: tuple[str, ...]
    model: type[TypedRow] | None = None
    parsers: Mapping[str, Parse] = field(default_factory=dict)

    def rows(self, draft: Draft) -> "models.QuerySet[Any]":
        """Return the table's rows in a draft, in their order."""
        if self.model is None:
            return Row.objects.filter(draft=draft, table=self.code)
        return self.model._default_manager.filter(draft=draft)  # noqa: SLF001 - Django's own


@dataclass(frozen=True, slots=True)
class DraftKind:
    """A kind of long form.

    `fields` are the codes of its texts; `check(draft, place, text)` looks at a text before it is
    kept and raises ValidationError with one Polish sentence; `after_save(act, obj)` runs in the
    transaction of every save and may refuse by an exception; `live(act, obj)` returns what the
    page shows anew after a save (id of the element → HTML); `label(draft, place)` names a field, a
    cell or a table in Polish (without it the code stands on the history's page). Where only a part
    of a form is open, `may_write_at(act, obj, item)` says which fields (by code) and which tables.
    `talk` lets people comment on places; without it nobody can. With `record` the texts are columns
    of the room's own rows, which its own forms save: the engine keeps only what is said of them.
    """

    code: str
    may_read: Callable[[Act, Any], Verdict]
    may_write: Callable[[Act, Any], Verdict]
    fields: Callable[[Draft], frozenset[str]]
    tables: Mapping[str, Table] = field(default_factory=dict)
    check: Check | None = None
    after_save: Callable[[Act, Any], None] | None = None
    live: Callable[[Act, Any], dict[str, str]] | None = None
    label: Callable[[Draft, str], str] | None = None
    may_write_at: Callable[[Act, Any, str], Verdict] | None = None
    talk: Talk | None = None
    record: Record | None = None

    def holds_text(self, place: str) -> bool:
        """Whether one text stands at the place, for which a wording can be proposed."""
        try:
            where = Place.read(place)
        except NoSuchPlaceError:
            return False
        if place.startswith(SECTION) or (not where.is_cell and place in self.tables):
            return False
        return self.record is None or self.record.is_text(where.table, where.field)

    def side(self, act: Act, obj: Any) -> str:  # noqa: ANN401 - any room's object
        """Return on which side of the draft the act stands."""
        return side_of(act) if self.talk is None else self.talk.side(act, obj)

    def writing(self, act: Act, obj: Any, item: str) -> Verdict:  # noqa: ANN401 - any room's object
        """Whether a field (by code) or a table of the form may be written now."""
        verdict = self.may_write(act, obj)
        if not verdict or self.may_write_at is None:
            return verdict
        return self.may_write_at(act, obj, item)

    def table(self, code: str) -> Table:
        """Return a table of the form. Raises NoSuchPlaceError for one that it does not have."""
        try:
            return self.tables[code]
        except KeyError as error:
            raise NoSuchPlaceError(code) from error


_kinds: dict[str, DraftKind] = {}


def register(*kinds: DraftKind) -> None:
    """Make draft kinds known; called from a room's `apps.py`."""
    for kind in kinds:
        _kinds[kind.code] = kind


def kind_of(draft: Draft) -> DraftKind:
    """Return the kind of a draft. Raises KeyError when its room is not installed."""
    return _kinds[draft.form_code]
