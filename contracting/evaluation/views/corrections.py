"""Calls for correction: both versions beside each other, a later term, the table of defects."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.evaluation.actions import formal as actions
from contracting.evaluation.documents.formal import DEFECTS, defects_of
from contracting.evaluation.filters import DefectFilter
from contracting.evaluation.forms.formal import ExtendForm
from contracting.evaluation.models import Correction, Evaluation, FormalAnswer
from contracting.evaluation.permissions import may_run
from contracting.evaluation.rules.comparison import compared
from contracting.evaluation.tables import DefectTable
from contracting.evaluation.views.bases import writers
from contracting.evaluation.views.formal import PartList
from contracting.offers.completeness import form_of
from contracting.offers.content import OfferContent, content_of
from contracting.offers.permissions import may_read_draft
from mkus_portal.documents.actions import request as ask_for_document
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, Page

TOGETHER = (
    "offer_return__offer__draft",
    "offer_return__offer__task__call__office",
    "offer_return__offer__organisation",
    "assessment__evaluation__call",
)


class CorrectionDetail(DetailPage[Correction]):
    """A call for correction with the old and the new version, for the office and the bidder.

    Before the corrected offer is sent, its organisation sees what it has changed so far.
    """

    permission = signed_in
    model = Correction
    template_name = "contracting/evaluation/correction_detail.html"

    def visible(self) -> QuerySet[Correction]:
        """Return the calls about offers that the act may read."""
        return Correction.objects.visible_to(self.act).select_related(*TOGETHER)

    def new_version(self) -> OfferContent | None:
        """Return the version beside the old one; of a correction under way only to its bidder."""
        sent = self.object.new_content
        offer = self.object.offer_return.offer
        if sent is not None or not may_read_draft(self.act, offer):
            return sent
        return content_of(offer)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both versions of the sections that were opened."""
        correction, new = self.object, self.new_version()
        offer = correction.offer_return.offer
        form = form_of(offer)
        sections = (
            () if new is None else compared(correction.old_content, new, form, correction.sections)
        )
        return super().get_context_data(
            correction=correction,
            offer=offer,
            reasons=[
                (form.section(code), why) for code, why in sorted(correction.sections.items())
            ],
            sections=sections,
            is_office=self.act.scope.kind == "office",
            **kwargs,
        )


class CorrectionExtend(ActionFormPage):
    """Gives a bidder more time."""

    permission = writers
    form_class = ExtendForm
    heading = "Przedłuż termin uzupełnienia"
    lead = "Traktuj wszystkich oferentów jednakowo: ten sam powód, ten sam termin."
    submit = "Przedłuż termin"
    success_message = "Termin przedłużony, oferent dostał list."
    object: Correction

    def load(self) -> None:
        """Find the call for correction of the address, else 404."""
        found = Correction.objects.visible_to(self.act).select_related(*TOGETHER)
        self.object = get_object_or_404(found, pk=self.kwargs["pk"])

    def back(self) -> str:
        """Return the sheet."""
        return reverse("formal-sheet", args=(self.object.assessment_id,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the sheet."""
        return [(self.object.offer_return.offer.number, self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Extend it."""
        said = form.cleaned_data
        actions.extend_correction(self.act, self.object, said["due_on"], said["why"])
        return self.back()


class DefectList(PartList):
    """All formal defects of a call in one table, for the office and for publication."""

    table_class = DefectTable
    filter_class = DefectFilter
    title = "Lista braków formalnych"
    export_name = "braki-formalne"
    part = "formal-defects"
    template_name = "contracting/evaluation/formal_defects.html"

    def get_queryset(self) -> QuerySet[FormalAnswer]:
        """Return the defects of the offers that have a result or were called for correction."""
        return defects_of(self.evaluation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the documents and whether one may be asked for."""
        return super().get_context_data(
            documents=documents_of(self.act, self.evaluation),
            may_run=may_run(self.act, self.evaluation),
            **kwargs,
        )


class DefectsDocument(Page):
    """Asks for the list of defects as a document for publication."""

    permission = writers
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for it and go back to the list."""
        found = Evaluation.objects.visible_to(self.act).select_related("call")
        evaluation = get_object_or_404(found, pk=self.kwargs["pk"])
        if not defects_of(evaluation).exists():
            raise Http404
        self.insist(may_run(self.act, evaluation))
        ask_for_document(self.act, DEFECTS, evaluation)
        messages.success(request, "Dokument powstaje. Za chwilę będzie na liście poniżej.")
        return HttpResponseRedirect(reverse("formal-defects", args=(evaluation.pk,)))
