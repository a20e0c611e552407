"""The programme's logos: the row as documents print it, adding, naming, moving."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from advisory.programmes.forms import LogoForm, LogoNameForm
from advisory.programmes.letterhead import letterhead_of
from advisory.programmes.logos import LOGO, add_logo, move_logo, name_logo
from advisory.programmes.models import Programme, ProgrammeLogo
from advisory.programmes.permissions import may_add_logo, may_look, may_run
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.attachments.permissions import FileList, files_of
from mkus_portal.verdict import Verdict
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ObjectMixin, TemplatePage

BEFORE, AFTER = "wczesniej", "pozniej"
STEPS = {BEFORE: -1, AFTER: 1}


@dataclass(frozen=True, slots=True)
class LogoRow:
    """A logo as the page shows it: its file, and whether it can go before or after another."""

    row: ProgrammeLogo
    files: FileList
    is_first: bool
    is_last: bool


class ProgrammeLogos(ProgrammeMixin, TemplatePage):
    """The logos in their order, with the head of a document as it will be printed."""

    template_name = "advisory/programmes/logos.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row, its files and the printed head."""
        programme = self.programme()
        logos = list(programme.logos.select_related("programme"))
        files = files_of(self.act, LOGO, logos)
        return super().get_context_data(
            programme=programme,
            letterhead=letterhead_of(programme),
            rows=[LogoRow(one, files[one.pk], one is logos[0], one is logos[-1]) for one in logos],
            adding=may_add_logo(self.act, programme),
            may_run=bool(may_run(self.act, programme)),
            before=BEFORE,
            after=AFTER,
            **kwargs,
        )


class LogoAdd(FileIntake, ActionFormPage):
    """Adds a logo at the end of the row."""

    permission = signed_in
    form_class: type[forms.BaseForm] = LogoForm
    heading = "Nowe logo programu"
    lead = "Stanie w rzędzie na górze każdego dokumentu programu."
    submit = "Dodaj logo"
    success_message = "Dodano logo."
    programme: Programme

    def load(self) -> None:
        """Find the programme of the address, else 404."""
        visible = Programme.objects.visible_to(self.act)
        self.programme = get_object_or_404(visible, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow its coordinator."""
        return may_run(self.act, self.programme)

    def check(self) -> None:
        """Ask for a place in the row."""
        self.insist(may_add_logo(self.act, self.programme))

    def back(self) -> str:
        """Return the row of logos."""
        return reverse("programme-logos", args=(self.programme.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and its logos."""
        return [
            (str(self.programme), self.programme.get_absolute_url()),
            ("Loga na dokumentach", self.back()),
        ]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Add it."""
        said = form.cleaned_data
        add_logo(self.act, self.programme, said["institution"], said["picture"])
        return self.back()


class LogoEdit(ActionFormPage):
    """Says anew whose logo it is."""

    permission = signed_in
    form_class = LogoNameForm
    heading = "Nazwa instytucji"
    success_message = "Zapisano nazwę."
    object: ProgrammeLogo

    def load(self) -> None:
        """Find the logo, else 404."""
        rows = ProgrammeLogo.objects.visible_to(self.act).select_related("programme")
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])

    def allowed(self) -> Verdict:
        """Allow the programme's coordinator."""
        return may_run(self.act, self.object.programme)

    def back(self) -> str:
        """Return the row of logos."""
        return self.object.get_absolute_url()

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the programme and its logos."""
        programme = self.object.programme
        return [
            (str(programme), programme.get_absolute_url()),
            ("Loga na dokumentach", self.back()),
        ]

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands now."""
        return {"institution": self.object.institution}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        name_logo(self.act, self.object, form.cleaned_data["institution"])
        return self.back()


class LogoMove(ObjectMixin[ProgrammeLogo]):
    """Lets a logo change places with its neighbour (`dokad`)."""

    permission = signed_in
    model = ProgrammeLogo
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it and go back; at the end of the row nothing changes."""
        logo = self.get_object()
        self.insist(may_look(self.act, logo.programme))
        if move_logo(self.act, logo, STEPS.get(request.POST.get("dokad", ""), 0)):
            messages.success(request, f"Przestawiono logo: {logo.institution}.")
        return HttpResponseRedirect(logo.get_absolute_url())
