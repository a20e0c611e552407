"""Forms of sending and printing links."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from contracting.surveys.actions.inviting import MOST_PAPER
from contracting.surveys.sampling import Recipe
from ngos.legal_forms import LegalForm
from ngos.models import Organisation

MOST_ADDRESSES = 1000
BETWEEN = re.compile(r"[\s,;]+")


class InviteForm(forms.Form):
    """Addresses pasted, and organisations of the register that have one."""

    emails = forms.CharField(
        label="Adresy e-mail",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Jeden pod drugim albo po przecinku.",
    )
    organisations = forms.ModelMultipleChoiceField(
        label="Organizacje z rejestru portalu",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tylko te, które podały adres e-mail.",
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = organisations  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    def clean_emails(self) -> list[str]:
        """Return the addresses. Raises ValidationError that names the wrong ones."""
        typed = [one for one in BETWEEN.split(self.cleaned_data["emails"]) if one]
        if len(typed) > MOST_ADDRESSES:
            message = f"Na raz można wysłać najwyżej {MOST_ADDRESSES} zaproszeń."
            raise ValidationError(message)
        wrong = [one for one in typed if not is_address(one)]
        if wrong:
            message = f"To nie są adresy e-mail: {', '.join(wrong[:5])}. Popraw je albo usuń."
            raise ValidationError(message)
        return typed

    def clean(self) -> dict[str, Any]:
        """Ask for somebody."""
        fields: dict[str, Any] = super().clean() or {}
        if not self.errors and not fields["emails"] and not fields["organisations"]:
            self.add_error("emails", "Wpisz co najmniej jeden adres albo zaznacz organizację.")
        return fields


def is_address(typed: str) -> bool:
    """Whether it looks like an e-mail address."""
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


class PrintForm(forms.Form):
    """How many links without an address are printed."""

    count = forms.IntegerField(
        label="Ile linków bez adresu wydrukować",
        min_value=0,
        max_value=MOST_PAPER,
        help_text="Każdy działa raz. Zero: wydrukuj tylko linki osób, które dostały zaproszenie.",
    )
    with_addresses = forms.BooleanField(
        label="dodaj linki dla adresów, z których nie ma odpowiedzi", required=False
    )

    def __init__(self, *args: Any, anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if anonymous:  # a printout of addresses would say who has not answered
            del self.fields["with_addresses"]
            self.fields["count"].help_text = "Każdy działa raz."

    def clean(self) -> dict[str, Any]:
        """Ask for something to print."""
        fields: dict[str, Any] = super().clean() or {}
        if fields.get("count") == 0 and not fields.get("with_addresses"):
            self.add_error("count", "Wpisz, ile linków wydrukować.")
        return fields


class SampleForm(forms.Form):
    """How many organisations of each unit are drawn, of which ones, and from which seed."""

    per_group = forms.IntegerField(
        label="Ile organizacji z każdej jednostki",
        min_value=1,
        max_value=MOST_PAPER,
        error_messages={"required": "Podaj, ile organizacji wylosować, np. 10."},
    )
    by_work = forms.BooleanField(
        label="także organizacje z innych miejscowości, którym urząd jednostki zlecał zadania",
        required=False,
    )
    is_fresh = forms.BooleanField(
        label="bez organizacji wylosowanych wcześniej w badaniach tego programu", required=False
    )
    legal_forms = forms.MultipleChoiceField(
        label="Formy prawne",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nic nie zaznaczono: wszystkie.",
    )
    seed = forms.CharField(
        label="Ziarno losowania",
        max_length=40,
        help_text="Dowolne słowo albo liczba. To samo ziarno daje tę samą listę.",
        error_messages={"required": "Podaj ziarno: dowolne słowo albo liczbę."},
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = set(Organisation.objects.order_by().values_list("legal_form", flat=True).distinct())
        found = [one for one in LegalForm.choices if one[0] in known]
        self.fields["legal_forms"].choices = found  # type: ignore[attr-defined]  # a MultipleChoiceField

    @property
    def recipe(self) -> Recipe | None:
        """Return what is to be drawn; None while something is wrong."""
        said = getattr(self, "cleaned_data", {})
        if self.errors or "per_group" not in said:
            return None
        return Recipe(
            per_group=said["per_group"],
            seed=said["seed"],
            by_work=said["by_work"],
            is_fresh=said["is_fresh"],
            legal_forms=tuple(said["legal_forms"]),
        )
