"""What every template finds: the act, the hats, the doors, the footer, the demo's banner."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from mkus_portal.accounts.hats import Hat, hats_of
from mkus_portal.act import Act
from mkus_portal.web.footer import footer_of
from mkus_portal.web.navigation import doors


def portal(request: HttpRequest) -> dict[str, object]:
    """Return the frame of a page. An error page before the edge gets an empty one."""
    act: Act | None = getattr(request, "act", None)
    if act is None:
        return {"act": None, "hats": [], "hat": None, "navigation": [], "footer": None}
    user = request.user
    hats = hats_of(user, act.day) if user.is_authenticated else []
    return {
        "act": act,
        "hats": hats,
        "hat": Hat(act.role, act.scope) if act.user else None,
        "navigation": doors(act, request.path),
        "footer": footer_of(request, act),
        "demo_banner": demo_banner(),
        "demo": settings.DEMO,
    }


def demo_banner() -> object | None:
    """Return the demo clock's banner; None in production, where there is no demo."""
    if not settings.DEMO:
        return None
    banner: object = import_string("mkus_portal.demo.clock.banner")()
    return banner
