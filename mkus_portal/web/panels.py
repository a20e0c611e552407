"""The register of panels: a later room shows something on an earlier room's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mkus_portal.act import Act


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page: `context` returns what the template needs, or None to show nothing."""

    page: str
    template: str
    context: Callable[[Act, Any], dict[str, object] | None]
    order: int = 50


_panels: list[Panel] = []


def register(*panels: Panel) -> None:
    """Add panels; called from a room's `apps.py`."""
    _panels.extend(panels)


def panels_of(page: str, request: HttpRequest, act: Act, obj: object = None) -> list[SafeString]:
    """Return the rendered panels of a page, in their order."""
    chosen = sorted((panel for panel in _panels if panel.page == page), key=lambda one: one.order)
    rendered = []
    for panel in chosen:
        context = panel.context(act, obj)
        if context is not None:
            rendered.append(render_to_string(panel.template, {**context, "act": act}, request))
    return rendered
