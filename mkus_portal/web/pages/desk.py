"""The desk and the hats: what waits for the person, and in which role they act."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from mkus_portal.accounts.hats import hats_of, put_on
from mkus_portal.calendars import CONTENT_TYPE
from mkus_portal.notifications.calendars import calendar_of
from mkus_portal.notifications.models import Duty
from mkus_portal.web.downloads import download
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import Page, TemplatePage

SHOWN = 300


class Desk(TemplatePage):
    """What waits for the person in the hat they wear."""

    permission = signed_in
    template_name = "mkus_portal/web/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the duties and the rooms' panels."""
        duties = list(Duty.objects.waiting_for(self.act)[:SHOWN])
        return super().get_context_data(
            duties=duties,
            has_terms=any(one.due for one in duties),
            panels=panels_of("desk", self.request, self.act),
            **kwargs,
        )


class DeskCalendar(Page):
    """The terms of what waits for the person in the hat they wear, as a file for a calendar."""

    permission = signed_in

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send it."""
        duties = Duty.objects.waiting_for(self.act).exclude(due=None)[:SHOWN]
        return download(calendar_of(duties, self.act.at), "terminy.ics", CONTENT_TYPE)


class HatList(TemplatePage):
    """All roles of the person, with a button to put each on."""

    permission = signed_in
    template_name = "mkus_portal/web/hat_list.html"


class HatSwitch(Page):
    """Puts on another hat."""

    permission = signed_in
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put the hat on, go to the desk (or back, when the page says so)."""
        code = request.POST.get("hat", "")
        chosen = next(
            (hat for hat in hats_of(self.request.user, self.act.day) if hat.code == code), None
        )
        if chosen is None:
            raise Http404
        put_on(chosen, request.session)
        messages.success(request, f"Działasz teraz jako: {chosen.label}.")
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
            back = reverse("desk")
        return HttpResponseRedirect(back)
