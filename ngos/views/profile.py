"""The list of organisations, one organisation's page, entering and changing a profile."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from mkus_portal.accounts.hats import Hat, put_on
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, FormPage, ListPage, Page
from ngos.actions import register_organisation, update_organisation
from ngos.filters import OrganisationFilter
from ngos.forms import LegalFormChoice, OrganisationForm
from ngos.legal_forms import LegalForm
from ngos.models import NGO_ROLES, Organisation, Representative
from ngos.permissions import READERS, may_edit, may_see_inside
from ngos.tables import OrganisationTable


class OrganisationList(ListPage):
    """All organisations: what a register shows of them is public."""

    permission = roles(*READERS)
    table_class = OrganisationTable
    filter_class = OrganisationFilter
    title = "Organizacje"
    export_name = "organizacje"

    def get_queryset(self) -> QuerySet[Organisation]:
        """Return the organisations that the act may see."""
        return Organisation.objects.visible_to(self.act).order_by("name", "pk")


class OwnOrganisation(Page):
    """Leads to the organisation for which the person acts."""

    permission = roles(*NGO_ROLES)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go to one's own organisation."""
        return HttpResponseRedirect(reverse("organisation-detail", args=(self.act.scope.id,)))


@dataclass(frozen=True, slots=True)
class Signer:
    """A representative as the page shows them."""

    row: Representative
    validity: str
    is_valid: bool
    is_past: bool
    account: str


class OrganisationDetail(DetailPage[Organisation]):
    """One organisation: profile, who may sign; more for its own people."""

    permission = signed_in
    model = Organisation
    template_name = "ngos/organisation_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts, representatives and the rooms' panels."""
        organisation = self.object
        inside = bool(may_see_inside(self.act, organisation))
        return super().get_context_data(
            organisation=organisation,
            facts=facts_of(organisation, inside=inside),
            signing=signing_in_words(organisation),
            signers=self.signers(),
            inside=inside,
            edit=may_edit(self.act, organisation),
            panels=panels_of("organisation", self.request, self.act, organisation),
            **kwargs,
        )

    def signers(self) -> list[Signer]:
        """Return the representatives, those in force first."""
        rows = self.object.representatives.select_related("user", "invitation")
        found = [
            Signer(
                one,
                f"{wording.day(one.valid_from)} – "
                f"{wording.day(one.valid_to) if one.valid_to else 'bezterminowo'}",
                one.may_sign_on(self.act.day),
                one.valid_to is not None and one.valid_to < self.act.day,
                account_of(one),
            )
            for one in rows
        ]
        return sorted(found, key=lambda signer: not signer.is_valid)


def account_of(representative: Representative) -> str:
    """Return which account the representative has, in words."""
    if representative.user is not None:
        return representative.user.email
    if representative.invitation is not None:
        return f"zaproszenie: {representative.invitation.email}"
    return "bez konta"


def signing_in_words(organisation: Organisation) -> str:
    """Return who signs together, as one sentence."""
    rule = organisation.get_signing_rule_display()
    if organisation.signing_rule == Organisation.SigningRule.TWO_JOINTLY:
        count = organisation.signing_count
        return f"{count} {wording.plural(count, 'osoba', 'osoby', 'osób')} łącznie"
    return str(rule)


def facts_of(organisation: Organisation, *, inside: bool) -> list[tuple[str, str]]:
    """Return the profile as pairs; the account is for the organisation's own people."""
    opp = "tak" if organisation.has_opp_status else "nie"
    facts = [
        ("Forma prawna", organisation.get_legal_form_display()),
        ("Rejestr", organisation.register_label),
        ("Data wpisu", wording.day(organisation.registered_on)),
        ("NIP", organisation.nip or "–"),
        ("REGON", organisation.regon or "–"),
        ("Organizacja pożytku publicznego", opp),
        ("Siedziba", organisation.address),
        ("Adres do korespondencji", organisation.correspondence_address or "jak siedziba"),
        ("E-mail", organisation.email or "–"),
        ("Telefon", organisation.phone or "–"),
        ("Strona www", organisation.website or "–"),
        ("e-Doręczenia", organisation.e_delivery_address or "–"),
    ]
    if inside:
        facts.append(("Rachunek bankowy", organisation.bank_account or "–"))
    return facts


class OrganisationFormPage(FormPage):
    """What entering and changing a profile share."""

    template_name = "ngos/organisation_form.html"
    heading = ""

    def legal_form(self) -> str:
        """Return the legal form that decides what is asked."""
        raise NotImplementedError

    def get_form_class(self) -> type[BaseForm]:
        """Return the form of the profile."""
        return OrganisationForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the legal form."""
        return {**super().get_form_kwargs(), "legal_form": self.legal_form()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the twin's door, closed."""
        form = LegalForm(self.legal_form())
        context = {"heading": self.heading, "legal_form": form.label, "access_url": ""}
        context["back"] = self.back()
        return super().get_context_data(**{**context, **kwargs})

    def back(self) -> str:
        """Return where one goes without saving."""
        return reverse("desk")

    def keep(self, form: OrganisationForm) -> Organisation:
        """Call the action."""
        raise NotImplementedError

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep the profile; with the number taken, lead to asking for access."""
        if not isinstance(form, OrganisationForm):
            raise TypeError
        if form.twin() is not None:
            door = access_url(form)
            form.add_error("register_number", "Organizacja z tym numerem jest już w portalu.")
            return self.again(form, access_url=door)
        try:
            organisation = self.keep(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.again(form)
        except Overtaken:
            return self.clash(form)
        return self.done(reverse("organisation-detail", args=(organisation.pk,)))


def access_url(form: OrganisationForm) -> str:
    """Return the page on which one asks the organisation with that entry for access."""
    query = {
        "forma": form.legal_form,
        "numer": form.cleaned_data["register_number"],
        "organ": form.cleaned_data.get("register_authority", ""),
    }
    return f"{reverse('organisation-access')}?{urlencode(query)}"


class OrganisationRegister(OrganisationFormPage):
    """Entering an organisation: first its legal form, then what that form asks for."""

    permission = signed_in
    heading = "Nowa organizacja"
    success_message = "Wpisano organizację. Jesteś jej administratorem."

    def legal_form(self) -> str:
        """Return the form chosen in the address, empty before the choice."""
        chosen = self.request.GET.get("forma", "")
        return chosen if chosen in LegalForm.values else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the legal form first."""
        if self.legal_form():
            return super().get(request, *args, **kwargs)
        choice = LegalFormChoice()
        return render(request, "ngos/organisation_choose.html", {"form": choice, "act": self.act})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the profile; without a legal form go back to the first question."""
        if not self.legal_form():
            return HttpResponseRedirect(reverse("organisation-register"))
        return super().post(request, *args, **kwargs)

    def keep(self, form: OrganisationForm) -> Organisation:
        """Enter the organisation and put its administrator's hat on."""
        organisation = register_organisation(self.act, **form.profile())
        put_on(Hat("ngo_admin", organisation.scope), self.request.session)
        return organisation


class OrganisationEdit(OrganisationFormPage):
    """Changing the profile: the rival's does not exist (404)."""

    permission = signed_in
    heading = "Dane organizacji"
    success_message = "Zapisano dane organizacji."

    def organisation(self) -> Organisation:
        """Return the organisation of the address, or raise Http404."""
        visible = Organisation.objects.visible_to(self.act)
        organisation = get_object_or_404(visible, pk=self.kwargs["pk"])
        self.insist(may_edit(self.act, organisation))
        return organisation

    def legal_form(self) -> str:
        """Return the organisation's form."""
        return self.organisation().legal_form

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what stands now."""
        return {**super().get_form_kwargs(), "instance": self.organisation()}

    def back(self) -> str:
        """Return the organisation's page."""
        return reverse("organisation-detail", args=(self.kwargs["pk"],))

    def keep(self, form: OrganisationForm) -> Organisation:
        """Keep the changed profile."""
        organisation = self.organisation()
        based_on = form.cleaned_data["based_on"]
        update_organisation(self.act, organisation, based_on=based_on, **form.profile())
        return organisation

    def saved(self) -> Organisation:
        """Return the profile as it is saved."""
        return self.organisation()
