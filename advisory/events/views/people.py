"""The pages about one person of an event's list: writing them down, putting right, removing."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.events import actions
from advisory.events.forms import PersonForm
from advisory.events.models import Event, Participant
from advisory.events.permissions import may_keep_list
from advisory.events.views.events import EventPage
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned


class ParticipantAdd(EventPage):
    """Writes somebody on the list."""

    form_class: type[forms.BaseForm] = PersonForm
    heading = "Dopisz osobę"
    submit = "Dopisz do listy"
    success_message = "Osoba jest na liście."

    def allowed(self) -> Verdict:
        """Allow whoever keeps the list."""
        return may_keep_list(self.act, self.object)

    def back(self) -> str:
        """Return the list."""
        return reverse("participant-list", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the event and its list."""
        return [(self.object.title, self.object.get_absolute_url()), ("Uczestnicy", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Write them down."""
        actions.add_to_list(self.act, self.object, **form.cleaned_data)
        return self.back()


class ParticipantEdit(ParticipantAdd):
    """Puts right a name, an address, whence somebody comes."""

    heading = "Popraw dane osoby"
    lead = "Imię i nazwisko trafi na zaświadczenie. Wystawione wcześniej zlecisz ponownie."
    submit = "Zapisz"
    success_message = "Zapisano dane osoby."
    participant: Participant

    def load(self) -> None:
        """Find the person on the list of an event that exists for the act, else 404."""
        rows = Participant.objects.filter(event__in=Event.objects.visible_to(self.act))
        found = rows.select_related("event__programme")
        self.participant = get_object_or_404(found, pk=self.kwargs["pk"])
        self.object = self.participant.event

    def saved(self) -> Versioned | None:
        """Return nothing: the list has no versions."""
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        given = super().get_form_kwargs()
        return {**given, "instance": Participant.objects.get(pk=self.participant.pk)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        actions.correct_participant(self.act, self.participant, **form.cleaned_data)
        return self.back()


class ParticipantRemove(ParticipantEdit):
    """Takes somebody off the list."""

    form_class = forms.Form
    heading = "Usuń osobę z listy"
    submit = "Usuń z listy"
    look = "btn-stop"
    success_message = "Osoby nie ma już na liście."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask nothing."""
        return {
            name: value for name, value in super().get_form_kwargs().items() if name != "instance"
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who, and what goes with them."""
        lead = f"{self.participant.full_name}. Razem z osobą znikną jej zapisane obecności."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def carry_out(self, form: forms.BaseForm) -> str:
        """Remove them."""
        actions.remove_participant(self.act, self.participant)
        return self.back()
