"""The public pages: registering, one's own registration, noting one's presence."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from advisory.events import actions
from advisory.events.actions.attending import on_the_list
from advisory.events.documents import CERTIFICATE, hours_of, period_of
from advisory.events.files import given
from advisory.events.forms import PresenceForm, RegistrationForm
from advisory.events.models import Event, EventDay, Participant
from advisory.events.permissions import has_place, may_note_presence, may_register
from mkus_portal.documents.models import Document
from mkus_portal.verdict import Refused, first_refusal
from mkus_portal.web import wording
from mkus_portal.web.actionform import add_errors
from mkus_portal.web.pages.documents import send_document
from mkus_portal.web.permission import public
from mkus_portal.web.views import Page, TemplatePage


class Registration(Page):
    """An event as anybody with the link sees it, and the form to register."""

    permission = public

    def event(self) -> Event:
        """Return the event of the link; what is only planned does not exist yet."""
        rows = Event.objects.exclude(state=Event.State.PLANNED).select_related(
            "programme", "evaluation"
        )
        return get_object_or_404(rows, token=self.kwargs["token"])

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show it."""
        return self.page(self.event(), RegistrationForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Register; a refusal stands beside what was typed."""
        event = self.event()
        form = RegistrationForm(request.POST)
        if not form.is_valid():
            return self.page(event, form, 422)
        if not form.is_from_robot:
            try:
                actions.register(self.act, event, **form.said())
            except (Refused, ValidationError) as error:
                take(form, error)
                return self.page(event, form, 422)
        return HttpResponseRedirect(reverse("event-thanks"))

    def page(self, event: Event, form: RegistrationForm, status: int = 200) -> HttpResponse:
        """Show the event with the form, or with why it takes nobody."""
        days = [(wording.day(one.held_on), hours_of(one), one.topic) for one in event.days.all()]
        context = {
            "event": event,
            "form": form,
            "period": period_of(event),
            "days": days,
            "registering": first_refusal(may_register(self.act, event), has_place(event)),
            "places": places_of(event),
            "evaluation": event.evaluation_path(self.act.day),
            "act": self.act,
        }
        return render(self.request, "advisory/events/registration.html", context, status=status)


def places_of(event: Event) -> str:
    """Return how many places are free of how many; empty where there is no limit."""
    if event.places is None:
        return ""
    free = max(event.places - event.participants.count(), 0)
    return f"{free} z {event.places}"


def take(form: forms.BaseForm, error: Refused | ValidationError) -> None:
    """Put a refusal at the top of the form, errors beside their fields."""
    if isinstance(error, Refused):
        form.add_error(None, error.verdict.reason)
    else:
        add_errors(form, error)


class RegistrationThanks(TemplatePage):
    """What is said after a registration; it does not know whose."""

    permission = public
    template_name = "advisory/events/thanks.html"


class OwnPage(Page):
    """A page of one's own registration: the link of the letter is the key."""

    permission = public

    def participant(self) -> Participant:
        """Return the registration of the link, else 404."""
        rows = Participant.objects.select_related("event__programme", "event__evaluation")
        return get_object_or_404(rows, token=self.kwargs["token"])


def certificate_of(participant: Participant) -> Document | None:
    """Return the newest certificate that is ready."""
    rows = Document.objects.about(participant).filter(kind=CERTIFICATE)
    return next((one for one in rows if one.is_done), None)


class OwnCertificate(OwnPage):
    """One's own certificate as a file."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send it. Raises Http404 while there is none."""
        document = certificate_of(self.participant())
        if document is None:
            raise Http404
        return send_document(request, document)


class OwnRegistration(OwnPage):
    """One's own registration: give the place back, take the certificate."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show it."""
        return self.page(self.participant())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the place back."""
        participant = self.participant()
        try:
            actions.resign(self.act, participant)
        except Refused as refusal:
            return self.page(participant, refusal.verdict.reason, 422)
        return render(request, "advisory/events/resigned.html", {"event": participant.event})

    def page(self, participant: Participant, refusal: str = "", status: int = 200) -> HttpResponse:
        """Show the registration with what can be done."""
        there = EventDay.objects.filter(presences__participant=participant)
        context = {
            "participant": participant,
            "event": participant.event,
            "period": period_of(participant.event),
            "days": [wording.day(one.held_on) for one in there],
            "is_over": self.act.day > participant.event.ends_on,
            "has_certificate": certificate_of(participant) is not None,
            "materials": given(participant.event),
            "evaluation": participant.event.evaluation_path(self.act.day),
            "refusal": refusal,
            "act": self.act,
        }
        return render(self.request, "advisory/events/own_registration.html", context, status=status)


class PresencePage(Page):
    """The page of a day's code: reading it notes nothing, the button does, once a day.

    The button pressed twice says the same twice: a phone that sends again has not failed.
    """

    permission = public

    def day(self) -> EventDay:
        """Return the day of the code; of an event that is announced or was held."""
        rows = EventDay.objects.select_related("event__programme")
        day = get_object_or_404(rows, token=self.kwargs["token"])
        if day.event.state not in {Event.State.ANNOUNCED, Event.State.HELD}:
            raise Http404
        return day

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the form."""
        return self.page(self.day(), PresenceForm())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Note the presence; a refusal stands beside what was typed."""
        day = self.day()
        form = PresenceForm(request.POST)
        if not form.is_valid():
            return self.page(day, form, 422)
        email = form.cleaned_data["email"]
        known = on_the_list(day, email) if email else None
        if known is None and not form.person:
            form.add_error(
                "email", "Tego adresu nie ma na liście. Sprawdź go albo wpisz, kim jesteś."
            )
            return self.page(day, form, 422)
        try:
            person = actions.mark_myself(self.act, day, known, **({} if known else form.person))
        except (Refused, ValidationError) as error:
            take(form, error)
            return self.page(day, form, 422)
        context = {"day": day, "event": person.event, "act": self.act}
        return render(request, "advisory/events/presence_noted.html", context)

    def page(self, day: EventDay, form: PresenceForm, status: int = 200) -> HttpResponse:
        """Show the day with the form, or say on which day it opens."""
        context: dict[str, Any] = {
            "day": day,
            "event": day.event,
            "form": form,
            "noting": may_note_presence(self.act, day),
            "act": self.act,
        }
        return render(self.request, "advisory/events/presence.html", context, status=status)
