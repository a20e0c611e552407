"""Comments on a draft beside the fields of its forms: how many are open, and the way to them."""

from collections import Counter

from django.db import models
from django.forms import BaseForm
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from contracting.calls.fields import MODELS
from contracting.calls.models import Call
from mkus_portal.act import Act
from mkus_portal.drafting.models import Thread
from mkus_portal.web.talk import threads_of


def mark_comments(act: Act, form: BaseForm, call: Call, row: models.Model) -> None:
    """Let every field that somebody has commented on say so, with the way to the comments."""
    table = next((code for code, model in MODELS.items() if type(row) is model), None)
    if call.draft is None or table is None:
        return
    prefix = f"{table}:{row.pk}:" if table else ""
    places = {f"{prefix}{name}": name for name in form.fields}
    threads = threads_of(act, call.draft).filter(state=Thread.State.OPEN, place__in=list(places))
    counts = Counter(threads.order_by().values_list("place", flat=True))
    url = reverse("draft-comments", args=(call.draft.pk,))
    for place, count in counts.items():
        field = form.fields[places[place]]
        address = f"{url}?{urlencode({'miejsce': place})}"
        note = format_html('<a href="{}">Otwarte uwagi: {}</a>', address, count)
        parts = filter(None, (field.help_text, note))
        field.help_text = format_html_join(" ", "{}", ((one,) for one in parts))
