"""Forms of the offer's steps."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from contracting.calls.forms.letting_in import LettingInForm
from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.offers.advice_actions import CONSENT
from contracting.offers.models import Offer
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


class AdviceForm(LettingInForm):
    """Which adviser an organisation lets into an offer, until when, and its consent."""

    consent_label = "Wyrażam zgodę w imieniu organizacji"
    consent_text = CONSENT
    consent_missing = "Bez zgody organizacji doradca nie dostanie dostępu."
