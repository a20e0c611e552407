"""An office's settings and units for its administrator, its four texts for everybody."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.act import Act
from mkus_portal.offices.actions import save_unit, update_office, write_text
from mkus_portal.offices.forms import OfficeForm, StatementForm, TextForm, UnitForm
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.offices.permissions import may_edit_office
from mkus_portal.offices.rules import places_missing, roles_missing, words_missing
from mkus_portal.offices.texts import ACCESSIBILITY, FIELDS, blocks_of, default_texts, text_of
from mkus_portal.versions import Overtaken, Versioned
from mkus_portal.web.footer import TEXTS
from mkus_portal.web.panels import Panel
from mkus_portal.web.permission import public, roles, signed_in
from mkus_portal.web.views import FormPage, Page, TemplatePage

TITLES = dict(TEXTS)


class OfficeText(TemplatePage):
    """One of the four texts that the law wants on an office's pages."""

    permission = public
    template_name = "mkus_portal/offices/office_text.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the text. Raises Http404 for an office or a text that is not there."""
        office = get_object_or_404(LocalGovernment, code=self.kwargs["code"])
        slug = self.kwargs["slug"]
        if slug not in FIELDS:
            raise Http404
        request.page_office = office  # type: ignore[attr-defined]  # read by the footer
        context = self.get_context_data(
            office=office,
            title=TITLES[slug],
            blocks=blocks_of(text_of(office, slug)),
            portal_url=request.build_absolute_uri(reverse("home")),
            edit_url=self.edit_url(office, slug),
        )
        if slug == ACCESSIBILITY:
            self.template_name = "mkus_portal/offices/accessibility_statement.html"
        return self.render_to_response(context)

    def edit_url(self, office: LocalGovernment, slug: str) -> str:
        """Return the address of the form for whoever may write the text."""
        if not may_edit_office(self.act, office):
            return ""
        return reverse("office-text-edit", args=(office.code, slug))


class OfficeFormPage(FormPage):
    """A form of an office's administrator: the neighbour's office does not exist (404)."""

    permission = signed_in
    template_name = "mkus_portal/offices/office_form.html"
    heading = ""
    office: LocalGovernment

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the office before the form; a visitor is sent to sign in first."""
        if self.act.user is not None:
            visible = LocalGovernment.objects.visible_to(self.act)
            self.office = get_object_or_404(visible, code=kwargs["code"])
            self.insist(may_edit_office(self.act, self.office))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the office, the heading and the way back."""
        back = reverse("office-settings", args=(self.office.code,))
        defaults = {"office": self.office, "heading": self.heading, "back": back}
        return super().get_context_data(**{**defaults, **kwargs})

    def saved(self) -> Versioned:
        """Return the office as it is saved."""
        return LocalGovernment.objects.get(pk=self.office.pk)


class OwnOffice(Page):
    """Leads the administrator to the office for which they act."""

    permission = roles("office_admin")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go to the settings of one's own office."""
        office = get_object_or_404(LocalGovernment, pk=self.act.scope.id)
        return HttpResponseRedirect(reverse("office-settings", args=(office.code,)))


class OfficeSettings(OfficeFormPage):
    """Names in cases, the executive's title, the seat, places of publication, contacts."""

    template_name = "mkus_portal/offices/office_settings.html"
    form_class = OfficeForm
    success_message = "Zapisano dane urzędu."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form a copy of the office, so that a refused change shows nowhere else."""
        copy = LocalGovernment.objects.get(pk=self.office.pk)
        return {**super().get_form_kwargs(), "instance": copy}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the units and the texts."""
        texts = [
            (label, reverse("office-text-edit", args=(self.office.code, slug)))
            for slug, label in TEXTS
        ]
        return super().get_context_data(units=self.office.units.all(), texts=texts, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the data."""
        try:
            update_office(self.act, self.office, **form.cleaned_data)
        except Overtaken:
            return self.clash(form)
        return self.done(reverse("office-settings", args=(self.office.code,)))


class OfficeTextEdit(OfficeFormPage):
    """One of the office's public texts; the accessibility statement has facts beside it."""

    success_message = "Zapisano tekst."

    def get_form_class(self) -> type[BaseForm]:
        """Return the form of the text. Raises Http404 for a text that is not there."""
        if self.kwargs["slug"] not in FIELDS:
            raise Http404
        return StatementForm if self.kwargs["slug"] == ACCESSIBILITY else TextForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands now."""
        slug = self.kwargs["slug"]
        return {
            **super().get_form_kwargs(),
            "initial": {"text": text_of(self.office, slug)},
            "instance": LocalGovernment.objects.get(pk=self.office.pk),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the text."""
        return super().get_context_data(heading=TITLES[self.kwargs["slug"]], **kwargs)

    def meanwhile(self, form: BaseForm, row: Versioned) -> list[tuple[str, str]]:
        """Return the facts and, where it is another, the text that stands now."""
        facts = super().meanwhile(form, row)
        now = text_of(row, self.kwargs["slug"]) if isinstance(row, LocalGovernment) else ""
        typed = form.cleaned_data["text"].replace("\r\n", "\n").strip()
        return facts if now == typed else [*facts, ("Treść", now)]

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the text; the default, unchanged, is not copied."""
        slug = self.kwargs["slug"]
        facts = dict(form.cleaned_data)
        text = facts.pop("text").replace("\r\n", "\n").strip()
        if text == default_texts(self.office)[slug]:
            text = ""
        try:
            write_text(self.act, self.office, slug, text, **facts)
        except Overtaken:
            return self.clash(form)
        return self.done(reverse("office-text", args=(self.office.code, slug)))


class UnitCreate(OfficeFormPage):
    """A new organising unit."""

    form_class = UnitForm
    heading = "Nowa jednostka organizacyjna"
    success_message = "Zapisano jednostkę."

    def unit(self) -> OrganisingUnit:
        """Return the unit that the form is about."""
        return OrganisingUnit(office=self.office)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the unit."""
        return {**super().get_form_kwargs(), "instance": self.unit()}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the unit."""
        try:
            save_unit(self.act, self.unit(), **form.cleaned_data)
        except Overtaken:
            return self.clash(form)
        return self.done(reverse("office-settings", args=(self.office.code,)))


class UnitEdit(UnitCreate):
    """Change of an organising unit."""

    heading = "Jednostka organizacyjna"

    def unit(self) -> OrganisingUnit:
        """Return the office's unit of the address, or raise Http404."""
        return get_object_or_404(self.office.units, pk=self.kwargs["pk"])

    def saved(self) -> Versioned:
        """Return the unit as it is saved."""
        return self.unit()


def first_steps(act: Act, obj: object) -> dict[str, object] | None:
    """Return what a new office's administrator has still to do; None when all is done."""
    if not act.holds("office_admin"):
        return None
    office = LocalGovernment.objects.visible_to(act).get()
    held = Membership.objects.of(act.scope).valid_on(act.day).values_list("role", flat=True)
    invited = Invitation.objects.filter(
        scope_kind="office", scope_id=office.pk, withdrawn_at=None, expires_at__gt=act.at
    )
    steps: dict[str, object] = {
        "words": words_missing(office),
        "places": places_missing(office),
        "people": roles_missing({*held, *invited.values_list("role", flat=True)}),
    }
    return {**steps, "office": office} if any(steps.values()) else None


FIRST_STEPS = Panel("desk", "mkus_portal/offices/_first_steps.html", first_steps, order=10)
