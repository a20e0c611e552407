"""Error pages: one sentence on what happened, one on what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense."""
    del exception
    return render(request, "400.html", {"reason": ""}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: with the reason."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: it does not exist, or not for you."""
    del exception
    return render(request, "404.html", {"reason": ""}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: without context processors, which may be what is broken."""
    return HttpResponse(render_to_string("500.html", {"path": request.path}), status=500)
