"""Forms of a call's way: decision, publication, annulment, questions."""

from typing import Any

from django import forms

from contracting.calls.forms.widgets import DayInput, InstantField
from contracting.calls.models import Annulment, Publication
from contracting.calls.scans import SCAN
from mkus_portal.attachments.forms import AttachmentsField


class ReasonForm(forms.Form):
    """Why: the text goes to the people and into the history."""

    reason = forms.CharField(label="Powód", widget=forms.Textarea(attrs={"rows": 4}))


class ApproveForm(forms.Form):
    """The act by which the executive body decides (R21)."""

    act_number = forms.CharField(label="Numer aktu", max_length=60)
    act_date = forms.DateField(label="Data aktu", widget=DayInput())
    signatory = forms.CharField(
        label="Kto podpisał", max_length=150, help_text="Imię, nazwisko i funkcja."
    )


class AnnulForm(ApproveForm):
    """The act that annuls, with ground and reason (art. 18a UDPPiW)."""

    ground = forms.ChoiceField(
        label="Podstawa", choices=Annulment.Ground.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Uzasadnienie", widget=forms.Textarea(attrs={"rows": 5}))
    field_order = ("ground", "reason", "act_number", "act_date", "signatory")


class PublicationForm(forms.Form):
    """Where, when, by whom (R20)."""

    place = forms.ChoiceField(label="Miejsce", choices=Publication.Place.choices)
    published_at = InstantField(label="Kiedy ogłoszono")
    url = forms.URLField(
        label="Adres strony", max_length=400, required=False, assume_scheme="https"
    )
    evidence = forms.CharField(
        label="Potwierdzenie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Gdy nie ma adresu strony, np. dla tablicy: gdzie wisi i kto to potwierdził.",
    )
    scans = AttachmentsField(SCAN.name, label="Skan albo zdjęcie potwierdzenia", required=False)
    author = forms.CharField(label="Kto wytworzył informację", max_length=150)
    responsible = forms.CharField(label="Kto odpowiada za treść", max_length=150)

    def clean(self) -> dict[str, Any]:
        """Ask for an address, a description of the evidence or a scan of it."""
        values: dict[str, Any] = super().clean() or {}
        proofs = ("url", "evidence", "scans")
        if not any(values.get(name) or name in self.errors for name in proofs):
            self.add_error("url", "Podaj adres strony, opisz potwierdzenie albo dołącz skan.")
        return values


class QuestionForm(forms.Form):
    """A question about a call."""

    text = forms.CharField(
        label="Pytanie",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Pytanie i odpowiedź będą widoczne dla wszystkich, bez Twojego nazwiska.",
    )


class AnswerForm(forms.Form):
    """An answer, public at once."""

    answer = forms.CharField(
        label="Odpowiedź", max_length=8000, widget=forms.Textarea(attrs={"rows": 6})
    )
