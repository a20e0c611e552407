"""Forms of inspections: plan, authorisation, protocol, objections, recommendations."""

from collections.abc import Iterable
from typing import Any

from django import forms

from contracting.contracts.forms.contract import date_field
from contracting.contracts.models import Contract
from contracting.settlement.files.inspections import ANSWER_FILE, PAPER
from contracting.settlement.models import MONTHS, Inspection, InspectionRecommendation
from contracting.settlement.rules.inspections import Team, team_of
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.versions import VersionedForm

LONG = 10000


def words(label: str, **kwargs: Any) -> forms.CharField:
    """Return a field for a text of several lines."""
    return forms.CharField(
        **{"label": label, "max_length": LONG, "widget": forms.Textarea, **kwargs}
    )


class PlanForm(VersionedForm):
    """When, what and where is inspected."""

    subjects = forms.MultipleChoiceField(
        label="Zakres",
        choices=Inspection.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Wybierz co najmniej jeden zakres kontroli."},
    )

    class Meta:
        model = Inspection
        fields = (
            "occasion",
            "planned_year",
            "planned_month",
            "planned_on",
            "subjects",
            "scope_text",
            "place",
            "place_text",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"] = date_field(
            "Dzień", required=False, help_text="Nieobowiązkowo; w wybranym roku i miesiącu."
        )


class AuthorisationForm(VersionedForm):
    """Who is authorised, by what paper."""

    people = forms.CharField(
        label="Osoby upoważnione",
        widget=forms.Textarea,
        max_length=4000,
        help_text="Każda osoba w osobnym wierszu: imię i nazwisko, funkcja.",
    )

    class Meta:
        model = Inspection
        fields = ("authorisation_number", "authorised_on", "authorised_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team: Team = []
        self.fields["authorised_on"] = date_field(
            "Upoważnienie z dnia",
            required=False,
            help_text="Puste: dzień, w którym upoważnienie zostanie wydane w portalu.",
        )
        for name in ("authorisation_number", "authorised_by"):
            self.fields[name].required = True
        self.fields["authorised_by"].help_text = "Imię, nazwisko i funkcja."
        self.initial.setdefault("people", self.instance.people)

    def clean_people(self) -> str:
        """Ask for a name and a function in every line."""
        typed: str = self.cleaned_data["people"]
        self.team, faults = team_of(typed)
        if faults:
            lines = ", ".join(str(one) for one in faults)
            message = f"Wpisz imię i nazwisko, przecinek i funkcję. Popraw wiersz: {lines}."
            raise forms.ValidationError(message)
        return typed


class DaysForm(forms.Form):
    """On which days it took place."""

    held_from = date_field("Od")
    held_to = date_field("Do")


class ProtocolForm(VersionedForm):
    """The protocol; a field for each subject of the scope. Everything may be left for later."""

    is_irregular = forms.NullBooleanField(
        label="Czy stwierdzono nieprawidłowości",
        required=False,
        widget=forms.Select(
            choices=(
                ("unknown", "jeszcze nie ustalono"),
                ("true", "tak"),
                ("false", "nie"),
            )
        ),
    )

    class Meta:
        model = Inspection
        fields = ("is_irregular", "irregularities", "protocol_number", "protocol_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol_on"] = date_field("Protokół z dnia", required=False)
        found = {
            f"finding_{code}": words(f"Ustalenia: {label}", required=False)
            for code, label in Inspection.Subject.choices
            if code in self.instance.subjects
        }
        for name in found:
            code = name.removeprefix("finding_")
            self.initial.setdefault(name, self.instance.findings.get(code, ""))
        self.fields = {**found, **self.fields}

    def findings(self) -> dict[str, str]:
        """Return what was typed, by subject."""
        return {
            name.removeprefix("finding_"): text
            for name, text in self.cleaned_data.items()
            if name.startswith("finding_")
        }


class PaperForm(forms.Form):
    """What the contractor answers to the protocol, with its papers."""

    papers = AttachmentsField(PAPER, label="Pisma (nieobowiązkowo)", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["signatory", "objections", "reason", "day", "papers"])


class SignForm(PaperForm):
    """A signature under the protocol."""

    signatory = forms.CharField(
        label="Kto podpisał", max_length=300, help_text="Imiona, nazwiska i funkcje."
    )
    day = date_field("Data podpisu")


class ObjectionForm(PaperForm):
    """Objections that the contractor sends."""

    objections = words("Zastrzeżenia")


class ReceivedObjectionForm(ObjectionForm):
    """Objections that came on paper."""

    day = date_field("Kiedy wpłynęły")


class RefusalForm(PaperForm):
    """Why the contractor does not sign, or that it has not answered."""

    reason = words("Przyczyna", max_length=2000)
    day = date_field("Data")


class PositionForm(forms.Form):
    """What the office says to objections."""

    reason = words("Stanowisko urzędu", max_length=4000)


class RecommendationForm(VersionedForm):
    """A recommendation."""

    class Meta:
        model = InspectionRecommendation
        fields = ("text", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = date_field(
            "Termin wykonania",
            required=False,
            help_text="Puste: termin z umowy, liczony od doręczenia zaleceń.",
        )


class DeliveryForm(forms.Form):
    """When the recommendations were delivered."""

    delivered_on = date_field("Doręczono dnia")


class AnswerForm(VersionedForm):
    """What the contractor did about a recommendation."""

    proofs = AttachmentsField(ANSWER_FILE, label="Potwierdzenia", required=False)

    class Meta:
        model = InspectionRecommendation
        fields = ("answer", "done_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["done_on"] = date_field("Kiedy to zrobiono", required=False)


class AssessmentForm(VersionedForm):
    """Whether the office takes a recommendation as done."""

    class Meta:
        model = InspectionRecommendation
        fields = ("outcome", "outcome_reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = True

    def clean(self) -> dict[str, Any]:
        """Ask why it is not done."""
        given: dict[str, Any] = super().clean() or {}
        is_missing = not given.get("outcome_reason", "").strip()
        if given.get("outcome") == InspectionRecommendation.Outcome.NOT_DONE and is_missing:
            self.add_error("outcome_reason", "Napisz, dlaczego zalecenie nie jest wykonane.")
        return given


class YearPlanForm(forms.Form):
    """A month for each contract that is to be inspected; `rows` are the contracts not planned."""

    def __init__(self, *args: Any, rows: Iterable[Contract], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {f"month_{one.pk}": one for one in rows}
        for name, one in self.rows.items():
            self.fields[name] = forms.TypedChoiceField(
                label=f"Miesiąc kontroli umowy nr {one.number}",
                choices=[("", "–"), *MONTHS],
                widget=forms.Select(attrs={"class": "form-select"}),
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": "Wybierz miesiąc z listy."},
            )

    def chosen(self) -> dict[Contract, int]:
        """Return the month of each contract that has one."""
        return {
            one: self.cleaned_data[name]
            for name, one in self.rows.items()
            if self.cleaned_data.get(name)
        }
