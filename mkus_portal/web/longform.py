"""A page of a long form: fields and tables of a draft, saved with or without script.

The room describes its fields; this module reads what is kept, saves what was posted, shows clashes
and errors beside their fields and loses nothing that was typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from mkus_portal.drafting.actions import (
    AFTER_OPENING,
    Clash,
    add_row,
    be_here,
    move_row,
    remove_row,
    save_field,
)
from mkus_portal.drafting.models import Answer, Draft, Row, TypedRow
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.drafting.registry import kind_of
from mkus_portal.web.anchors import anchor_of
from mkus_portal.web.talk import here_of, talk_of
from mkus_portal.web.views import TemplatePage
from mkus_portal.workflow.engine import MoveRefused
from mkus_portal.workflow.verdict import Verdict

Choices = Sequence[tuple[str, str]]
LONGEST_NUMBER = 18


@dataclass(slots=True)
class FieldSpec:
    """A field as a room describes it; `kind` chooses the input, `limit` is a soft count of signs.

    Kinds: text, long, date, number, money, email, tel, choice, radio, check.
    """

    code: str
    label: str
    kind: str = "text"
    hint: str = ""
    required: bool = True
    limit: int = 0
    choices: Choices = ()


@dataclass(slots=True)
class TableSpec:
    """A table as a room describes it; the rows of a `fixed` one are neither added nor removed.

    `legends` name its rows in their order.
    """

    code: str
    caption: str
    columns: Sequence[FieldSpec]
    hint: str = ""
    add_label: str = "Dodaj wiersz"
    fixed: bool = False
    legends: Sequence[str] = ()


@dataclass(slots=True)
class FieldView:
    """A field with what is kept in it and what came of the last attempt to save it."""

    spec: FieldSpec
    place: str
    text: str
    version: int
    saved_at: datetime | None = None
    error: str = ""
    clash: Clash | None = None

    @property
    def anchor(self) -> str:
        """The id of the input."""
        return anchor_of(self.place)


@dataclass(slots=True)
class RowView:
    """A row of a table with its cells."""

    pk: int
    number: int
    cells: list[FieldView]
    legend: str = ""


@dataclass(slots=True)
class TableView:
    """A table with its rows."""

    spec: TableSpec
    rows: list[RowView]

    @property
    def anchor(self) -> str:
        """The id of the table."""
        return f"t-{self.spec.code}"


Item = FieldSpec | TableSpec


@dataclass(slots=True)
class Section:
    """One page of the form: a code for the address, a title and its items in order."""

    code: str
    title: str
    items: Sequence[Item]
    lead: str = ""


@dataclass(slots=True)
class Attempt:
    """What came of saving a posted page."""

    clashes: dict[str, Clash] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    row: str = ""
    refusal: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether everything was kept and done."""
        return not (self.clashes or self.errors or self.row or self.refusal)


def field_view(spec: FieldSpec, draft: Draft, answers: dict[str, Answer]) -> FieldView:
    """Return a field that stands outside tables."""
    answer = answers.get(spec.code)
    if answer is None:
        return FieldView(spec, spec.code, "", 0)
    return FieldView(spec, spec.code, answer.text, answer.version, answer.saved_at)


def table_view(spec: TableSpec, draft: Draft, rows: Mapping[str, list[Row]]) -> TableView:
    """Return a table with its rows: typed ones are loaded, those of texts stand in `rows`."""
    table = kind_of(draft).tables[spec.code]
    if table.model is not None:
        typed = table.rows(draft)
        return TableView(spec, [_typed_row(spec, row, at) for at, row in enumerate(typed, 1)])
    texts = rows.get(spec.code, [])
    return TableView(spec, [_text_row(spec, row, at) for at, row in enumerate(texts, 1)])


def text_rows(draft: Draft) -> dict[str, list[Row]]:
    """Return the rows of all tables of texts by table, in their order; two queries."""
    rows: dict[str, list[Row]] = {}
    for row in draft.rows.prefetch_related("cells"):
        rows.setdefault(row.table, []).append(row)
    return rows


def _typed_row(spec: TableSpec, row: TypedRow, number: int) -> RowView:
    cells = [
        FieldView(
            column,
            f"{spec.code}:{row.pk}:{column.code}",
            _shown(column, row.text_of(column.code)),
            row.version_of(column.code),
        )
        for column in spec.columns
    ]
    legend = spec.legends[number - 1] if number <= len(spec.legends) else ""
    return RowView(row.pk, number, cells, legend)


def _shown(column: FieldSpec, text: str) -> str:
    """Return a number as Poles write it: with a comma, a quantity without idle zeros."""
    if column.kind == "number" and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if column.kind in {"money", "number"} else text


def _text_row(spec: TableSpec, row: Row, number: int) -> RowView:
    kept = {answer.field: answer for answer in row.cells.all()}
    cells = []
    for column in spec.columns:
        answer = kept.get(column.code)
        place = f"{spec.code}:{row.pk}:{column.code}"
        if answer is None:
            cells.append(FieldView(column, place, "", 0))
        else:
            cells.append(FieldView(column, place, answer.text, answer.version, answer.saved_at))
    return RowView(row.pk, number, cells)


def views_of(section: Section, draft: Draft) -> list[FieldView | TableView]:
    """Return the section's items with what is kept in them."""
    answers = {one.field: one for one in draft.answers.filter(row=None)}
    typed = {code for code, table in kind_of(draft).tables.items() if table.model is not None}
    in_rows = any(isinstance(one, TableSpec) and one.code not in typed for one in section.items)
    rows = text_rows(draft) if in_rows else {}
    return [
        table_view(one, draft, rows)
        if isinstance(one, TableSpec)
        else field_view(one, draft, answers)
        for one in section.items
    ]


def fields_in(views: Iterable[FieldView | TableView]) -> list[FieldView]:
    """Return all fields and cells of the views."""
    found: list[FieldView] = []
    for view in views:
        if isinstance(view, TableView):
            found += [cell for row in view.rows for cell in row.cells]
        else:
            found.append(view)
    return found


class LongFormPage(TemplatePage):
    """One section of a long form. A room gives the draft, the section and who may write."""

    def get_draft(self) -> Draft:
        """Return the draft, or raise Http404."""
        raise NotImplementedError

    def get_section(self) -> Section:
        """Return the section of the address, or raise Http404."""
        raise NotImplementedError

    def writing(self) -> Verdict:
        """Whether the fields are open, else why not."""
        raise NotImplementedError

    def next_url(self) -> str:
        """Return where the save button leads when everything was kept."""
        return self.request.path

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the section; opening it counts as being here for a short while."""
        draft = self.get_draft()
        be_here(self.act, draft, is_writing=self.writing().ok, lasting=AFTER_OPENING)
        return self.render_to_response(self.page_context(Attempt()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the row's button, keep every posted field on the version that it was based on.

        Where nothing may be written any more, the page shows what was typed, so that it can be
        copied, and the reason (403).
        """
        draft, verdict = self.get_draft(), self.writing()
        if not verdict:
            return self.turned_down(draft, verdict)
        try:
            refusal = self.do_row(draft)
            attempt = self.save_posted(draft)
        except MoveRefused as error:
            return self.turned_down(draft, error.verdict)
        attempt.row = refusal
        if attempt.is_clean:
            anchor = "" if "wiersz" not in request.POST else "#t-" + self._row_button()[1]
            here = request.path if "wiersz" in request.POST else self.next_url()
            return HttpResponseRedirect(here + anchor)
        context = self.page_context(attempt)
        return render(request, self.get_template_names(), context, status=422)

    def turned_down(self, draft: Draft, verdict: Verdict) -> HttpResponse:
        """Show what was posted into the section's fields with the reason why it is not kept."""
        places = (view.place for view in fields_in(views_of(self.get_section(), draft)))
        posted = self.request.POST
        typed = {place: posted.get(place, "") for place in places if f"v:{place}" in posted}
        context = self.page_context(Attempt(typed=typed, refusal=verdict.reason))
        return render(self.request, self.get_template_names(), context, status=403)

    def save_posted(self, draft: Draft) -> Attempt:
        """Save what was posted, field by field; a field chosen as "theirs" is left as it is."""
        posted, attempt = self.request.POST, Attempt()
        place, version, whose = _choice(posted.get("wybor", ""))
        for view in fields_in(views_of(self.get_section(), draft)):
            known = f"v:{view.place}" in posted
            if not known or (view.place == place and whose == "theirs"):
                continue
            text = posted.get(view.place, "").replace("\r\n", "\n")
            if text == view.text:
                continue
            based_on = version if view.place == place else posted[f"v:{view.place}"]
            self._save_one(draft, view.place, text, based_on, attempt)
        return attempt

    def _save_one(
        self, draft: Draft, place: str, text: str, based_on: str, attempt: Attempt
    ) -> None:
        try:
            outcome = save_field(self.act, draft, place, text, read_version(based_on))
        except ValidationError as error:
            attempt.errors[place], attempt.typed[place] = error.messages[0], text
        except NoSuchPlaceError:
            return
        else:
            if isinstance(outcome, Clash) and not outcome.is_idle:
                attempt.clashes[place], attempt.typed[place] = outcome, text

    def _row_button(self) -> tuple[str, str, int]:
        what, _, rest = self.request.POST.get("wiersz", "").partition(":")
        table, _, row = rest.partition(":")
        return what, table, read_version(row)

    def do_row(self, draft: Draft) -> str:
        """Add, remove or move a row when such a button was pressed; return why not, if not.

        A row that is gone is no refusal. A row in which somebody has written since stays.
        """
        what, table, row = self._row_button()
        try:
            if what == "add":
                add_row(self.act, draft, table)
            elif what == "remove":
                clash = remove_row(self.act, draft, table, row, self._row_version(table, row))
                return _row_sentence(clash) if clash else ""
            elif what in {"up", "down"}:
                move_row(self.act, draft, table, row, up=what == "up")
        except ValidationError as error:
            return error.messages[0]
        except NoSuchPlaceError:
            return ""
        return ""

    def _row_version(self, table: str, row: int) -> int:
        """Return the sum of the versions of the row's cells as the page showed them."""
        prefix = f"v:{table}:{row}:"
        posted = self.request.POST
        return sum(read_version(str(posted[name])) for name in posted if name.startswith(prefix))

    def page_context(self, attempt: Attempt) -> dict[str, Any]:
        """Return the section with what is kept, what was typed and what went wrong."""
        draft, section = self.get_draft(), self.get_section()
        views = views_of(section, draft)
        for view in fields_in(views):
            view.error = attempt.errors.get(view.place, "")
            view.clash = attempt.clashes.get(view.place)
            view.text = attempt.typed.get(view.place, view.text)
        writing = self.writing()
        return self.get_context_data(
            draft=draft,
            section=section,
            views=views,
            writing=writing,
            attempt=attempt,
            act=self.act,
            talk=talk_of(self.act, draft),
            here=here_of(self.act, draft),
        )


def _choice(value: str) -> tuple[str, str, str]:
    """Return (place, version, whose) of a pressed clash button; empty where none was."""
    parts = value.rsplit(":", 2)
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else ("", "", "")  # noqa: PLR2004 - the three parts


def read_version(text: str) -> int:
    """Return a posted version or row as a number; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def _row_sentence(clash: Clash) -> str:
    return (
        f"{clash.who} w tym czasie zmienił(a) wiersz, który usuwasz, więc został."
        " Sprawdź go i w razie potrzeby usuń jeszcze raz."
    )
