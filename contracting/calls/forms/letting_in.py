"""Letting an adviser in: into the draft of a call, or by a later room into an offer."""

from datetime import date
from typing import Any, ClassVar

from django import forms

from contracting.calls.actions.advising import CONSENT
from mkus_portal.accounts.models import Membership, User


class LettingInForm(forms.Form):
    """Which adviser, until when, and the consent; an adviser of a programme or any address."""

    adviser = forms.ModelChoiceField(
        User.objects.none(),
        label="Doradca programu wsparcia",
        empty_label="– ktoś inny, podam adres e-mail –",
        required=False,
    )
    email = forms.EmailField(
        label="Adres e-mail innej osoby",
        required=False,
        help_text="Zaproszenie przyjmie tylko osoba, której konto ma ten adres potwierdzony.",
        error_messages={"invalid": "To nie jest adres e-mail."},
    )
    until = forms.DateField(
        label="Dostęp do dnia (włącznie)",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Podaj dzień, do którego trwa dostęp.",
            "invalid": "Podaj dzień, miesiąc i rok.",
        },
    )
    consent = forms.BooleanField()
    consent_label: ClassVar[str]
    consent_text: ClassVar[str]
    consent_missing: ClassVar[str]

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.with_role("adviser").filter(scope_kind="programme")
        advisers = User.objects.filter(
            pk__in=held.valid_on(day).values("user"), is_active=True
        ).order_by("full_name", "pk")
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]  # a ModelChoiceField
        consent = self.fields["consent"]
        consent.label, consent.help_text = self.consent_label, self.consent_text
        consent.error_messages["required"] = self.consent_missing

    def clean(self) -> dict[str, Any]:
        """Ask for one person, not none and not two; `address` is whom the letter goes to."""
        values: dict[str, Any] = super().clean() or {}
        adviser, email = values.get("adviser"), values.get("email", "")
        if adviser is not None and email:
            self.add_error("email", "Wybierz doradcę z listy albo podaj adres, nie oba naraz.")
        elif adviser is None and not email and not {"adviser", "email"} & set(self.errors):
            self.add_error("email", "Wybierz doradcę z listy albo podaj adres e-mail.")
        values["address"] = adviser.email if adviser is not None else email
        return values


class CallAdviceForm(LettingInForm):
    """Which adviser an office lets into the draft of a call, until when, and its consent."""

    consent_label = "Wyrażam zgodę w imieniu urzędu"
    consent_text = CONSENT
    consent_missing = "Bez zgody urzędu doradca nie dostanie dostępu."
