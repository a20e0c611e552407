"""The entry's form, short enough for a phone, with its next steps as rows."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from advisory.consultations.actions import Step
from advisory.consultations.files import CONSULTATION_FILE
from advisory.consultations.linking import (
    calls_for,
    offers_for,
    place_choices,
    place_of,
    place_value,
    with_own,
)
from advisory.consultations.models import (
    ENTRY_FIELDS,
    MOST_KM,
    MOST_MINUTES,
    MOST_PEOPLE,
    SUBJECT_LENGTH,
    Consultation,
    Correction,
    NextStep,
)
from advisory.consultations.rules import is_half_hours
from advisory.programmes.models import Unit
from contracting.offers.models import Offer
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.attachments.forms import AttachmentsField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EMPTY_ROWS = 3
MOST_ROWS = 30
PERSON = "osoba-"
ODD_HOURS = "Podaj godziny co pół, np. 1,5."
LONG_SUBJECT = (
    "Temat ma %(show_value)d znaków, a może mieć %(limit_value)d. Skróć go; resztę przenieś do"
    " ustaleń."
)
LONG_STEP = "Krok ma %(show_value)d znaków, a może mieć %(limit_value)d. Skróć go."


class HalfHours(forms.DecimalField):
    """Hours in steps of one half, with a comma or a point."""

    def __init__(self, **kwargs: Any) -> None:
        bounds = [
            MinValueValidator(Decimal("0.5"), "Najmniej pół godziny."),
            MaxValueValidator(Decimal(24), "Najwyżej 24 godziny."),
        ]
        super().__init__(max_digits=4, decimal_places=1, validators=bounds, localize=True, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - what a browser sent
        """Take a comma for a point."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def validate(self, value: Any) -> None:  # noqa: ANN401 - a Decimal or None
        """Refuse anything but halves."""
        super().validate(value)
        if value is not None and value.is_finite() and not is_half_hours(value):
            raise forms.ValidationError(ODD_HOURS)


class SpokenField(forms.CharField):
    """One line that may be dictated: the browser cuts nothing off, too long a text is told."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the longest length for the counter instead of for the browser."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return {**attrs, "data-longest": str(self.max_length)}

    def to_python(self, value: Any) -> str:  # noqa: ANN401 - what a browser sent
        """Make one line of it."""
        return " ".join((super().to_python(value) or "").split())


class CountField(forms.IntegerField):
    """How many; an empty field is none, and none is an empty field."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        widget = forms.NumberInput({"min": "0", "inputmode": "numeric"})
        super().__init__(min_value=0, max_value=most, required=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - a number or what was typed
        """Show no nought that somebody would have to wipe out first."""
        return "" if value == 0 else value

    def clean(self, value: Any) -> int:  # noqa: ANN401 - what a browser sent
        """Return the number."""
        return super().clean(value) or 0


def _count(name: str, label: str, **kwargs: Any) -> CountField:
    most = {"travel_km": MOST_KM, "travel_minutes": MOST_MINUTES}.get(name, MOST_PEOPLE)
    return CountField(most, label=label, **kwargs)


class EntryForm(forms.ModelForm[Any]):
    """What an adviser notes after a consultation, and what a correction says anew."""

    hours = HalfHours(
        label="Ile godzin", help_text="co pół, np. 1,5", error_messages={"invalid": ODD_HOURS}
    )
    subject = SpokenField(
        label="Temat",
        max_length=SUBJECT_LENGTH,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Napisz krótko, czego dotyczyła konsultacja.",
            "max_length": LONG_SUBJECT,
        },
    )
    people_office = _count("people_office", "Osób z urzędu")
    people_ngo = _count("people_ngo", "Osób z NGO")
    people_university = _count("people_university", "Osób z uczelni")
    people_other = _count("people_other", "Innych osób")
    travel_km = _count("travel_km", "Dojazd, km", help_text="tam i z powrotem")
    travel_minutes = _count("travel_minutes", "Dojazd, minut", help_text="poza godzinami")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model: type[Consultation | Correction] = Consultation
        fields: tuple[str, ...] = ENTRY_FIELDS
        labels = {"held_on": "Kiedy", "started_at": "Od której"}
        widgets = {
            "held_on": DAY,
            "started_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "agenda": forms.Textarea({"rows": 3}),
            "findings": forms.Textarea({"rows": 5}),
        }
        error_messages = {"held_on": {"required": "Podaj dzień konsultacji."}}

    def entry(self) -> dict[str, Any]:
        """Return the entry's own fields as the action takes them."""
        return {name: self.cleaned_data[name] for name in ENTRY_FIELDS}

    def typed(self) -> dict[str, Any]:
        """Return what was typed, right or wrong, to be shown once more."""
        return {name: self[name].value() for name in self.fields}

    def says_any(self, *names: str) -> bool:
        """Whether one of the fields has something in it, or is wrong."""
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)


class OfferChoice(forms.ModelChoiceField[Offer]):
    """The offers that are shared with the adviser; one that no longer is keeps its name sealed."""

    def __init__(self, act: Act, unit: Unit, own: int | None) -> None:
        shared = offers_for(act, unit)
        self.shared = set(shared.values_list("pk", flat=True))
        rows = with_own(shared, own).select_related("task", "organisation").order_by("-pk")
        super().__init__(
            rows,
            required=False,
            label="Oferta",
            empty_label="–",
            help_text="Urząd nie zobaczy tego powiązania, zanim otworzy oferty. Nie pisz w temacie"
            " ani w ustaleniach, czyja to oferta.",
        )

    def label_from_instance(self, obj: Offer) -> str:
        """Return the offer and whose it is, as long as it is shared."""
        if obj.pk in self.shared:
            return f"{obj} ({obj.organisation})"
        return "oferta, do której nie masz już dostępu"


class ConsultationForm(EntryForm):
    """The entry with what it is about, and with its files."""

    entry_key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)
    attached = AttachmentsField(CONSULTATION_FILE, required=False, label="Dodaj pliki")

    def __init__(self, *args: Any, act: Act, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Consultation = self.instance
        if places := place_choices(act, unit, own):
            self.fields["place"] = forms.ChoiceField(
                label="Pytanie analizy", required=False, choices=[("", "–"), *places]
            )
            self.initial.setdefault("place", place_value(own.analysis_id, own.stage, own.question))
        calls = with_own(calls_for(act, unit), own.call_id)
        if calls.exists():
            self.fields["call"] = forms.ModelChoiceField(
                calls.order_by("-pk"), required=False, label="Konkurs", empty_label="–"
            )
            self.initial.setdefault("call", own.call_id)
        offers = OfferChoice(act, unit, own.offer_id)
        if offers.queryset is not None and offers.queryset.exists():
            self.fields["offer"] = offers
            self.initial.setdefault("offer", own.offer_id)

    def links(self) -> dict[str, Any]:
        """Return what the entry is about, as the action takes it."""
        given = self.cleaned_data
        return {
            **place_of(given.get("place", "")),
            "call": given.get("call"),
            "offer": given.get("offer"),
        }

    @property
    def is_linkable(self) -> bool:
        """Whether there is anything to link."""
        return any(name in self.fields for name in ("place", "call", "offer"))


class CorrectionForm(EntryForm):
    """Another version of what was agreed, and why."""

    class Meta(EntryForm.Meta):
        model = Correction
        fields = (*ENTRY_FIELDS, "reason")
        labels = {**EntryForm.Meta.labels, "reason": "Dlaczego wpis wymaga poprawki"}
        widgets = {**EntryForm.Meta.widgets, "reason": forms.Textarea({"rows": 3})}
        error_messages = {
            **EntryForm.Meta.error_messages,
            "reason": {"required": "Napisz, dlaczego wpis wymaga poprawki."},
        }
        help_texts = {"reason": "Przeczyta to urząd; powód zostaje w historii i w notatce."}


class StepForm(forms.Form):
    """One next step; an empty row is no step."""

    sentence = SpokenField(
        label="Co trzeba zrobić",
        required=False,
        max_length=250,
        error_messages={"max_length": LONG_STEP},
    )
    due = forms.DateField(label="Do kiedy", required=False, widget=DAY)
    whose = forms.ChoiceField(label="Kto", initial=NextStep.Whose.OFFICE)

    def __init__(self, *args: Any, people: Iterable[User] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(f"{PERSON}{one.pk}", str(one)) for one in people]
        choices: list[Any] = [*NextStep.Whose.choices]
        if named:
            choices.append(("osoba z urzędu", named))
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Ask what is to be done where there is a day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("due") and not cleaned.get("sentence") and "sentence" not in self.errors:
            self.add_error("sentence", "Napisz, co trzeba zrobić, albo usuń termin.")
        return cleaned

    def step(self) -> Step:
        """Return the row as the action takes it."""
        given = self.cleaned_data
        if given["whose"].startswith(PERSON):
            person = int(given["whose"].removeprefix(PERSON))
            return Step(given["sentence"], given["due"], NextStep.Whose.OFFICE, person)
        return Step(given["sentence"], given["due"], given["whose"])


def typed_step(step: NextStep) -> dict[str, Any]:
    """Return a step as its row shows it."""
    whose = f"{PERSON}{step.person_id}" if step.person_id else step.whose
    return {"sentence": step.sentence, "due": step.due, "whose": whose}


class BaseStepSet(forms.BaseFormSet[StepForm]):
    """The rows of next steps."""

    def steps(self) -> list[Step]:
        """Return the rows that say something."""
        return [form.step() for form in self.forms if form.cleaned_data.get("sentence")]

    def typed(self) -> list[dict[str, Any]]:
        """Return the rows as they were typed."""
        return [{name: form[name].value() for name in form.fields} for form in self.forms]


def step_set(extra: int = EMPTY_ROWS) -> type[BaseStepSet]:
    """Return the class of the rows with so many empty ones below those that stand."""
    made = forms.formset_factory(
        StepForm, formset=BaseStepSet, extra=extra, max_num=MOST_ROWS, validate_max=True
    )
    return cast("type[BaseStepSet]", made)


class EmptyForm(forms.Form):
    """A move that asks for nothing."""


class DisputeForm(forms.Form):
    """What the office does not agree with; the adviser reads it."""

    reason = forms.CharField(
        label="Zastrzeżenie",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Przeczyta je doradca i poprawi wpis.",
        error_messages={"required": "Napisz, z czym urząd się nie zgadza."},
    )


class RefuseForm(forms.Form):
    """Why an agreed entry stays as it is; the adviser reads it."""

    reason = forms.CharField(
        label="Powód",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Przeczyta go doradca.",
        error_messages={"required": "Napisz, dlaczego wpis ma zostać bez zmian."},
    )
