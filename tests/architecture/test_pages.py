"""Every address of ours is a page with a declared permission."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from mkus_portal.web.views import Page

THIRD_PARTY = ("allauth.",)


def patterns(entries: list[Any]) -> list[URLPattern]:
    """All patterns, however deep."""
    found: list[URLPattern] = []
    for entry in entries:
        found += patterns(entry.url_patterns) if isinstance(entry, URLResolver) else [entry]
    return found


def test_every_page_declares_its_permission() -> None:
    naked = []
    for pattern in patterns(get_resolver().url_patterns):
        if pattern.callback.__module__.startswith(THIRD_PARTY):
            continue
        view = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, Page) or not callable(view.permission):
            naked.append(str(pattern.pattern))
    assert naked == []


def test_every_page_has_a_name_of_its_own() -> None:
    names = [
        pattern.name
        for pattern in patterns(get_resolver().url_patterns)
        if not pattern.callback.__module__.startswith(THIRD_PARTY)
    ]
    assert None not in names
    assert len(names) == len(set(names))


def test_a_page_without_a_permission_does_not_start() -> None:
    class Naked(Page):
        pass

    with pytest.raises(ImproperlyConfigured, match="Naked"):
        Naked.as_view()
