"""The tags and filters of our templates: words for values, components with declared parameters."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.core.paginator import Page
from django.db import models
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2 import Table
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow

from mkus_portal.accounts.roles import role_label as label_of_role
from mkus_portal.web import wording
from mkus_portal.web.cells import cells_of
from mkus_portal.web.paging import BoundedPaginator
from mkus_portal.web.waiting import parts_of
from mkus_portal.workflow.engine import Offered, procedure_of
from mkus_portal.workflow.history import history as history_of

EXPORTS = ("csv", "xlsx")
ACCOUNT_PAGES = (
    ("Adres e-mail", "account_email"),
    ("Hasło", "account_change_password"),
    ("Drugi składnik logowania", "mfa_index"),
    ("Moje role", "hat-list"),
)
NEAR = timedelta(days=3)
LATE, SOON, WITHOUT_TERM, LATER = (
    "Po terminie",
    "Najbliższe dwa tygodnie",
    "Bez terminu",
    "Później",
)

register = template.Library()
register.filter("money", wording.money)
register.filter("number", wording.number)
register.filter("percent", wording.percent)
register.filter("day", wording.day)
register.filter("instant", wording.instant)
register.filter("exact_instant", wording.exact_instant)
register.filter("deadline", wording.deadline)
register.filter("digest_groups", wording.in_groups)
register.filter("role_label", label_of_role)


@register.filter
def plural(number: int, forms: str) -> str:
    """Return the Polish form for the number: `{{ n|plural:"dzień,dni,dni" }}`."""
    one, few, many = forms.split(",")
    return wording.plural(number, one, few, many)


@register.simple_tag
def time_left(until: datetime | None, at: datetime) -> str:
    """Return how much time is left until a term."""
    return wording.time_left(until, at)


@register.inclusion_tag("components/page_heading.html")
def page_heading(
    title: str, lead: str = "", crumbs: Iterable[tuple[str, str]] = ()
) -> dict[str, object]:
    """Show the page's h1 with a lead; `crumbs` are (label, url) pairs of the pages above."""
    return {"title": title, "lead": lead, "crumbs": crumbs}


@register.inclusion_tag("components/notice.html")
def notice(kind: str, text: str, title: str = "") -> dict[str, object]:
    """Show a box with one message; kinds: note, success, warning, refusal."""
    return {"kind": kind, "text": text, "title": title}


@register.inclusion_tag("components/badge.html")
def badge(text: str, kind: str = "plain") -> dict[str, object]:
    """Show a small label of a state; kinds: plain, open, wait, stop."""
    return {"kind": kind, "text": text}


@register.inclusion_tag("components/move_buttons.html")
def move_buttons(moves: Sequence[Offered], url: str) -> dict[str, object]:
    """Show the moves of an object: each a button, or a button that is off with its reason.

    A click leads to `url?ruch=<name>`, the page that makes the move.
    """
    return {"moves": moves, "url": url}


@register.inclusion_tag("components/state_line.html")
def state_line(obj: models.Model, hidden: str = "") -> dict[str, object]:
    """All states of the object's procedure with the one it is in; `hidden` leaves some out."""
    left_out = set(hidden.split(","))
    choices = obj._meta.get_field("state").choices or ()  # type: ignore[union-attr]  # noqa: SLF001 - Django's own
    current: str = obj.state  # type: ignore[attr-defined]  # every procedure's model has a state
    states = [
        (str(label), code == current)
        for code, label in choices
        if code not in left_out or code == current
    ]
    return {"states": states, "name": procedure_of(obj).name}


@register.inclusion_tag("components/gap_list.html")
def gap_list(gaps: Sequence[Any], done: str = "Niczego nie brakuje.") -> dict[str, object]:
    """Show what is missing: items with `sentence` and `url`; `done` is said when nothing is."""
    return {"gaps": gaps, "done": done}


@register.inclusion_tag("components/fact_list.html")
def fact_list(facts: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Pairs of a term and what it says."""
    return {"facts": facts}


@register.inclusion_tag("components/duty_list.html")
def duty_list(duties: Sequence[Any], at: datetime) -> dict[str, object]:
    """Show what waits by its term: late, soon, without one, later; each part nearest first."""
    return {"parts": parts_of(duties, at), "at": at}


@register.inclusion_tag("components/history.html")
def history(obj: models.Model) -> dict[str, object]:
    """Show the moves of an object, the newest first."""
    return {"lines": history_of(obj)}


@register.inclusion_tag("components/deadline.html")
def deadline_badge(until: datetime | date | None, at: datetime) -> dict[str, object]:
    """Show a term with its weekday and the time left; under three days it is near."""
    if not isinstance(until, datetime):
        return {"until": until, "left": "", "passed": False, "near": False}
    return {
        "until": until,
        "left": wording.time_left(until, at),
        "passed": until < at,
        "near": until - at < NEAR,
    }


@register.inclusion_tag("components/progress.html")
def progress(text: str, done: int = 0, whole: int = 0) -> dict[str, object]:
    """Long work on its way; without figures only the text is shown."""
    return {"text": text, "done": done, "whole": whole}


@register.inclusion_tag("components/tabs.html")
def tabs(
    links: Iterable[tuple[str, str, bool]], name: str, talk: object = None
) -> dict[str, object]:
    """Pages beside each other: (label, url, current); of a long form, with its open comments."""
    return {"links": links, "name": name, "talk": talk}


@register.inclusion_tag("components/tabs.html", takes_context=True)
def account_tabs(context: Context) -> dict[str, object]:
    """Show the pages of a person's own account."""
    here = context["request"].path
    pages = [(label, reverse(name)) for label, name in ACCOUNT_PAGES]
    links = [(label, url, here.startswith(url)) for label, url in pages]
    return {"links": links, "name": "Twoje konto", "talk": None}


@register.inclusion_tag("components/stepper.html")
def stepper(
    steps: Iterable[tuple[str, str, bool]], name: str, talk: object = None
) -> dict[str, object]:
    """Show the steps of a long form: (label, url, current), with the open comments on each."""
    return {"steps": steps, "name": name, "talk": talk}


@register.inclusion_tag("components/empty_state.html")
def empty_state(text: str, url: str = "", label: str = "") -> dict[str, object]:
    """Nothing is here yet; says what to do."""
    return {"text": text, "url": url, "label": label}


@register.inclusion_tag("components/saved.html")
def saved(place: str, at: datetime | None = None) -> dict[str, object]:
    """Show the line under a field that says when it was saved."""
    return {"place": place, "at": at}


@register.inclusion_tag("components/clash.html")
def clash(place: str, mine: str, theirs: str, who: str, version: int) -> dict[str, object]:
    """Two texts for one field; the person picks."""
    return {"place": place, "mine": mine, "theirs": theirs, "who": who, "version": version}


@register.inclusion_tag("components/search.html")
def search_box(
    url: str, value: str = "", name: str = "q", label: str = "Szukaj", hint: str = ""
) -> dict[str, object]:
    """Show a search field that leads to a list."""
    return {"url": url, "value": value, "name": name, "label": label, "hint": hint}


@register.inclusion_tag("components/figures.html")
def figures(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Show the few amounts that matter most, in large type."""
    return {"figures": pairs}


@register.inclusion_tag("components/download.html")
def download(
    url: str, label: str, kind: str = "PDF", size: int = 0, note: str = ""
) -> dict[str, object]:
    """Show a file to take; `size` in bytes, 0 when it is not said."""
    return {"url": url, "label": label, "kind": kind, "size": size, "note": note}


@register.inclusion_tag("components/confirm.html")
def confirm(
    question: str,
    button: str,
    back: str,
    *,
    consequences: Sequence[str] = (),
    grave: bool = False,
    form: BaseForm | None = None,
) -> dict[str, object]:
    """Ask the last question before a move; the form posts to the page on which it stands."""
    return {
        "question": question,
        "button": button,
        "back": back,
        "consequences": consequences,
        "grave": grave,
        "form": form,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Show what is wrong with a form, each with a link to its field."""
    faults: list[tuple[str, str]] = []
    if form.is_bound:
        faults = [(str(error), "") for error in form.non_field_errors()]
        for field in form:
            place = "" if field.is_hidden else field.id_for_label or f"div_{field.auto_id}"
            faults += [(f"{field.label}: {error}", place) for error in field.errors]
    return {"faults": faults, "anchor": f"bledy-{form.prefix}" if form.prefix else "bledy"}


def address(request: HttpRequest, **changes: object) -> str:
    """Return the page's own query with the changes made; None takes a key away."""
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(
    context: Context, page: Page[Any], key: str = "strona", name: str = "Strony"
) -> dict[str, object]:
    """Show the pages of a list, keeping its filters; `key` names the page's number there."""
    request = context["request"]
    before = page.previous_page_number() if page.has_previous() else None
    after = page.next_page_number() if page.has_next() else None
    return {
        "name": name,
        "number": page.number,
        "whole": page.paginator.num_pages,
        "before": address(request, **{key: before}) if before else "",
        "after": address(request, **{key: after}) if after else "",
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def table_pager(context: Context, table: Table) -> dict[str, object]:
    """Show the pages of a table; nothing while it has only one."""
    page = getattr(table, "page", None)
    if page is None:
        return {"name": "", "number": 1, "whole": 1, "before": "", "after": ""}
    return pager(context, page, table.prefixed_page_field, f"Strony: {caption(table)}")


@register.inclusion_tag("components/exports.html", takes_context=True)
def export_links(context: Context, kinds: Iterable[str] = EXPORTS) -> dict[str, object]:
    """Offer the whole filtered list as files."""
    request = context["request"]
    links = [(kind.upper(), address(request, eksport=kind, page=None)) for kind in kinds]
    return {"links": links}


@register.filter
def caption(table: Table) -> str:
    """Return the caption that the table or its Meta declares."""
    own = getattr(table, "caption", "") or getattr(getattr(table, "Meta", None), "caption", "")
    return own or "Wykaz"


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """Return the rows of the shown page; a column's attributes are the same in each of them."""
    cell = cells_of(table)
    starts = [
        (column, format_html('<td data-label="{}" {}>', column.header, attributes.as_html()))
        for column in table.columns
        for attributes in (column.attrs["td"],)
    ]

    def cells(row: BoundRow) -> SafeString:
        return format_html_join(
            "", "{}{}</td>", ((start, cell(row, column)) for column, start in starts)
        )

    return format_html_join("", "<tr>{}</tr>", ((cells(row),) for row in table.paginated_rows))


@register.filter
def row_count(table: Table) -> str:
    """Return how many rows the list has on all its pages, or that it has more than are shown."""
    page = getattr(table, "page", None)
    count: int = len(table.rows) if page is None else page.paginator.count
    return f"ponad {wording.number(count)}" if has_more(table) else str(count)


@register.filter
def has_more(table: Table) -> bool:
    """Whether the list has more rows than its pages show."""
    paginator = getattr(table, "paginator", None)
    return isinstance(paginator, BoundedPaginator) and paginator.is_more


@register.filter
def head_attributes(column: BoundColumn) -> SafeString:
    """Return a header cell's attributes: numbers stand right, the sorted column says so."""
    attributes = {name: value for name, value in column.attrs["th"].items() if value}
    if "number" in str(column.attrs["td"].get("class")).split():
        attributes["class"] = f"{attributes.get('class', '')} number".strip()
    if column.is_ordered:
        backwards = column.order_by_alias.is_descending
        attributes["aria-sort"] = "descending" if backwards else "ascending"
    return format_html_join("", ' {}="{}"', attributes.items())


class PanelNode(template.Node):
    """A titled box around whatever stands between the tags."""

    def __init__(self, title: FilterExpression, inside: NodeList) -> None:
        self.title = title
        self.inside = inside

    def render(self, context: Context) -> str:
        """Return the box."""
        title = self.title.resolve(context)
        body = self.inside.render(context)
        return render_to_string("components/panel.html", {"title": title, "body": body})


@register.tag
def panel(parser: Parser, token: Token) -> PanelNode:
    """{% panel "Tytuł" %}…{% endpanel %}: a titled box."""
    title = parser.compile_filter(token.split_contents()[1])
    inside = parser.parse(("endpanel",))
    parser.delete_first_token()
    return PanelNode(title, inside)


@register.inclusion_tag("components/chart.html")
def chart(chart: object) -> dict[str, object]:
    """Show a chart on a page with its sentence and, folded, its table."""
    return {"chart": chart, "in_print": False}


@register.inclusion_tag("components/chart.html", takes_context=True)
def printed_chart(
    context: Context,
    chart: Any,  # noqa: ANN401 - a Chart, which the pages do not know
    table: str = "below",
) -> dict[str, object]:
    """Show a chart of a document, or of its preview where the context's `in_print` is false.

    Its table stands „below” it, „beside” it, or it is „alone”: its figures stand in one nearby.
    """
    return {
        "chart": chart,
        "address": chart.printed if context["in_print"] else chart.address,
        "in_print": True,
        "beside": table == "beside",
        "alone": table == "alone",
    }
