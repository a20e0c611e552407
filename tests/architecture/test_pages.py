"""Every address of ours is a page with a declared permission."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mkus_portal.web.views import Page
from tests.architecture.walking import patterns


def test_every_page_declares_its_permission() -> None:
    naked = []
    for pattern in patterns():
        view = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, Page) or not callable(view.permission):
            naked.append(str(pattern.pattern))
    assert naked == []


def test_every_page_has_a_name_of_its_own() -> None:
    names = [pattern.name for pattern in patterns()]
    assert None not in names
    assert len(names) == len(set(names))


def test_a_page_without_a_permission_does_not_start() -> None:
    class Naked(Page):
        pass

    with pytest.raises(ImproperlyConfigured, match="Naked"):
        Naked.as_view()
