"""Forms of the choice of a type: the team's own reason beside the helper's answers."""

from typing import Any

from django import forms

from contracting.analysis.choice_actions import NOT_YET
from contracting.analysis.choices import packed, unpacked
from contracting.analysis.forms.analyses import StartForm
from contracting.analysis.method import ChoiceMethod
from contracting.analysis.models import TypeChoice
from mkus_portal.versions import VersionedForm

REASON = "Dlaczego wybieramy ten typ"
REASON_HINT = "Własnymi słowami zespołu. Uzasadnienie trafi do raportu, obok podpowiedzi portalu."
LONGEST_REASON, LONGEST_PACKED = 4000, 400


class TypeChoiceForm(VersionedForm):
    """The team's reason; the answers stand on the page as the helper's own questions."""

    class Meta:
        model = TypeChoice
        fields = ("reason",)
        labels = {"reason": REASON}
        help_texts = {"reason": REASON_HINT}
        widgets = {"reason": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["based_on"] = NOT_YET


class ReasonedStartForm(StartForm):
    """A new analysis with the reason for its type and the answers that the helper was given."""

    reason = forms.CharField(
        label=f"{REASON} (nieobowiązkowo)",
        required=False,
        max_length=LONGEST_REASON,
        help_text=REASON_HINT,
        widget=forms.Textarea({"rows": 3}),
    )
    answers = forms.CharField(required=False, max_length=LONGEST_PACKED, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choice: ChoiceMethod, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice = choice

    @property
    def carried(self) -> dict[str, str]:
        """Return the answers that the form carries."""
        return unpacked(self.choice, str(self["answers"].value() or "")[:LONGEST_PACKED])

    def clean_answers(self) -> str:
        """Keep what is an answer; the rest cannot come from the helper."""
        return packed(unpacked(self.choice, self.cleaned_data["answers"]))
