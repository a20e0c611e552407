"""Words and widgets of recruitments."""

from typing import Any

from django import forms

from contracting.calls.forms.widgets import DayInput
from contracting.calls.models import Call
from contracting.evaluation.models import Recruitment
from mkus_portal.versions import VersionedForm
from ngos.models import Organisation

HINT = (
    "Kogo szukacie, co komisja będzie robić, jak wybieracie spośród kandydatów. Osoba wskazana"
    " przez organizację, która złoży ofertę, nie może zasiadać w komisji (art. 15 ust. 2d)."
)


class RecruitmentForm(VersionedForm):
    """A recruitment as the office prepares it."""

    class Meta:
        model = Recruitment
        fields = ("title", "call", "year", "requirements", "opens_on", "closes_on")
        widgets = {"opens_on": DayInput(), "closes_on": DayInput()}
        help_texts = {"requirements": HINT}

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a queryset
        super().__init__(*args, **kwargs)
        field = self.fields["call"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = calls
            field.empty_label = "wszystkie konkursy tego roku"

    def clean(self) -> dict[str, Any]:
        """Ask that a call's recruitment is of the call's year."""
        values: dict[str, Any] = super().clean() or {}
        call: Call | None = values.get("call")
        if call is not None and values.get("year") not in {None, call.year}:
            self.add_error("year", f"Konkurs dotyczy roku {call.year}.")
        return values


class CandidateForm(forms.Form):
    """Whom an organisation indicates."""

    full_name = forms.CharField(label="Imię i nazwisko", max_length=150)
    email = forms.EmailField(
        label="Adres e-mail tej osoby",
        max_length=254,
        help_text="Na ten adres urząd wyśle zaproszenie do komisji.",
    )
    experience = forms.CharField(
        label="Doświadczenie",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kilka zdań, które pomogą urzędowi wybrać.",
    )
    agreed = forms.BooleanField(
        label="Ta osoba wie o zgłoszeniu i zgodziła się, abyśmy podali urzędowi jej imię, nazwisko,"
        " adres e-mail i doświadczenie.",
        error_messages={"required": "Zapytaj tę osobę o zgodę i zaznacz to pole."},
    )

    def person(self) -> dict[str, Any]:
        """Return the candidate's columns."""
        return {name: self.cleaned_data[name] for name in ("full_name", "email", "experience")}


class EnteredCandidateForm(CandidateForm):
    """The same for a candidate indicated on paper: the office names the organisation."""

    organisation = forms.ModelChoiceField(
        label="Organizacja, która wskazała", queryset=Organisation.objects.order_by("name")
    )
    field_order = ("organisation", "full_name", "email", "experience", "agreed")
