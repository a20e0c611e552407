"""Recruitments: the office's pages, the public ones, and the organisation's form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.calls.models import Call
from contracting.evaluation.actions import recruitment as actions
from contracting.evaluation.commission_permissions import (
    INDICATING,
    is_taking,
    may_edit_recruitment,
    may_enter_candidate,
    may_indicate,
    may_recruit,
    may_withdraw_candidate,
)
from contracting.evaluation.forms.recruitment import (
    CandidateForm,
    EnteredCandidateForm,
    RecruitmentForm,
)
from contracting.evaluation.models import Candidate, Recruitment
from contracting.evaluation.tables import (
    CandidateTable,
    OfficeRecruitmentTable,
    RecruitmentTable,
)
from contracting.evaluation.views.bases import office_readers, writers
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import public, roles
from mkus_portal.web.views import DetailPage, ListPage

indicating = roles(*INDICATING)
ON = Count("candidates", filter=Q(candidates__withdrawn_at__isnull=True))


class OfficeRecruitmentList(ListPage):
    """The office's recruitments."""

    permission = office_readers
    table_class = OfficeRecruitmentTable
    title = "Nabory do komisji"
    export_name = "nabory"
    template_name = "contracting/evaluation/recruitment_list_office.html"

    def get_queryset(self) -> QuerySet[Recruitment]:
        """Return the office's own with the number of candidates."""
        own = Recruitment.objects.filter(office=self.act.scope.id)
        return own.select_related("call").annotate(candidates_on=ON)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether one may be started."""
        return super().get_context_data(may_create=bool(may_recruit(self.act)), **kwargs)


class RecruitmentFormPage(ActionFormPage):
    """A form about a recruitment of the office."""

    permission = writers
    object: Recruitment

    def load(self) -> None:
        """Find it among the office's own."""
        own = Recruitment.objects.filter(office=self.act.scope.id).select_related("office", "call")
        self.object = get_object_or_404(own, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return its page."""
        return reverse("office-recruitment-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the pages above."""
        return [
            ("Nabory do komisji", reverse("office-recruitment-list")),
            (self.object.title, self.back()),
        ]


class RecruitmentCreate(ActionFormPage):
    """Prepares a recruitment."""

    permission = writers
    form_class = RecruitmentForm
    heading = "Nowy nabór do komisji"
    lead = "Nabór dotyczy jednego konkursu albo wszystkich komisji roku. Ogłosisz go później."

    def load(self) -> None:
        """Nothing to find: it is new."""

    def back(self) -> str:
        """Return the list."""
        return reverse("office-recruitment-list")

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the list above."""
        return [("Nabory do komisji", self.back())]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the office's calls."""
        initial = {"year": self.act.day.year, "call": self.request.GET.get("konkurs")}
        calls = Call.objects.of_office(self.act).order_by("-pk")
        return {**super().get_form_kwargs(), "calls": calls, "initial": initial}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Keep it."""
        values = {name: value for name, value in form.cleaned_data.items() if name != "based_on"}
        recruitment = actions.create_recruitment(self.act, **values)
        return reverse("office-recruitment-detail", args=(recruitment.pk,))


class RecruitmentEdit(RecruitmentFormPage):
    """Changes a recruitment that is not published."""

    form_class = RecruitmentForm
    heading = "Popraw nabór"
    success_message = "Nabór zapisany."

    def check(self) -> None:
        """Ask whether it is still a draft."""
        self.insist(may_edit_recruitment(self.act, self.object))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand over the row and the office's calls."""
        calls = Call.objects.of_office(self.act).order_by("-pk")
        return {**super().get_form_kwargs(), "calls": calls, "instance": self.object}

    def carry_out(self, form: forms.BaseForm) -> str:
        """Save it."""
        actions.edit_recruitment(self.act, self.object, **form.cleaned_data)
        return self.back()

    def saved(self) -> Recruitment:
        """Return the row as it is saved."""
        return Recruitment.objects.get(pk=self.object.pk)


class RecruitmentPublish(RecruitmentFormPage):
    """Announces a recruitment."""

    form_class = forms.Form
    heading = "Ogłoś nabór"
    lead = "Po ogłoszeniu treści i terminów nie można zmienić."
    submit = "Ogłoś"
    success_message = "Nabór ogłoszony."

    def check(self) -> None:
        """Ask whether it is still a draft."""
        self.insist(may_edit_recruitment(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Publish it."""
        actions.publish_recruitment(self.act, self.object)
        return self.back()


class OfficeRecruitmentDetail(ListPage):
    """A recruitment of the office with its candidates."""

    permission = office_readers
    table_class = CandidateTable
    title = "Nabór do komisji"
    export_name = "kandydaci"
    template_name = "contracting/evaluation/recruitment_detail_office.html"

    def recruitment(self) -> Recruitment:
        """Find it among the office's own, else 404."""
        own = Recruitment.objects.filter(office=self.act.scope.id).select_related("office", "call")
        return get_object_or_404(own, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[Candidate]:
        """Return its candidates."""
        self.object = self.recruitment()
        return self.object.candidates.select_related("organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the recruitment and what can be done."""
        return super().get_context_data(
            recruitment=self.object,
            may_edit=may_edit_recruitment(self.act, self.object),
            may_enter=may_enter_candidate(self.act, self.object),
            **kwargs,
        )


class CandidateEnter(RecruitmentFormPage):
    """Enters a candidate whom an organisation indicated on paper."""

    form_class = EnteredCandidateForm
    heading = "Wpisz kandydata zgłoszonego poza portalem"
    submit = "Wpisz"
    success_message = "Kandydat wpisany."

    def check(self) -> None:
        """Ask whether candidates are taken."""
        self.insist(may_enter_candidate(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Enter them."""
        assert isinstance(form, EnteredCandidateForm)  # noqa: S101 - form_class
        organisation = form.cleaned_data["organisation"]
        actions.enter_candidate(self.act, self.object, organisation, **form.person())
        return self.back()


class RecruitmentList(ListPage):
    """All published recruitments; for everybody."""

    permission = public
    table_class = RecruitmentTable
    title = "Nabory do komisji konkursowych"
    export_name = "nabory"

    def get_queryset(self) -> QuerySet[Recruitment]:
        """Return the published ones of all offices."""
        published = Recruitment.objects.filter(published_at__isnull=False)
        return published.select_related("office", "call")


class RecruitmentDetail(DetailPage[Recruitment]):
    """One published recruitment; an organisation sees whom it has indicated."""

    permission = public
    model = Recruitment
    template_name = "contracting/evaluation/recruitment_detail.html"

    def visible(self) -> QuerySet[Recruitment]:
        """Return the published ones."""
        published = Recruitment.objects.filter(published_at__isnull=False)
        return published.select_related("office", "call")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether candidates are taken, and the organisation's own."""
        recruitment = self.object
        self.request.page_office = recruitment.office  # type: ignore[attr-defined]  # read by the footer
        own: list[tuple[Candidate, bool]] = []
        if self.act.scope.kind == "organisation" and self.act.holds(*INDICATING):
            rows = recruitment.candidates.filter(organisation=self.act.scope.id)
            own = [(one, bool(may_withdraw_candidate(self.act, one))) for one in rows]
        taking = is_taking(self.act, recruitment)
        return super().get_context_data(
            recruitment=recruitment,
            taking=taking,
            may_indicate=may_indicate(self.act, recruitment),
            is_organisation=self.act.scope.kind == "organisation",
            own=own,
            **kwargs,
        )


class OrganisationFormPage(ActionFormPage):
    """A form that an organisation's people fill in."""

    permission = indicating
    object: Recruitment

    def back(self) -> str:
        """Return the recruitment's public page."""
        return reverse("recruitment-detail", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the pages above."""
        return [
            ("Nabory do komisji", reverse("recruitment-list")),
            (self.object.title, self.back()),
        ]


class CandidateIndicate(OrganisationFormPage):
    """Indicates somebody on behalf of the organisation."""

    form_class = CandidateForm
    heading = "Zgłoś kandydata do komisji"
    submit = "Zgłoś"
    lead = (
        "Jeżeli Wasza organizacja złoży ofertę w konkursie, osoba wskazana przez Was nie będzie"
        " mogła zasiadać w jego komisji (art. 15 ust. 2d ustawy)."
    )

    def load(self) -> None:
        """Find the published recruitment, else 404."""
        published = Recruitment.objects.filter(published_at__isnull=False)
        found = published.select_related("office", "call")
        self.object = get_object_or_404(found, pk=self.kwargs["pk"])

    def check(self) -> None:
        """Ask whether candidates are taken."""
        self.insist(may_indicate(self.act, self.object))

    def carry_out(self, form: forms.BaseForm) -> str:
        """Indicate them."""
        assert isinstance(form, CandidateForm)  # noqa: S101 - form_class
        candidate = actions.indicate_candidate(self.act, self.object, **form.person())
        messages.success(self.request, f"Zgłoszono: {candidate.full_name}.")
        return self.back()


class CandidateWithdraw(OrganisationFormPage):
    """Takes a candidate of the organisation back."""

    form_class = forms.Form
    heading = "Wycofaj kandydata"
    submit = "Wycofaj zgłoszenie"
    look = "btn-danger"
    success_message = "Zgłoszenie wycofane."
    candidate: Candidate

    def load(self) -> None:
        """Find the candidate among the organisation's own, else 404."""
        own = Candidate.objects.filter(organisation=self.act.scope.id)
        rows = own.select_related("recruitment__office", "organisation")
        self.candidate = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.object = self.candidate.recruitment

    def check(self) -> None:
        """Ask whether it may still be withdrawn."""
        self.insist(may_withdraw_candidate(self.act, self.candidate))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whom it is about."""
        return super().get_context_data(lead=self.candidate.full_name, **kwargs)

    def carry_out(self, form: forms.BaseForm) -> str:
        """Withdraw it."""
        actions.withdraw_candidate(self.act, self.candidate)
        return self.back()
