"""The edge: when the request arrived, who acts, and what a refusal looks like."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from mkus_portal.accounts.hats import worn
from mkus_portal.act import Act
from mkus_portal.act import now as portal_now
from mkus_portal.versions import Overtaken
from mkus_portal.web.requests import PortalRequest
from mkus_portal.workflow.engine import MoveRefused

Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)
MILLISECONDS = 1000
LOST = (OperationalError, InterfaceError)


def arrival(get_response: Answer) -> Answer:
    """Note when the request arrived: at the trusted proxy (`X-Request-Start: t=ms`), else here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = _proxy_instant(request) or portal_now()  # type: ignore[attr-defined]  # PortalRequest
        return get_response(request)

    return middleware


def _proxy_instant(request: HttpRequest) -> datetime | None:
    """Return the proxy's instant when it is trusted and not in the future."""
    stamp = request.headers.get("X-Request-Start", "")
    if not settings.TRUST_PROXY_ARRIVAL or not stamp.startswith("t="):
        return None
    try:
        instant = datetime.fromtimestamp(float(stamp[2:]) / MILLISECONDS, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return min(instant, portal_now())


def acting(get_response: Answer) -> Answer:
    """Give the request its Act: the person, the hat they wear, the instant.

    The person is the first that a request asks the database for, so a lost one is noticed here.
    """

    def middleware(request: PortalRequest) -> HttpResponse:
        try:
            request.act = _act_of(request)
        except LOST as error:
            return _away(request, error)
        return get_response(request)

    return middleware  # type: ignore[return-value]  # PortalRequest is what comes in here


def _act_of(request: PortalRequest) -> Act:
    act = Act.public(request.arrived_at)
    if request.user.is_authenticated:
        hat = worn(request.user, act.day, request.session)
        act = Act(user=request.user.pk, role=hat.role, scope=hat.scope, at=act.at)
    return act


def refusals(get_response: Answer) -> Answer:
    """Turn refusals into pages with their reason: 403, or 409 where somebody was faster."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, MoveRefused):
            context = {"reason": exception.verdict.reason}
            return render(request, "403.html", context, status=403)
        if isinstance(exception, PermissionDenied):
            return render(request, "403.html", {"reason": str(exception)}, status=403)
        if isinstance(exception, Overtaken):
            return render(request, "409.html", {"back": request.path}, status=409)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks it up
    return middleware


def lost_database(get_response: Answer) -> Answer:
    """Answer 503 with a page that retries by itself while the database is away."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _away(request, exception) if isinstance(exception, LOST) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # Django looks it up
    return middleware


def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the page that asks again by itself; what was sent is for the person to send again."""
    logger.warning("Baza danych nie odpowiada: %s", error)
    response = HttpResponse(_retry_page(request), status=503)
    response["Retry-After"] = "5"
    if request.method == "GET":
        response["Refresh"] = "5"
    return response


def _retry_page(request: HttpRequest) -> str:
    """Return the page without touching the database: no user, no context processors."""
    return render_to_string("503.html", {"path": request.get_full_path()})
