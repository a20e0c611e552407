"""The tags of comments in a long form: what stands under a field, a row, a table."""

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.http import urlencode

from mkus_portal.web.anchors import row_anchor
from mkus_portal.web.talk import TalkView

register = template.Library()
register.filter("row_anchor", row_anchor)


@register.inclusion_tag("components/_comments_at.html", takes_context=True)
def comments_at(context: Context, place: str, label: str) -> dict[str, object]:
    """Show the open comments on a place and the way to comment; nothing where nobody talks."""
    talk: TalkView | None = context.get("talk")
    if talk is None:
        return {"talk": None}
    threads = talk.by_place.get(place, [])
    address = reverse("draft-comments", args=(talk.draft.pk,))
    return {
        "talk": talk if threads or talk.commenting else None,
        "threads": threads,
        "label": label,
        "url": f"{address}?{urlencode({'miejsce': place})}",
    }


@register.inclusion_tag("components/_comments_at.html", takes_context=True)
def comments_at_row(context: Context, cell: str, table: str, number: int) -> dict[str, object]:
    """Show the open comments on the row in which a cell stands: `needs:12` of `needs:12:name`."""
    place = ":".join(cell.split(":")[:2])
    return comments_at(context, place, f"{table}, wiersz {number}")


@register.simple_tag
def open_comments(talk: TalkView | None, url: str) -> int:
    """Return how many open comments stand on the page of a step."""
    return talk.by_url.get(url, 0) if talk is not None else 0
