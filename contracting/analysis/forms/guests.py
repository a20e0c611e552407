"""The form that invites somebody from outside to an analysis."""

from django import forms

from contracting.analysis.models import Guest
from mkus_portal.accounts.models import Key

RIGHTS = (
    (Key.Right.COMMENT, "czyta i komentuje, proponuje teksty"),
    (Key.Right.WRITE, "czyta, komentuje i pisze odpowiedzi"),
    (Key.Right.READ, "tylko czyta odpowiedzi, bez uwag"),
)


class GuestForm(forms.Form):
    """Whom, as whom, with which right, until when."""

    email = forms.EmailField(
        label="Adres e-mail",
        help_text="Zaproszenie przyjmie tylko osoba, której konto ma ten adres potwierdzony.",
        error_messages={
            "required": "Podaj adres e-mail osoby, którą zapraszasz.",
            "invalid": "To nie jest adres e-mail.",
        },
    )
    kind = forms.ChoiceField(
        label="W jakiej roli",
        choices=[("", "– wybierz –"), *Guest.Kind.choices],
        error_messages={"required": "Wybierz, w jakiej roli zapraszasz tę osobę."},
    )
    right = forms.ChoiceField(
        label="Co może robić",
        choices=RIGHTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Wybierz, co ta osoba może robić."},
    )
    until = forms.DateField(
        label="Dostęp do dnia (włącznie)",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Podaj dzień, do którego trwa dostęp.",
            "invalid": "Podaj dzień, miesiąc i rok.",
        },
    )
