"""Forms of the division, the decision and what follows it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.calls.forms.widgets import DayInput, InstantField
from contracting.evaluation.models import Assessment, Scenario
from contracting.offers.models import Offer
from mkus_portal.money import AmountField
from mkus_portal.versions import Versioned, VersionedForm
from mkus_portal.web.wording import money


class ScenarioForm(VersionedForm):
    """The rule by which a task's pool is divided."""

    class Meta:
        model = Scenario
        fields = (
            "name",
            "cut",
            "min_points",
            "max_share",
            "max_grant",
            "round_to",
            "with_reserve",
        )
        widgets = {"cut": forms.RadioSelect}
        help_texts = {
            "min_points": "Puste: próg z ogłoszenia.",
            "max_share": "Np. 80: nikt nie dostanie więcej niż 80% kwoty, o którą wnosi.",
        }


class ChooseForm(forms.Form):
    """Why this division."""

    reason = forms.CharField(
        label="Dlaczego ten wariant",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Uzasadnienie trafi do protokołu i do oferentów.",
    )


class AmountsForm(forms.Form):
    """An amount for each offer of a task; `rows` are pairs of assessment and field."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        assessments: Sequence[Assessment],
        amounts: dict[int, Decimal],
        required: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.assessments = assessments
        for one in assessments:
            self.fields[self.name_of(one)] = AmountField(
                label=f"Kwota: {one.offer.number}, {one.offer.organisation.name}",
                required=required,
                max_digits=13,
                decimal_places=2,
                min_value=Decimal(0),
                localize=True,
                initial=amounts.get(one.pk),
            )

    def base_on(self, row: Versioned) -> None:
        """Let the next save be based on the version that stands now."""
        posted: Any = self.data
        self.data = posted.copy()
        self.data["based_on"] = str(row.edit_version)  # type: ignore[index]  # a QueryDict

    def name_of(self, assessment: Assessment) -> str:
        """Return the name of an offer's field."""
        return f"amount-{assessment.pk}"

    def amounts(self) -> dict[int, Decimal | None]:
        """Return the typed amounts by assessment; None where the field was left empty."""
        values = self.cleaned_data
        return {one.pk: values.get(self.name_of(one)) for one in self.assessments}

    @property
    def rows(self) -> list[tuple[Assessment, forms.BoundField]]:
        """The offers with their fields."""
        return [(one, self[self.name_of(one)]) for one in self.assessments]


class LegalActForm(forms.Form):
    """The act by which the executive body decides (R21)."""

    act_number = forms.CharField(label="Numer aktu", max_length=60)
    act_date = forms.DateField(label="Data aktu", widget=DayInput())
    signatory = forms.CharField(
        label="Kto podpisał", max_length=150, help_text="Imię, nazwisko i funkcja."
    )


class DecideForm(LegalActForm, AmountsForm):
    """The decision: the act, the amounts, why they differ and where more money comes from."""

    reasons = forms.CharField(
        label="Uzasadnienie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Konieczne, gdy kwota różni się od propozycji komisji.",
    )
    over_pool = forms.CharField(
        label="Skąd środki ponad pulę",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tylko gdy suma dotacji w zadaniu jest większa od jego puli.",
    )


class MoveUpForm(LegalActForm):
    """An award from the reserve list."""

    amount = AmountField(
        label="Kwota dotacji", max_digits=13, decimal_places=2, min_value=Decimal("0.01")
    )
    over_pool = forms.CharField(
        label="Skąd środki ponad pulę",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tylko gdy wolne środki zadania nie wystarczą.",
    )
    field_order = ("amount", "act_number", "act_date", "signatory", "over_pool")

    def __init__(
        self, *args: Any, free: Decimal | None, asked: Decimal | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "amount"
        ].help_text = f"Oferta wnosi o {money(asked)}. Wolne środki zadania: {money(free)}."


class ResignForm(forms.Form):
    """Why the organisation resigns."""

    reason = forms.CharField(label="Powód rezygnacji", widget=forms.Textarea(attrs={"rows": 3}))


class DemandForm(forms.Form):
    """A demand for reasons by somebody who has signed in."""

    offer = forms.ModelChoiceField(
        label="Której oferty dotyczy",
        queryset=Offer.objects.none(),
        required=False,
        empty_label="całego konkursu",
    )
    asked_by = forms.CharField(label="Kto żąda uzasadnienia", max_length=150)
    email = forms.EmailField(label="Adres e-mail do odpowiedzi")
    text = forms.CharField(
        label="Treść żądania", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        field.queryset = offers  # type: ignore[attr-defined]  # a ModelChoiceField
        field.label_from_instance = label_of_offer  # type: ignore[attr-defined]  # as above


class EnterDemandForm(DemandForm):
    """A demand that reached the office by another way."""

    asked_at = InstantField(label="Kiedy wpłynęło")
    field_order = ("asked_at", "asked_by", "email", "offer", "text")


class AnswerForm(forms.Form):
    """The reasons."""

    answer = forms.CharField(label="Uzasadnienie", widget=forms.Textarea(attrs={"rows": 8}))


def label_of_offer(offer: Offer) -> str:
    """Return an offer as the published results name it."""
    return f"{offer.number} – {offer.organisation.name}: {offer}"
