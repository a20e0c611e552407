"""The pages of the URL conf as the rails ask them."""

from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

THIRD_PARTY = ("allauth.",)


def patterns(entries: list[Any] | None = None) -> list[URLPattern]:
    """All patterns of ours, however deep."""
    found: list[URLPattern] = []
    for entry in get_resolver().url_patterns if entries is None else entries:
        if isinstance(entry, URLResolver):
            found += patterns(entry.url_patterns)
        elif not entry.callback.__module__.startswith(THIRD_PARTY):
            found.append(entry)
    return found


@cache
def view_of(name: str) -> Any:
    """The class behind a page's name."""
    return next(one.callback.view_class for one in patterns() if one.name == name)


def takes(name: str, method: str) -> bool:
    """Whether the page takes the method."""
    view = view_of(name)
    return hasattr(view, method) and method in view.http_method_names


def answer_of(response: Any) -> int | str:
    """The status; `login` for the way to the sign-in page. A file is read to its end."""
    if response.streaming:
        b"".join(response.streaming_content)
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return "login"
    return response.status_code
