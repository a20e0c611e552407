"""Words and widgets of this room's forms."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from advisory.events.models import SECTOR_COLUMNS, Event, EventDay, Participant, Sector
from advisory.programmes.models import Programme, Unit
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.versions import VersionedForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
NAME_MISSING = {"required": "Podaj imię i nazwisko."}


class EventForm(VersionedForm):
    """What, when, where, for which units, and until when people register."""

    class Meta:
        model = Event
        fields = (
            "kind",
            "title",
            "starts_on",
            "ends_on",
            "place",
            "units",
            "registers_until",
            "places",
            "days_required",
            "agenda",
        )
        widgets = {
            "starts_on": DAY,
            "ends_on": DAY,
            "registers_until": DAY,
            "units": forms.CheckboxSelectMultiple,
            "agenda": forms.Textarea({"rows": 6}),
        }
        help_texts = {
            "units": "Nic nie zaznaczono: wydarzenie jest dla całego programu.",
            "registers_until": "Puste: do ostatniego dnia wydarzenia.",
            "places": "Puste: bez ograniczenia.",
            "days_required": "Puste: wystarczy jeden dzień.",
        }
        error_messages = {
            "kind": {"required": "Wybierz rodzaj wydarzenia."},
            "title": {"required": "Podaj tytuł wydarzenia."},
            "starts_on": {"required": "Podaj pierwszy dzień."},
            "ends_on": {"required": "Podaj ostatni dzień."},
        }

    def __init__(self, *args: Any, act: Act, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "wybierz rodzaj"), *Event.Kind.choices]
        units: Any = self.fields["units"]
        units.queryset = Unit.objects.visible_to(act).filter(programme=programme)

    def said(self) -> dict[str, Any]:
        """Return the event's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class SharedDayField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Chooses the day of another event with its title."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's own signature
        """Return the event and where it is held."""
        return f"{obj.event.title} ({obj.event.place or 'miejsce nieustalone'})"


class DayForm(forms.ModelForm[EventDay]):
    """From when to when, what about, and with whom the day is shared."""

    shares = SharedDayField(
        queryset=EventDay.objects.none(),
        required=False,
        label="Wspólnie z wydarzeniem",
        help_text="Np. pierwszy dzień szkolenia dwóch urzędów. Lista i kod QR są wtedy jedne.",
        empty_label="osobno",
    )

    class Meta:
        model = EventDay
        fields = ("starts_at", "ends_at", "topic", "shares")
        widgets = {"starts_at": HOUR, "ends_at": HOUR}

    def __init__(self, *args: Any, act: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.instance
        others: Any = self.fields["shares"]
        known = Q(event__in=Event.objects.visible_to(act)) | Q(pk=day.shares_id)
        others.queryset = (
            EventDay.objects.filter(
                known, event__programme=day.event.programme_id, held_on=day.held_on, shares=None
            )
            .exclude(event=day.event_id)
            .exclude(event__state=Event.State.CANCELLED)
            .select_related("event")
        )


class PeopleForm(VersionedForm):
    """How many came besides those on the list."""

    class Meta:
        model = Event
        fields = (*SECTOR_COLUMNS.values(), "estimated")

    def said(self) -> dict[str, Any]:
        """Return the numbers as the action takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PersonForm(forms.ModelForm[Participant]):
    """Who registers: name, address, sector, whence."""

    class Meta:
        model = Participant
        fields = ("full_name", "email", "sector", "comes_from")
        error_messages = {
            "full_name": NAME_MISSING,
            "sector": {"required": "Zaznacz, skąd jesteś."},
        }
        widgets = {
            "email": forms.EmailInput({"autocomplete": "email"}),
            "sector": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector: Any = self.fields["sector"]
        sector.choices = Sector.choices
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"


class RegistrationForm(PersonForm):
    """A registration by the link: the address is needed, to write back; a trap for robots."""

    site = forms.CharField(required=False, label="Strona internetowa")  # people do not see it
    agreed = forms.BooleanField(
        label="Zgadzam się na przetwarzanie tych danych w celu organizacji wydarzenia.",
        error_messages={"required": "Bez zgody nie możemy zapisać Cię na listę."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].error_messages["required"] = "Podaj adres: wyślemy potwierdzenie."
        self.fields["site"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}

    @property
    def is_from_robot(self) -> bool:
        """Whether the field that people do not see was filled."""
        return bool(self.data.get("site"))

    def said(self) -> dict[str, Any]:
        """Return the person as the action takes them."""
        return {name: self.cleaned_data[name] for name in PersonForm.Meta.fields}


class PresenceForm(forms.Form):
    """On the day: the address one registered with; who did not says who they are."""

    email = forms.EmailField(
        label="Twój e-mail z zapisu",
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    full_name = forms.CharField(
        label="Imię i nazwisko",
        required=False,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    sector = forms.ChoiceField(label="Skąd", choices=[("", "–"), *Sector.choices], required=False)
    comes_from = forms.CharField(
        label="Nazwa urzędu lub organizacji", required=False, max_length=200
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the address, or for the name and the sector."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors or (given.get("email") and not given.get("full_name")):
            return given
        if not given.get("full_name"):
            self.add_error("email", "Podaj e-mail z zapisu albo, niżej, imię i nazwisko.")
        elif not given.get("sector"):
            self.add_error("sector", "Zaznacz, skąd jesteś.")
        return given

    @property
    def person(self) -> dict[str, Any]:
        """Return who is to be added, empty for somebody who gave an address alone."""
        given = self.cleaned_data
        if not given["full_name"]:
            return {}
        return {name: given[name] for name in ("full_name", "email", "sector", "comes_from")}


class ReasonForm(forms.Form):
    """Why the event is called off; everybody on the list reads it."""

    reason = forms.CharField(
        label="Powód",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Przeczytają go wszyscy zapisani.",
        error_messages={"required": "Napisz, dlaczego wydarzenie jest odwołane."},
    )


class EvaluationForm(forms.Form):
    """The survey after the event: one of the programme's, or a new one from the ready questions."""

    survey = forms.ModelChoiceField(
        label="Ankieta",
        queryset=Survey.objects.none(),
        required=False,
        empty_label="nowa, z gotowymi pytaniami o szkolenie",
        help_text="Do wyboru są badania programu z otwartym linkiem, które się nie skończyły.",
    )

    def __init__(self, *args: Any, surveys: QuerySet[Survey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survey"].queryset = surveys  # type: ignore[attr-defined]  # a ModelChoiceField
