"""Words and widgets of this room's forms."""

from typing import Any

from django import forms

from advisory.expertises.models import Expertise
from advisory.plans.models import PlanStep
from advisory.profiles.files import DOWNLOAD
from advisory.profiles.models import AdviserCard, Download, News, PressKit, UnitProfile
from advisory.profiles.offering import expertises_to_give, reports_to_give, surveys_to_give
from advisory.programmes.models import Programme, Unit
from contracting.analysis.models import Analysis
from contracting.surveys.models import Survey
from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.versions import VersionedForm
from mkus_portal.web import wording


class StepsField(forms.ModelMultipleChoiceField[PlanStep]):
    """Steps of a plan, each with its day."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's own signature
        """Return the step with its day."""
        if obj.done_on:
            return f"{obj.name}: wykonano {wording.day(obj.done_on)}"
        return f"{obj.name}: do {wording.day(obj.due_on)}"


class ProfileForm(VersionedForm):
    """The words of a unit's page."""

    class Meta:
        model = UnitProfile
        fields = ("about", "effects")
        widgets = {
            "about": forms.Textarea({"rows": 8}),
            "effects": forms.Textarea({"rows": 6}),
        }


class DocumentsForm(forms.Form):
    """Which documents of the office everybody may read."""

    analysis = forms.ModelChoiceField(
        Analysis.objects.none(),
        label="Raport z analizy",
        required=False,
        empty_label="żaden",
        help_text="Raport w PDF będzie do pobrania na publicznej stronie jednostki.",
    )
    expertises = forms.ModelMultipleChoiceField(
        Expertise.objects.none(),
        label="Ekspertyzy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Przyjęte ekspertyzy. Dokument wymienia autora i zawiera tło sprawy z zamówienia:"
        " przeczytaj go, zanim go pokażesz.",
    )
    surveys = forms.ModelMultipleChoiceField(
        Survey.objects.none(),
        label="Wyniki badań",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zamknięte badania. Pokażemy liczby i udziały, bez odpowiedzi własnymi słowami.",
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "analysis": reports_to_give(unit),
            "expertises": expertises_to_give(unit),
            "surveys": surveys_to_give(unit),
        }
        for name, rows in offered.items():
            field: Any = self.fields[name]
            field.queryset = rows
        for name in ("expertises", "surveys"):
            if not offered[name].exists():
                del self.fields[name]


class MilestonesForm(forms.Form):
    """Which steps of the plan stand in the public calendar."""

    milestones = StepsField(
        PlanStep.objects.none(),
        label="Kroki planu pracy",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zaznaczone kroki zobaczy każdy, z terminem albo z dniem wykonania.",
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["milestones"]
        choices.queryset = unit.plan_steps.all()


class CardForm(VersionedForm):
    """What units' public pages say of the adviser."""

    class Meta:
        model = AdviserCard
        fields = ("function", "shows_name")


class PressForm(VersionedForm):
    """The words of the press kit and its public figures."""

    class Meta:
        model = PressKit
        fields = (
            "note",
            "boilerplate",
            "contact_function",
            "contact_organisation",
            "contact_address",
            "contact_email",
            "contact_phone",
            "licence",
            "figures",
        )
        widgets = {
            "note": forms.Textarea({"rows": 6}),
            "boilerplate": forms.Textarea({"rows": 4}),
            "licence": forms.Textarea({"rows": 2}),
            "figures": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["figures"]
        choices.queryset = programme.indicators.all()
        if not choices.queryset:
            del self.fields["figures"]


class DownloadForm(VersionedForm):
    """The words of a file to take."""

    class Meta:
        model = Download
        fields = ("title", "description", "licence", "is_public")
        widgets = {"description": forms.Textarea({"rows": 3})}
        error_messages = {"title": {"required": "Podaj tytuł."}}


class DownloadOfferForm(DownloadForm):
    """The words with the file."""

    file = AttachmentsField(DOWNLOAD, most=1, label="Plik")


class NewsForm(VersionedForm):
    """A piece of news."""

    class Meta:
        model = News
        fields = ("title", "text")
        widgets = {"text": forms.Textarea({"rows": 12})}
        error_messages = {
            "title": {"required": "Podaj tytuł."},
            "text": {"required": "Napisz treść."},
        }
