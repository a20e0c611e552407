"""Public pages of the programme kept for visitors: under the token of public content, a minute.

What this room changes lets the token grow, so it is seen at the next request. What other rooms
change (an event, a unit's task, a figure) is seen after a minute at the latest.
"""

import time
from collections.abc import Hashable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from contracting.calls.models import PublicVersion
from contracting.calls.public import next_of
from mkus_portal.web.permission import public
from mkus_portal.web.shelf import Shelf, is_plain, made
from mkus_portal.web.views import TemplatePage

LONGEST = 60
_shelf = Shelf()


class KeptPage(TemplatePage):
    """A public page; for a visitor it costs one query while nothing has changed.

    `asks` names what the address may ask for; a page asked for anything else is not kept.
    """

    permission = public
    asks: tuple[str, ...] = ()

    def kept_as(self) -> Hashable:
        """Return what tells this page from others; None for one that is not kept."""
        asked = self.request.GET
        known = all(
            name in self.asks and len(values) == 1 and len(values[0]) <= LONGEST
            for name, values in asked.lists()
        )
        return (self.request.path, *sorted(asked.items())) if known else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page kept for these wishes, or make it; kept until midnight at the latest.

        The token is read before the rows, so a page is never older than its token.
        """
        key = self.kept_as() if is_plain(request) else None
        if key is None:
            return super().get(request, *args, **kwargs)
        token, at, read_at = PublicVersion.objects.current(), self.act.at, time.monotonic()
        kept = _shelf.find(key, token, at)
        if kept is not None:
            return kept.answer(request)
        response = super().get(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            body = response.render().content
            if is_plain(request):
                _shelf.keep(key, made(token, at, next_of((), at), read_at, body))
        return response
