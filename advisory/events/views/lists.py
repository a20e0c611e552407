"""The organiser's pages of one event's list: people, presence day by day, the day's code."""

from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.events import actions
from advisory.events.actions.planning import earning
from advisory.events.models import Event, EventDay, Participant
from advisory.events.permissions import may_certify, may_keep_list, may_read
from advisory.events.tables import ParticipantTable
from advisory.events.views.events import EventPage
from mkus_portal.notifications.actions import absolute
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage, TemplatePage


class ParticipantList(ListPage):
    """Who registered, and on which days they came."""

    permission = signed_in
    table_class = ParticipantTable
    title = "Uczestnicy"
    export_name = "lista-obecnosci"
    template_name = "advisory/events/participant_list.html"

    def event(self) -> Event:
        """Return the event of the address. Raises Http404, PermissionDenied."""
        event = get_object_or_404(Event.objects.visible_to(self.act), pk=self.kwargs["pk"])
        self.insist(may_read(self.act, event))
        return event

    def get_queryset(self) -> QuerySet[Participant]:
        """Return the people of the list with their presences."""
        return Participant.objects.filter(event=self.event()).prefetch_related("presences")

    def get_table(self, rows: QuerySet[Any]) -> ParticipantTable:
        """Hand over the days, and whether the list may be put right."""
        days = list(EventDay.objects.filter(event=self.kwargs["pk"]))
        keeps = bool(may_keep_list(self.act, self.event()))
        return ParticipantTable(rows, days=days, keeps=keeps)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the event and its days."""
        event = self.event()
        keeping = may_keep_list(self.act, event)
        return super().get_context_data(
            event=event,
            days=list(event.days.all()),
            keeping=keeping,
            certifying=may_certify(self.act, event),
            **kwargs,
        )


class CertificateIssue(EventPage):
    """Issues certificates to everybody on the list who came."""

    form_class = forms.Form
    heading = "Wystaw zaświadczenia"
    submit = "Wystaw zaświadczenia"

    def allowed(self) -> Verdict:
        """Allow whoever runs it, once it was held."""
        return may_certify(self.act, self.object)

    def back(self) -> str:
        """Return the list."""
        return reverse("participant-list", args=(self.object.pk,))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for how many people, and who is left out."""
        whole, count = self.object.participants.count(), earning(self.object).count()
        days = self.object.days_for_certificate
        word = wording.plural(days, "dzień", "dni", "dni")
        lead = (
            f"Zaświadczenie dostanie każda osoba z listy, która była co najmniej {days} {word}:"
            f" teraz {count} z {whole}. Pobierze je ze strony swojego zapisu."
        )
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Ask for them."""
        count = actions.issue_certificates(self.act, self.object)
        word = wording.plural(count, "zaświadczenie", "zaświadczenia", "zaświadczeń")
        self.success_message = f"Zlecono {count} {word}."  # type: ignore[misc]  # with the number
        return self.back()


class DayPage(TemplatePage):
    """A page about a day of an event whose list the person keeps."""

    permission = signed_in

    def day(self) -> EventDay:
        """Return the day of the address. Raises Http404, PermissionDenied."""
        rows = EventDay.objects.filter(event__in=Event.objects.visible_to(self.act))
        kept = rows.select_related("event__programme", "shares__event")
        day = get_object_or_404(kept, pk=self.kwargs["pk"])
        self.insist(may_keep_list(self.act, day.event))
        return day


class PresenceSheet(DayPage):
    """The list of a day as boxes to tick."""

    template_name = "advisory/events/presence_sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people, and who is ticked."""
        day = self.day()
        there = set(day.presences.values_list("participant", flat=True))
        people = [(one, one.pk in there) for one in day.event.participants.all()]
        return super().get_context_data(
            day=day, event=day.event, people=people, is_early=self.act.day < day.held_on, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the ticks."""
        day = self.day()
        shown = numbers_in(request.POST.getlist("shown"))
        present = numbers_in(request.POST.getlist("present"))
        changed = actions.mark_list(self.act, day, present, shown)
        word = wording.plural(changed, "zmianę", "zmiany", "zmian")
        messages.success(request, f"Zapisano obecność: {changed} {word}.")
        return HttpResponseRedirect(reverse("participant-list", args=(day.event_id,)))


def numbers_in(values: list[str]) -> set[int]:
    """Return the whole numbers among what a browser sent."""
    return {int(one) for one in values if one.isascii() and one.isdigit() and len(one) < 19}  # noqa: PLR2004 - digits of a key


class DayCode(DayPage):
    """The code of a day, to be shown on a wall: who is there notes it from their phone."""

    template_name = "advisory/events/day_code.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the address as text and as a code; a shared day has one code, the host's."""
        day = self.day()
        shown = day.shares or day
        url = absolute(reverse("event-presence", args=(shown.token,)))
        code = segno.make(url, error="m", micro=False).svg_data_uri(border=2, scale=6)
        return super().get_context_data(day=day, event=day.event, url=url, code=code, **kwargs)
