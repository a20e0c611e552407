"""Words and widgets of this room's forms; the rules stand elsewhere."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from advisory.programmes.logos import LOGO
from advisory.programmes.models import Adviser, Assignment, Programme, ProgrammeLogo, Unit
from advisory.programmes.rules import OFFICE_STAYS
from mkus_portal.attachments.forms import AttachmentsField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def take_faults(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what an action refuses beside its field, else at the top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, faults in error.message_dict.items():
        form.add_error(name if name in form.fields else None, faults)


class ProgrammeForm(forms.ModelForm[Programme]):
    """Name, dates, how many meetings and expertises a unit is due."""

    class Meta:
        model = Programme
        fields: tuple[str, ...] = (
            "name",
            "meetings_due",
            "expertises_limit",
            "starts_on",
            "ends_on",
            "leader",
            "partners",
            "co_financing",
            "recruits_until",
        )
        widgets = {
            "starts_on": DAY,
            "ends_on": DAY,
            "recruits_until": DAY,
            "partners": forms.Textarea({"rows": 3}),
        }


class StartForm(ProgrammeForm):
    """A new edition with its code and the address of whoever will coordinate it."""

    coordinator_email = forms.EmailField(
        label="Adres e-mail koordynatora programu",
        max_length=254,
        help_text="Na ten adres wyślemy zaproszenie do roli koordynatora programu.",
    )

    class Meta(ProgrammeForm.Meta):
        fields: tuple[str, ...] = (
            "name",
            "code",
            "meetings_due",
            "expertises_limit",
            "starts_on",
            "ends_on",
        )
        help_texts = {"code": "Krótki, bez spacji i polskich znaków, np. MKUS-2026."}


class LogoForm(forms.ModelForm[ProgrammeLogo]):
    """Whose logo it is, and its picture."""

    picture = AttachmentsField(
        LOGO,
        most=1,
        label="Plik z logo",
        help_text="PNG albo JPEG w kolorach RGB, dłuższy bok co najmniej 200 pikseli, do 2 MB."
        " Przezroczyste tło zadrukujemy na biało. SVG zapisz najpierw jako PNG.",
    )

    class Meta:
        model = ProgrammeLogo
        fields: tuple[str, ...] = ("institution",)


class LogoNameForm(forms.ModelForm[ProgrammeLogo]):
    """Whose logo it is."""

    class Meta:
        model = ProgrammeLogo
        fields = ("institution",)


class UnitForm(forms.ModelForm[Unit]):
    """A unit of the programme: its office in the portal, type, task, agreement."""

    class Meta:
        model = Unit
        fields = (
            "name",
            "kind",
            "commissioning_type",
            "office",
            "task",
            "agreement_signed_on",
            "description",
        )
        widgets = {"agreement_signed_on": DAY, "description": forms.Textarea({"rows": 4})}
        help_texts = {
            "office": "Urząd, który uzgadnia konsultacje. Puste: jeszcze go nie ma w portalu."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.office_id is not None:
            self.fields["office"].disabled = True
            self.fields["office"].help_text = OFFICE_STAYS


class ApplicationForm(forms.ModelForm[Unit]):
    """What an office says when it applies."""

    class Meta:
        model = Unit
        fields = ("kind", "commissioning_type", "task", "application")
        widgets = {"application": forms.Textarea({"rows": 6})}
        labels = {
            "kind": "Jesteśmy",
            "task": "Zadanie, które chcemy zlecać inaczej",
            "application": "Dlaczego się zgłaszamy i kto poprowadzi to w urzędzie",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, message in (
            ("task", "Napisz, o jakie zadanie chodzi."),
            ("application", "Napisz, dlaczego się zgłaszacie."),
        ):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = message


class UnitReasonForm(forms.Form):
    """Why a unit is not chosen or leaves; its office reads it."""

    reason = forms.CharField(
        label="Powód",
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Napisz, dlaczego."},
    )


class AdviserForm(forms.ModelForm[Adviser]):
    """Somebody who advises; with an address they are invited at once."""

    email = forms.EmailField(
        label="Adres e-mail",
        max_length=254,
        required=False,
        help_text="Wyślemy zaproszenie do portalu. Można też zaprosić później.",
    )

    class Meta:
        model = Adviser
        fields = ("full_name", "organisation_name")


class InviteForm(forms.Form):
    """Where to write to an adviser."""

    email = forms.EmailField(label="Adres e-mail", max_length=254)


class AssignmentForm(forms.ModelForm[Assignment]):
    """Which adviser accompanies the unit, since when, until when, up to how many hours."""

    class Meta:
        model = Assignment
        fields = ("adviser", "valid_from", "valid_to", "hours_limit")
        widgets = {"valid_from": DAY, "valid_to": DAY}
        labels = {"adviser": "Doradca"}
        help_texts = {"valid_to": "puste: bezterminowo"}

    def __init__(self, *args: Any, programme: Programme, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advisers: Any = self.fields["adviser"]
        advisers.queryset = programme.advisers.all()
        self.fields["valid_from"].initial = today


class SubstitutionForm(forms.ModelForm[Assignment]):
    """Who stands in for an adviser, in which days, why, and what the adviser sees meanwhile."""

    adviser = forms.ModelChoiceField(queryset=Adviser.objects.none(), label="Kto zastępuje")
    valid_to = forms.DateField(
        label="Do (włącznie)",
        widget=DAY,
        help_text="Po tym dniu zastępstwo kończy się samo.",
    )
    reason = forms.CharField(
        label="Powód",
        max_length=300,
        help_text="Np. urlop. Przeczytają go obaj doradcy i urząd jednostki.",
        error_messages={"required": "Napisz, dlaczego."},
    )
    keeps_access = forms.BooleanField(
        label="Zastępowany doradca nadal widzi jednostkę i może zapisywać konsultacje",
        required=False,
        initial=True,
    )

    class Meta:
        model = Assignment
        fields = ("valid_from",)
        widgets = {"valid_from": DAY}

    field_order = ("adviser", "valid_from", "valid_to", "reason", "keeps_access")

    def __init__(self, *args: Any, assignment: Assignment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advisers: Any = self.fields["adviser"]
        advisers.queryset = assignment.unit.programme.advisers.exclude(pk=assignment.adviser_id)
        self.fields["valid_from"].initial = max(today, assignment.valid_from)

    def _post_clean(self) -> None:
        """Leave the rules to the action: it knows whom the adviser stands in for."""


class HandoverForm(forms.Form):
    """Who takes the unit over, since when, with how many hours."""

    adviser = forms.ModelChoiceField(queryset=Adviser.objects.none(), label="Kto przejmuje")
    first_day = forms.DateField(
        label="Od dnia",
        widget=DAY,
        help_text="Dziś: dotychczasowy doradca od razu przestaje widzieć jednostkę.",
    )
    hours_limit = forms.DecimalField(
        label="Limit godzin",
        min_value=0,
        max_digits=6,
        decimal_places=1,
        help_text="Godziny, których nikt jeszcze nie wykorzystał, odejdą z dotychczasowego limitu.",
    )

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        advisers: Any = self.fields["adviser"]
        advisers.queryset = assignment.unit.programme.advisers.exclude(pk=assignment.adviser_id)


class LastDayForm(forms.Form):
    """Until when an adviser accompanies the unit."""

    last_day = forms.DateField(label="Ostatni dzień przydziału", widget=DAY)
