"""Forms of a report's steps: its period, sending, giving back, the office's answer."""

from typing import Any

from django import forms

from contracting.contracts.forms.contract import AMOUNT, date_field
from contracting.offers.definition import FormDefinition
from contracting.settlement.models import Ground, TaskReport
from mkus_portal.money import AmountField


class PeriodForm(forms.Form):
    """What a report is of."""

    kind = forms.ChoiceField(
        label="Rodzaj sprawozdania", choices=TaskReport.Kind.choices, widget=forms.RadioSelect
    )
    first = date_field("Okres od")
    last = date_field("Okres do")

    def clean(self) -> dict[str, Any]:
        """Ask that the period goes forward."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", "Koniec okresu nie może być przed początkiem.")
        return given


class SendForm(forms.Form):
    """Who signs the report and declares what it says."""

    signatories = forms.CharField(
        label="Kto podpisuje sprawozdanie",
        max_length=300,
        help_text="Imiona, nazwiska i funkcje osób upoważnionych.",
    )

    def __init__(self, *args: Any, declarations: FormDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, words in enumerate(declarations.declarations, 1):
            self.fields[f"declared_{place}"] = forms.BooleanField(
                label=f"{words[0].upper()}{words[1:]}",
                error_messages={"required": "Bez tego oświadczenia nie można złożyć sprawozdania."},
            )


class GiveBackForm(forms.Form):
    """Which parts to correct, why and until when."""

    due_on = date_field("Termin poprawy")

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _ in sections]
        for code, title in sections:
            self.fields[f"part_{code}"] = forms.CharField(
                label=f"Część {code}. {title}: co poprawić",
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.order_fields([*(f"part_{code}" for code in self.codes), "due_on"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one part."""
        given: dict[str, Any] = super().clean() or {}
        given["reasons"] = {code: given.get(f"part_{code}", "") for code in self.codes}
        if not any(why.strip() for why in given["reasons"].values()):
            self.add_error(None, "Napisz co najmniej przy jednej części, co poprawić.")
        return given


class AnswerForm(forms.Form):
    """The office's answer: why, and what was taken in excess beside refused items."""

    reason = forms.CharField(
        label="Uzasadnienie", required=False, max_length=4000, widget=forms.Textarea
    )
    excessive = AmountField(
        label="Dotacja pobrana w nadmiernej wysokości, poza nieuznanymi pozycjami", **AMOUNT
    )


class CallForm(forms.Form):
    """A call for a report."""

    first = date_field("Okres od")
    last = date_field("Okres do")
    due_on = date_field("Termin złożenia")
    reason = forms.CharField(
        label="Uzasadnienie", required=False, max_length=4000, widget=forms.Textarea
    )


class QuestionForm(forms.Form):
    """What the desk asks about an item."""

    reason = forms.CharField(
        label="Pytanie do zleceniobiorcy", max_length=2000, widget=forms.Textarea
    )


class ExplainForm(forms.Form):
    """The contractor's answer to the desk's question."""

    explanation = forms.CharField(label="Wyjaśnienie", max_length=4000, widget=forms.Textarea)


class RefuseForm(forms.Form):
    """What of an item is not accepted."""

    grant = AmountField(label="Nie uznaję z dotacji", **AMOUNT)
    other = AmountField(label="Nie uznaję z innych środków i wkładu", **AMOUNT)
    ground = forms.ChoiceField(
        label="Podstawa zwrotu dotacji",
        required=False,
        choices=[
            ("", "– wybierz –"),
            *((one.value, one.label) for one in (Ground.MISUSED, Ground.UNDUE, Ground.EXCESSIVE)),
        ],
    )
    reason = forms.CharField(label="Uzasadnienie", max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, has_grant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_grant:
            del self.fields["grant"]
            del self.fields["ground"]

    def clean(self) -> dict[str, Any]:
        """Ask for an amount, and for the ground of a grant."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("grant") and not given.get("other"):
            self.add_error("grant" if "grant" in self.fields else "other", "Wpisz kwotę.")
        if given.get("grant") and not given.get("ground"):
            self.add_error("ground", "Wybierz podstawę zwrotu.")
        return given
