"""Words and widgets of this room's forms; the rules stand elsewhere."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mkus_portal.accounts.roles import roles_of
from mkus_portal.identifiers import (
    checked_account,
    checked_nip,
    checked_regon,
    e_delivery_fault,
    phone_fault,
    postcode_fault,
    whole_postcode,
)
from mkus_portal.versions import VersionedForm
from ngos.legal_forms import LegalForm, entry_of, register_number, register_of
from ngos.models import Organisation, Representative

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PROFILE = (
    "name",
    "short_name",
    "register_number",
    "register_authority",
    "registered_on",
    "nip",
    "regon",
    "has_opp_status",
    "seat_street",
    "seat_postcode",
    "seat_place",
    "correspondence_address",
    "email",
    "phone",
    "website",
    "e_delivery_address",
    "bank_account",
    "signing_rule",
    "signing_count",
)


def checked(value: str, fault: str) -> str:
    """Return the value. Raises ValidationError with the fault."""
    if fault:
        raise ValidationError(fault)
    return value


class LegalFormChoice(forms.Form):
    """Which legal form the organisation has: it decides what is asked next."""

    forma = forms.ChoiceField(label="Forma prawna", choices=LegalForm.choices)


class OrganisationForm(VersionedForm):
    """The profile; the legal form decides how the entry in the register is asked for."""

    website = forms.URLField(label="Strona www", required=False, assume_scheme="https")
    bank_account = forms.CharField(
        label="Rachunek bankowy",
        required=False,
        max_length=40,
        help_text="26 cyfr; na ten rachunek urząd przekaże dotację",
    )
    nip = forms.CharField(label="NIP", required=False, max_length=16)
    regon = forms.CharField(label="REGON", required=False, max_length=20)

    class Meta:
        model = Organisation
        fields = PROFILE
        widgets = {"registered_on": DAY}

    def __init__(self, *args: Any, legal_form: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legal_form = legal_form
        entry = entry_of(legal_form)
        self.fields["register_number"].label = entry.label
        self.fields["register_number"].help_text = entry.hint
        if entry.asks_authority:
            self.fields["register_authority"].required = True
        else:
            del self.fields["register_authority"]

    def clean_register_number(self) -> str:
        """Bring the number into its kept form."""
        number = register_number(self.legal_form, self.cleaned_data["register_number"])
        return checked(number.value, number.fault)

    def clean_nip(self) -> str:
        """Check the control digit."""
        return checked(*checked_nip(self.cleaned_data["nip"]))

    def clean_regon(self) -> str:
        """Check the control digit."""
        return checked(*checked_regon(self.cleaned_data["regon"]))

    def clean_bank_account(self) -> str:
        """Check the control digits."""
        return checked(*checked_account(self.cleaned_data["bank_account"]))

    def clean_e_delivery_address(self) -> str:
        """Check the pattern."""
        typed: str = self.cleaned_data["e_delivery_address"].strip().upper()
        return checked(typed, e_delivery_fault(typed))

    def clean_seat_postcode(self) -> str:
        """Check the pattern."""
        typed = whole_postcode(self.cleaned_data["seat_postcode"])
        return checked(typed, postcode_fault(typed))

    def clean_phone(self) -> str:
        """Check that it is a number."""
        typed: str = self.cleaned_data["phone"].strip()
        return checked(typed, phone_fault(typed))

    def profile(self) -> dict[str, Any]:
        """Return the fields as the actions take them."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "based_on"}
        return {**fields, "legal_form": self.legal_form}

    def twin(self) -> Organisation | None:
        """Return another organisation with the same entry in the register."""
        rows = Organisation.objects.registered_as(
            register_of(self.legal_form),
            self.cleaned_data.get("register_authority", ""),
            self.cleaned_data.get("register_number", ""),
        )
        return rows.exclude(pk=self.instance.pk).first()


class RepresentativeForm(forms.ModelForm[Representative]):
    """Who may sign, on what basis, since when and until when."""

    is_me = forms.BooleanField(
        label="To ja: będę podpisywać na tym koncie",
        required=False,
        help_text="Innej osobie wyślesz zaproszenie na jej adres po zapisaniu.",
    )

    class Meta:
        model = Representative
        fields = (
            "full_name",
            "function",
            "is_president",
            "basis",
            "can_sign_alone",
            "valid_from",
            "valid_to",
        )
        widgets = {"basis": forms.RadioSelect, "valid_from": DAY, "valid_to": DAY}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = today
        self.fields["valid_to"].help_text = "puste: bezterminowo"
        self.order_fields(["full_name", "is_me"])

    def clean(self) -> dict[str, Any]:
        """Ask for the end of a power of attorney; refuse an end before the beginning."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("valid_from"), cleaned.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", "Koniec uprawnienia nie może być przed jego początkiem.")
        if cleaned.get("basis") == Representative.Basis.POWER_OF_ATTORNEY and not until:
            self.add_error("valid_to", "Podaj, do kiedy obowiązuje pełnomocnictwo.")
        return cleaned


class LastDayForm(forms.Form):
    """Until when somebody may sign."""

    last_day = forms.DateField(label="Ostatni dzień uprawnienia", widget=DAY)


class AccountForm(forms.Form):
    """Where to write to a representative who is to sign in the portal."""

    email = forms.EmailField(label="Adres e-mail", max_length=254)


class AccessForm(forms.Form):
    """Which role somebody asks for and who they are."""

    role = forms.ChoiceField(label="Rola", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Kim jesteś w organizacji",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Przeczyta to administrator organizacji.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(one.code, one.label) for one in roles_of("organisation")]


class RefusalForm(forms.Form):
    """Why a request is refused."""

    note = forms.CharField(label="Powód odmowy", max_length=300, required=False)
