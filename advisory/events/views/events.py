"""The list of events, one event, planning and changing it, its moves and documents."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.events import actions
from advisory.events.documents import DOCUMENTS, hours_of, period_of
from advisory.events.files import MATERIAL
from advisory.events.filters import EventFilter
from advisory.events.forms import DayForm, EventForm, PeopleForm, ReasonForm
from advisory.events.models import Event, EventDay
from advisory.events.permissions import (
    IMPORTED,
    may_count,
    may_edit,
    may_evaluate,
    may_keep_list,
    may_plan,
    may_read,
    may_run,
)
from advisory.events.procedure import ANNOUNCE, CANCEL, EVENT, HOLD
from advisory.events.rules import different_people, people_of
from advisory.events.tables import EventTable
from advisory.programmes.models import Programme
from contracting.surveys.permissions import may_read as may_read_survey
from mkus_portal.act import Act
from mkus_portal.attachments.permissions import files_of
from mkus_portal.documents.permissions import documents_of
from mkus_portal.notifications.actions import absolute
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web import wording
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin
from mkus_portal.workflow.engine import available, verdict_on

READERS = ("adviser", "programme_coordinator", "operator", *OFFICE_ROLES)
LEADS = {
    "adviser": "Wydarzenia Twoich jednostek i całego programu.",
    "programme_coordinator": "Wszystkie spotkania, szkolenia, wizyty i konferencje programu.",
    "operator": "Wydarzenia wszystkich programów.",
}
DONE = {
    ANNOUNCE: "Wydarzenie jest ogłoszone. Roześlij link do zapisów.",
    HOLD: "Wydarzenie jest zamknięte i liczy się w programie.",
    CANCEL: "Wydarzenie jest odwołane. Zapisani dostali list.",
}


class EventList(ListPage):
    """The events that exist for the act, with how many people came."""

    permission = roles(*READERS)
    table_class = EventTable
    filter_class = EventFilter
    title = "Wydarzenia"
    export_name = "wydarzenia"
    template_name = "advisory/events/event_list.html"

    def get_queryset(self) -> QuerySet[Event]:
        """Return the events with who was present."""
        rows = Event.objects.visible_to(self.act).with_presence()
        return rows.order_by("-starts_on", "-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which events these are, and where a new one begins."""
        office = "Wydarzenia programu wsparcia dla Twojej jednostki i dla wszystkich."
        return super().get_context_data(
            lead=LEADS.get(self.act.role, office),
            may_plan=self.act.holds("programme_coordinator"),
            **kwargs,
        )


class EventDetail(DetailPage[Event]):
    """One event: facts, days with their codes, people by sector, moves, documents, history."""

    permission = signed_in
    model = Event
    template_name = "advisory/events/event_detail.html"

    def visible(self) -> QuerySet[Event]:
        """Return the events with who was present."""
        return (
            Event.objects.visible_to(self.act)
            .with_presence()
            .select_related("programme", "evaluation")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that the page shows."""
        event = self.object
        inside = bool(may_read(self.act, event))
        return super().get_context_data(
            event=event,
            facts=self.facts(),
            days=[day_row(one) for one in event.days.select_related("shares__event")],
            link=absolute(reverse("event-registration", args=(event.token,))),
            takes_registrations=event.registers_on(self.act.day),
            people=people_of([event]),
            may_run=bool(may_run(self.act, event)),
            may_edit=bool(may_edit(self.act, event)),
            keeping=may_keep_list(self.act, event),
            counting=may_count(self.act, event),
            inside=inside,
            evaluation=evaluation_of(self.act, event),
            moves=available(self.act, event) if may_run(self.act, event) else [],
            documents=documents_of(self.act, event),
            files=files_of(self.act, MATERIAL, [event])[event.pk],
            kinds=[(code, kind.label) for code, kind in DOCUMENTS.items()] if inside else [],
            **kwargs,
        )

    def facts(self) -> list[tuple[str, str]]:
        """Return the event as pairs of a term and what it says."""
        event = self.object
        units = ", ".join(one.name for one in event.units.all())
        until = event.registers_until or event.ends_on
        days = "dnia" if event.days_for_certificate == 1 else "dni"
        return [
            ("Rodzaj", event.get_kind_display()),
            ("Kiedy", period_of(event)),
            ("Miejsce", event.place or "jeszcze nie ustalone"),
            ("Jednostki", units or "cały program"),
            ("Zapisy do", wording.day(until)),
            ("Miejsc", str(event.places or "bez ograniczenia")),
            ("Zapisanych", str(event.registered)),  # type: ignore[attr-defined]  # annotated
            ("Zaświadczenie", f"od {event.days_for_certificate} {days} obecności"),
            *([("Pochodzenie", IMPORTED)] if event.is_imported else []),
        ]


def evaluation_of(act: Act, event: Event) -> dict[str, Any]:
    """Return the event's survey as far as the act may see it, and the link while it is open."""
    path = event.evaluation_path(act.day)
    survey = event.evaluation
    return {
        "link": absolute(path) if path else "",
        "survey": survey if survey and may_read_survey(act, survey) else None,
        "may_start": bool(may_evaluate(act, event)),
    }


def day_row(day: EventDay) -> dict[str, Any]:
    """Return a day as the page shows it."""
    return {
        "row": day,
        "hours": hours_of(day),
        "shared": day.shares.event if day.shares else None,
        "code_day": day.shares or day,
    }


class EventPage(ActionFormPage):
    """A form about an event of the address."""

    permission = signed_in
    object: Event

    def load(self) -> None:
        """Find the event, else 404."""
        rows = Event.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow whoever runs it."""
        return may_run(self.act, self.object)

    def back(self) -> str:
        """Return the event's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list and the event."""
        return [("Wydarzenia", reverse("event-list")), (self.object.title, self.back())]

    def saved(self) -> Versioned | None:
        """Return the event as it is saved now."""
        return Event.objects.get(pk=self.object.pk)


class EventPlan(ActionFormPage):
    """Adds an event to one's programme."""

    permission = roles("programme_coordinator")
    form_class = EventForm
    heading = "Nowe wydarzenie"
    submit = "Zapisz plan"
    success_message = "Zapisano wydarzenie. Uzupełnij godziny dni i ogłoś je."
    programme: Programme

    def load(self) -> None:
        """Find the programme for which the person acts."""
        self.programme = get_object_or_404(Programme.objects.visible_to(self.act))

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_plan(self.act, self.programme)

    def back(self) -> str:
        """Return the list."""
        return reverse("event-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list."""
        return [("Wydarzenia", self.back())]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the programme, whose units can be chosen."""
        return {**super().get_form_kwargs(), "act": self.act, "programme": self.programme}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # EventForm
        return actions.plan_event(self.act, self.programme, **said).get_absolute_url()


class EventEdit(EventPage):
    """Changes an event."""

    form_class = EventForm
    heading = "Zmiana wydarzenia"
    success_message = "Zapisano wydarzenie."

    def check(self) -> None:
        """Ask whether it can be changed."""
        self.insist(may_edit(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        fresh = Event.objects.get(pk=self.object.pk)
        programme = self.object.programme
        given = {"act": self.act, "instance": fresh, "programme": programme}
        return {**super().get_form_kwargs(), **given}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # EventForm
        actions.change_event(self.act, self.object, based_on=form.cleaned_data["based_on"], **said)
        return self.back()


class EventDayEdit(EventPage):
    """Changes the hours and the topic of a day, and with whom it is shared."""

    form_class = DayForm
    success_message = "Zapisano dzień."
    day: EventDay

    def load(self) -> None:
        """Find the day of an event that exists for the act, else 404."""
        rows = EventDay.objects.filter(event__in=Event.objects.visible_to(self.act))
        self.day = get_object_or_404(rows.select_related("event__programme"), pk=self.kwargs["pk"])
        self.object = self.day.event

    def check(self) -> None:
        """Ask whether it can be changed."""
        self.insist(may_edit(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "act": self.act, "instance": self.day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the day."""
        heading = f"Dzień {wording.day(self.day.held_on)}"
        return super().get_context_data(**{"heading": heading, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        fresh = EventDay.objects.select_related("event").get(pk=self.day.pk)
        actions.change_day(self.act, fresh, **form.cleaned_data)
        return self.back()


class EventPeople(EventPage):
    """Writes how many people came besides those on the list."""

    form_class = PeopleForm
    heading = "Osoby spoza listy"
    lead = (
        "Wpisz, ilu było uczestników, których nie ma na liście. Osoby z listy portal liczy sam,"
        " po obecności."
    )
    success_message = "Zapisano liczby."

    def check(self) -> None:
        """Ask whether people can be counted now."""
        self.insist(may_count(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": Event.objects.get(pk=self.object.pk)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep them."""
        said: dict[str, Any] = form.said()  # type: ignore[attr-defined]  # PeopleForm
        actions.count_people(self.act, self.object, form.cleaned_data["based_on"], **said)
        return self.back()


class EventMove(EventPage):
    """The last question before a move (`?ruch=`)."""

    template_name = "advisory/events/event_move.html"

    def move(self) -> str:
        """Return the move that the address names. Raises Http404."""
        name = self.request.GET.get("ruch", "")
        if name not in DONE:
            raise Http404
        return name

    def check(self) -> None:
        """Ask state, permission and every condition."""
        self.insist(verdict_on(self.act, self.object, EVENT.move(self.move())))

    def get_form_class(self) -> type[forms.BaseForm]:
        """Ask for the reason where the event is called off."""
        return ReasonForm if self.move() == CANCEL else forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the move's own words."""
        move = EVENT.move(self.move())
        return super().get_context_data(
            **{"heading": move.label, "move": move, "event": self.object, **kwargs}
        )

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        name = self.move()
        if name == CANCEL:
            actions.cancel_event(self.act, self.object, form.cleaned_data["reason"])
        elif name == HOLD:
            actions.hold_event(self.act, self.object)
        else:
            actions.announce_event(self.act, self.object)
        self.success_message = DONE[name]  # type: ignore[misc]  # the move's own words
        return self.back()


class EventDocument(ObjectMixin[Event]):
    """Asks for the attendance list or the report."""

    permission = signed_in
    model = Event
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back. Raises Http404 for a kind that an event does not have."""
        event = self.get_object()
        kind = kwargs["kind"]
        if kind not in DOCUMENTS:
            raise Http404
        self.insist(may_read(self.act, event))
        actions.ask_for_document(self.act, event, kind)
        messages.success(request, f"{DOCUMENTS[kind].label}: dokument jest zlecony.")
        return HttpResponseRedirect(event.get_absolute_url())


def different_people_of(events: QuerySet[Event]) -> int:
    """Return how many different people came to the events, as far as they registered."""
    rows = events.filter(participants__presences__isnull=False).values_list(
        "participants__full_name", "participants__email", "participants__comes_from"
    )
    return different_people(rows.distinct())
