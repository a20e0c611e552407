"""Forms of the offer's steps."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.offers.advice_actions import CONSENT
from contracting.offers.models import Offer
from mkus_portal.accounts.models import Membership, User
from mkus_portal.attachments.forms import AttachmentsField


class StartForm(forms.Form):
    """How the task is to be commissioned, and whether several organisations bid together."""

    commissioning_form = forms.ChoiceField(label="Forma zlecenia", widget=forms.RadioSelect)
    is_joint = forms.BooleanField(
        label="Oferta wspólna kilku organizacji (art. 14 ust. 2 ustawy)", required=False
    )
    copy_from = forms.ModelChoiceField(
        Offer.objects.none(),
        label="Zacznij od wcześniejszej oferty",
        empty_label="– nie, zacznij od pustego formularza –",
        required=False,
        help_text=(
            "Portal skopiuje opisy, działania i koszty. Wszystko możesz potem zmienić."
            " Oświadczenia zaznacza się w każdej ofercie od nowa."
        ),
    )

    def __init__(self, *args: Any, task: CallTask, earlier: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = terms_of(task).forms
        chosen = self.fields["commissioning_form"]
        chosen.choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (code, label) for code, label in Offer.CommissioningForm.choices if code in allowed
        ]
        if len(allowed) == 1:
            chosen.initial = next(iter(allowed))
        self.fields["copy_from"].queryset = earlier  # type: ignore[attr-defined]  # a ModelChoiceField


class MessageForm(forms.Form):
    """A message about an offer to the other side, with files."""

    text = forms.CharField(label="Wiadomość", max_length=5000, widget=forms.Textarea)
    attached = AttachmentsField("offer-message-file", label="Pliki", required=False)


class WithdrawForm(forms.Form):
    """Why an offer is withdrawn; the reason may be left out."""

    reason = forms.CharField(
        label="Powód (nieobowiązkowo)", required=False, max_length=1000, widget=forms.Textarea
    )


class AdviceForm(forms.Form):
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
    consent = forms.BooleanField(
        label="Wyrażam zgodę w imieniu organizacji",
        help_text=CONSENT,
        error_messages={"required": "Bez zgody organizacji doradca nie dostanie dostępu."},
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.with_role("adviser").filter(scope_kind="programme")
        advisers = User.objects.filter(
            pk__in=held.valid_on(day).values("user"), is_active=True
        ).order_by("full_name", "pk")
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]  # a ModelChoiceField

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
