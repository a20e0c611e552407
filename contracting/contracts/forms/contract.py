"""Forms of a contract's terms, tranches, steps, signatures and endings."""

from typing import Any

from django import forms

from contracting.calls.forms.widgets import DayInput
from contracting.contracts.models import (
    COST_DAYS,
    Contract,
    ContractEnding,
    ContractSignature,
    Tranche,
)
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.identifiers import checked_account
from mkus_portal.money import AmountField
from mkus_portal.versions import VersionedForm

SIGNED_FILE = "contract-signed-file"
AMOUNT: dict[str, Any] = {
    "required": False,
    "min_value": 0,
    "max_digits": 13,
    "decimal_places": 2,
    "localize": True,
}
LENGTHS = {
    "budget_division": (3, "Wpisz 3 cyfry."),
    "budget_chapter": (5, "Wpisz 5 cyfr."),
    "budget_paragraph": (4, "Wpisz 4 cyfry."),
}


def date_field(label: str, **kwargs: Any) -> forms.DateField:
    """Return a field with the browser's own choice of a day."""
    return forms.DateField(label=label, widget=DayInput(), **kwargs)


class TermsForm(VersionedForm):
    """What the contract says beside the plan."""

    class Meta:
        model = Contract
        fields = (
            *COST_DAYS,
            "shift_percent",
            "own_share_tolerance",
            "grant_by_line",
            "bank_account",
            "budget_division",
            "budget_chapter",
            "budget_paragraph",
            "budget_task",
        )
        widgets = {name: DayInput() for name in COST_DAYS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COST_DAYS:
            self.fields[name].required = True

    def clean_bank_account(self) -> str:
        """Return the account in its kept form."""
        account, fault = checked_account(self.cleaned_data["bank_account"])
        if fault:
            raise forms.ValidationError(fault)
        return account

    def clean(self) -> dict[str, Any]:
        """Ask that each period goes forward, and for digits in the classification."""
        given: dict[str, Any] = super().clean() or {}
        for kind in ("grant", "other"):
            first, last = given.get(f"{kind}_costs_from"), given.get(f"{kind}_costs_to")
            if first and last and last < first:
                self.add_error(f"{kind}_costs_to", "Koniec nie może być przed początkiem.")
        for name, (length, sentence) in LENGTHS.items():
            value = given.get(name, "")
            if value and not (value.isdecimal() and len(value) == length):
                self.add_error(name, sentence)
        return given


class TrancheForm(VersionedForm):
    """A part of the grant."""

    class Meta:
        model = Tranche
        fields = ("amount", "year", "due_on", "condition")
        widgets = {"due_on": DayInput()}
        help_texts = {"due_on": "Puste: 30 dni od zawarcia umowy."}


class ReasonForm(forms.Form):
    """Why; the other side reads it."""

    reason = forms.CharField(label="Powód", max_length=2000, widget=forms.Textarea)


class NoteForm(forms.Form):
    """A remark that may be left out."""

    note = forms.CharField(
        label="Uwagi (nieobowiązkowo)", required=False, max_length=2000, widget=forms.Textarea
    )


class SignatureForm(forms.Form):
    """A signature: for whom, who, where, when and how, with the signed file."""

    organisation_name = forms.ChoiceField(label="W imieniu", required=False)
    signatory = forms.CharField(
        label="Kto podpisał", max_length=300, help_text="Imiona, nazwiska i funkcje."
    )
    place = forms.CharField(label="Miejsce", max_length=100)
    day = date_field("Data podpisu")
    kind = forms.ChoiceField(label="Rodzaj podpisu", choices=ContractSignature.Kind.choices)
    signed = AttachmentsField(SIGNED_FILE, label="Podpisana umowa", required=False)

    def __init__(self, *args: Any, parties: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parties is None:
            del self.fields["organisation_name"]
        else:
            chosen = self.fields["organisation_name"]
            chosen.choices = [(one, one) for one in parties]  # type: ignore[attr-defined]  # a ChoiceField
            chosen.required = True


class EndingForm(forms.Form):
    """How a contract ends; `grounds` are those of the kind."""

    ground = forms.ChoiceField(label="Przyczyna")
    reason = forms.CharField(label="Uzasadnienie", max_length=4000, widget=forms.Textarea)
    day = date_field("Data")
    effects = forms.CharField(
        label="Skutki finansowe", required=False, max_length=4000, widget=forms.Textarea
    )
    to_return = AmountField(label="Kwota do zwrotu", **AMOUNT)
    return_by = date_field("Termin zwrotu", required=False)
    return_account = forms.CharField(label="Rachunek do zwrotu", required=False, max_length=40)
    used = AmountField(label="Dotacja wykorzystana", **AMOUNT)
    reported_on = date_field("Sprawozdanie końcowe złożono", required=False)

    def __init__(
        self,
        *args: Any,
        names: tuple[str, ...],
        grounds: tuple[str, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(names):
            del self.fields[name]
        if "ground" in self.fields:
            labels = dict(ContractEnding.Ground.choices)
            chosen = self.fields["ground"]
            chosen.choices = [(one, labels[ContractEnding.Ground(one)]) for one in grounds]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_return_account(self) -> str:
        """Return the account in its kept form."""
        account, fault = checked_account(self.cleaned_data["return_account"])
        if fault:
            raise forms.ValidationError(fault)
        return account


class AmendmentDaysForm(forms.Form):
    """Until when costs may be borne after an amendment."""

    grant_costs_to = date_field("Wydatki z dotacji do")
    other_costs_to = date_field("Wydatki z innych środków do")


class DayForm(forms.Form):
    """A day: of a transfer, of a condition that was met."""

    day = date_field("Data")


class OrderForm(forms.Form):
    """Which tranches go into a payment order."""

    tranches = forms.MultipleChoiceField(
        label="Transze do wypłaty",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Wybierz co najmniej jedną transzę."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tranches"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField
