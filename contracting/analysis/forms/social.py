"""Forms of scoring by a group: inviting, a card from paper, scoring again, measuring early."""

from typing import Any

from django import forms

from contracting.analysis.method import SocialMethod
from mkus_portal.accounts.models import User

NO_ACCOUNT = (
    "Nikt z tym adresem nie ma konta w portalu. Poproś tę osobę o założenie konta albo dodaj jej"
    " kartę z papieru."
)


class PerspectiveForm(forms.Form):
    """Whose eyes an assessor looks with."""

    perspective = forms.ChoiceField(
        label="Strona, którą reprezentuje",
        error_messages={"required": "Wybierz stronę, którą ta osoba reprezentuje."},
    )

    def __init__(self, *args: Any, method: SocialMethod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["perspective"]
        choice.choices = [("", "– wybierz –")]
        choice.choices += [(one.code, one.label) for one in method.perspectives]


class InviteForm(PerspectiveForm):
    """Somebody with an account, by their address."""

    field_order = ("email", "perspective", "due_on")
    email = forms.EmailField(
        label="Adres e-mail osoby, która ma konto w portalu",
        error_messages={
            "required": "Podaj adres e-mail.",
            "invalid": "To nie jest adres e-mail.",
        },
    )
    due_on = forms.DateField(
        label="Prośba o ocenę do dnia",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Podaj dzień, miesiąc i rok."},
    )

    def clean_email(self) -> str:
        """Find the person."""
        email = str(self.cleaned_data["email"]).strip()
        self.user = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.user is None:
            raise forms.ValidationError(NO_ACCOUNT)
        return email


class PaperCardForm(PerspectiveForm):
    """Somebody who has filled in the card on paper."""

    field_order = ("name", "perspective")
    name = forms.CharField(
        label="Kto oceniał (imię i nazwisko albo funkcja)",
        max_length=150,
        error_messages={"required": "Napisz, kto oceniał."},
    )


class MeasurementForm(forms.Form):
    """The reason of a measurement that comes early."""

    early_reason = forms.CharField(
        label="Powód wcześniejszego pomiaru",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Potrzebny tylko przed upływem dwunastu miesięcy od zamknięcia analizy.",
    )


class CollectAgainForm(forms.Form):
    """Why the team is to score once more."""

    reason = forms.CharField(
        label="Dlaczego zespół ma oceniać jeszcze raz",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Napisz, dlaczego zespół ma oceniać jeszcze raz."},
    )
