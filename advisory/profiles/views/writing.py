"""The pages on which a unit's public page is made: its words, documents, calendar, adviser."""

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.profiles import actions
from advisory.profiles.forms import CardForm, DocumentsForm, MilestonesForm, ProfileForm
from advisory.profiles.models import AdviserCard, UnitProfile
from advisory.profiles.permissions import may_give_documents, may_write_card, may_write_profile
from advisory.profiles.procedure import PROFILE
from advisory.profiles.views.bases import StepPage
from advisory.programmes.models import Adviser, Unit
from mkus_portal.verdict import Verdict
from mkus_portal.versions import Versioned
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in


class ProfileWrite(ActionFormPage):
    """Writes a unit's page."""

    permission = signed_in
    form_class: type[forms.BaseForm] = ProfileForm
    heading = "Profil jednostki"
    success_message = "Zapisano profil."
    object: Unit

    def load(self) -> None:
        """Find the unit, else 404."""
        rows = Unit.objects.visible_to(self.act).select_related("programme", "office", "profile")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the programme's coordinator."""
        return may_write_profile(self.act, self.object)

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the unit."""
        return [(self.object.name, self.back())]

    def saved(self) -> Versioned | None:
        """Return the profile as it is saved now."""
        return UnitProfile.objects.filter(unit=self.object).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said = form.cleaned_data
        actions.write_profile(
            self.act,
            self.object,
            said["based_on"],
            about=said["about"],
            effects=said["effects"],
        )
        return self.back()


class UnitForm(ProfileWrite):
    """A form about the unit's page that is no form of its row."""

    def initial_of(self, profile: UnitProfile | None) -> dict[str, Any]:
        """Return what stands."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form the unit; begin with what stands."""
        kwargs = super().get_form_kwargs()
        initial = self.initial_of(kwargs.pop("instance"))
        return {**kwargs, "unit": self.object, "initial": initial}


class DocumentsGive(UnitForm):
    """The office says which of its documents everybody may read."""

    form_class = DocumentsForm
    heading = "Dokumenty do publikacji"
    lead = "Dokumenty Twojego urzędu, które mieszkańcy i inne gminy mogą przeczytać."
    success_message = "Zapisano, które dokumenty są publiczne."

    def allowed(self) -> Verdict:
        """Allow the unit's own office."""
        return may_give_documents(self.act, self.object)

    def initial_of(self, profile: UnitProfile | None) -> dict[str, Any]:
        """Return what is public now."""
        if profile is None:
            return {}
        return {
            "analysis": profile.analysis_id,
            "expertises": list(profile.expertises.values_list("pk", flat=True)),
            "surveys": list(profile.surveys.values_list("pk", flat=True)),
        }

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said = form.cleaned_data
        actions.give_documents(
            self.act,
            self.object,
            analysis=said["analysis"],
            expertises=list(said.get("expertises", ())),
            surveys=list(said.get("surveys", ())),
        )
        return self.back()


class MilestonesChoose(UnitForm):
    """The coordinator says which steps of the plan stand in the public calendar."""

    form_class = MilestonesForm
    heading = "Kalendarium na stronie publicznej"
    lead = "Ogłoszone wydarzenia jednostki stoją w kalendarium same. Tu dodasz do nich kroki planu."
    success_message = "Zapisano kalendarium."

    def initial_of(self, profile: UnitProfile | None) -> dict[str, Any]:
        """Return what is public now."""
        shown = profile.milestones.values_list("pk", flat=True) if profile else ()
        return {"milestones": list(shown)}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        actions.choose_milestones(self.act, self.object, list(form.cleaned_data["milestones"]))
        return self.back()


class ProfileMove(StepPage):
    """Publishes or hides a unit's page."""

    procedure = PROFILE
    object: UnitProfile

    def load(self) -> None:
        """Find the profile, else 404."""
        rows = UnitProfile.objects.visible_to(self.act).select_related("unit__programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the unit's page."""
        return self.object.unit.get_absolute_url()

    def carry_out(self, form: forms.BaseForm) -> str:
        """Make it."""
        actions.move_profile(self.act, self.object, self.move())
        return self.back()


class CardWrite(ActionFormPage):
    """The adviser says what units' public pages tell of them."""

    permission = signed_in
    form_class = CardForm
    heading = "Twoja wizytówka"
    lead = (
        "Publiczna strona jednostki podaje funkcję i organizację doradcy."
        " Imię i nazwisko tylko wtedy, gdy się zgodzisz; zgodę można cofnąć w każdej chwili."
    )
    success_message = "Zapisano wizytówkę."
    object: Adviser

    def load(self) -> None:
        """Find the adviser, else 404."""
        rows = Adviser.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the adviser themselves."""
        return may_write_card(self.act, self.object)

    def back(self) -> str:
        """Return the list of the adviser's units."""
        return reverse("own-units")

    def saved(self) -> Versioned | None:
        """Return the card as it is saved now."""
        return AdviserCard.objects.filter(adviser=self.object).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {**super().get_form_kwargs(), "instance": self.saved()}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        said = form.cleaned_data
        actions.write_card(
            self.act,
            self.object,
            said["based_on"],
            function=said["function"],
            shows_name=said["shows_name"],
        )
        return self.back()
