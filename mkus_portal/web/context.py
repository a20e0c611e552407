"""What every template finds: the act, the hats, the doors, the footer, the demo's banner."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from mkus_portal.accounts.hats import Hat, hats_of
from mkus_portal.act import Act
from mkus_portal.web.footer import footer_of
from mkus_portal.web.navigation import doors


def portal(request: HttpRequest) -> dict[str, object]:
    """Return the frame of a page. An error page before the edge gets an empty one.

    What costs queries is a function: a template inside a page, such as a form's, asks for none.
    """
    act: Act | None = getattr(request, "act", None)
    if act is None:
        return {"act": None, "hats": [], "hat": None, "navigation": [], "footer": None}
    user = request.user
    return {
        "act": act,
        "hats": cache(lambda: hats_of(user, act.day) if user.is_authenticated else []),
        "hat": Hat(act.role, act.scope) if act.user else None,
        "navigation": cache(lambda: doors(act, request.path)),
        "footer": cache(lambda: footer_of(request, act)),
        "demo_banner": demo_banner(),
        "demo": settings.DEMO,
    }


def demo_banner() -> object | None:
    """Return the demo clock's banner; None in production, where there is no demo."""
    if not settings.DEMO:
        return None
    banner: object = import_string("mkus_portal.demo.clock.banner")()
    return banner
