"""Forms of a return: finding, demand, decision, payment, giving up."""

from datetime import date
from typing import Any

from django import forms

from contracting.contracts.forms.contract import AMOUNT, date_field
from contracting.settlement.models import GrantReturn, Ground
from mkus_portal.identifiers import checked_account
from mkus_portal.money import AmountField
from mkus_portal.versions import VersionedForm

MONEY: dict[str, Any] = {**AMOUNT, "required": True}


class FindingForm(forms.Form):
    """What comes back, on which ground, and why."""

    ground = forms.ChoiceField(label="Podstawa zwrotu", choices=Ground.choices)
    amount = AmountField(label="Kwota do zwrotu", **MONEY)
    found_on = date_field("Dzień stwierdzenia")
    transferred_on = forms.TypedChoiceField(
        label="Z której transzy",
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
        help_text=(
            "Konieczne, gdy dotację wykorzystano niezgodnie z przeznaczeniem: odsetki biegną od"
            " dnia przekazania. Przy umowie wieloletniej wskazuje też rok niewykorzystanej dotacji."
        ),
    )
    reason = forms.CharField(label="Uzasadnienie", max_length=4000, widget=forms.Textarea)

    def __init__(self, *args: Any, transfers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["transferred_on"]
        chosen.choices = [("", "–"), *transfers]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Ask for the transfer of a misused grant."""
        given: dict[str, Any] = super().clean() or {}
        is_wrong = "transferred_on" in self.errors
        if given.get("ground") == Ground.MISUSED and not (given.get("transferred_on") or is_wrong):
            self.add_error("transferred_on", "Wybierz, z której transzy.")
        return given


class AccountsForm(forms.Form):
    """Where the grant and the interest are to be paid."""

    grant = forms.CharField(label="Rachunek do zwrotu dotacji", max_length=40)
    interest = forms.CharField(label="Rachunek do wpłaty odsetek", max_length=40)

    def _account(self, name: str) -> str:
        account, fault = checked_account(self.cleaned_data[name])
        if fault:
            raise forms.ValidationError(fault)
        return account

    def clean_grant(self) -> str:
        """Return the account in its kept form."""
        return self._account("grant")

    def clean_interest(self) -> str:
        """Return the account in its kept form."""
        return self._account("interest")


class DecisionForm(forms.Form):
    """The executive's decision on the return."""

    number = forms.CharField(label="Numer decyzji", max_length=100)
    day = date_field("Data decyzji")


class PaymentForm(VersionedForm):
    """What was paid, and when; it remembers which payments were there when it was opened."""

    amount = AmountField(label="Kwota wpłaty", **MONEY)
    day = date_field("Dzień wpłaty")
    note = forms.CharField(label="Uwagi (nieobowiązkowo)", required=False, max_length=300)

    class Meta:
        model = GrantReturn
        fields = ()


class OnDayForm(forms.Form):
    """A day for which the debt is counted."""

    na = date_field("Policz na dzień", required=False)
