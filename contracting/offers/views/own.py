"""The organisation's pages: list, start, one offer, the offer as the form prints it, receipt."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from contracting.calls.models import CallTask
from contracting.calls.rules import terms_of
from contracting.offers import actions
from contracting.offers.coaching import coach_context
from contracting.offers.content import content_of
from contracting.offers.documents import build_form, preview_of, receipt_of, sent_content
from contracting.offers.filters import OwnOfferFilter
from contracting.offers.forms import StartForm
from contracting.offers.models import Offer
from contracting.offers.permissions import is_open, may_read_draft, may_start, may_write
from contracting.offers.procedure import ready_to_sign
from contracting.offers.rules import is_sealed, outside_parts
from contracting.offers.sections import section_lines, section_url
from contracting.offers.signing import signing_of
from contracting.offers.tables import OwnOfferTable
from contracting.offers.views.bases import TOGETHER, OfferPage
from mkus_portal.documents.permissions import documents_of
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles, signed_in
from mkus_portal.web.views import DetailPage, FormPage, ListPage
from mkus_portal.workflow.engine import MoveRefused, available
from ngos.models import NGO_ROLES, Organisation

OWN_MOVES = ("submit", "correct", "withdraw")
CORRECTION = "uzupelniana"


class OfferList(ListPage):
    """The organisation's offers in every state."""

    permission = roles(*NGO_ROLES)
    table_class = OwnOfferTable
    filter_class = OwnOfferFilter
    title = "Oferty"
    export_name = "oferty"
    template_name = "contracting/offers/offer_list.html"

    def get_queryset(self) -> QuerySet[Offer]:
        """Return the organisation's own."""
        return Offer.objects.visible_to(self.act).select_related(*TOGETHER)


class OfferStart(FormPage):
    """Starts an offer for a task on behalf of the organisation whose hat one wears."""

    permission = signed_in
    form_class = StartForm
    template_name = "contracting/offers/offer_start.html"
    object: CallTask

    def load(self) -> None:
        """Find the task and ask whether an offer may be started. Raises Http404, 403."""
        tasks = CallTask.objects.filter(call__state__in=("published", "annulled"))
        found = tasks.select_related("call__office")
        self.object = get_object_or_404(found, pk=self.kwargs["pk"])
        self.insist(may_start(self.act, self.object))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask how."""
        self.load()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start it."""
        self.load()
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what the task allows and the organisation's earlier offers."""
        earlier = Offer.objects.visible_to(self.act).exclude(task_title="").order_by("-pk")
        return {**super().get_form_kwargs(), "task": self.object, "earlier": earlier}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the task with its deadline and the offers begun already."""
        begun = Offer.objects.visible_to(self.act).filter(task=self.object)
        return super().get_context_data(
            task=self.object,
            until=terms_of(self.object).deadline_at,
            begun=begun.select_related("task"),
            **kwargs,
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Start, copy if asked, and go to the first section."""
        chosen = form.cleaned_data
        organisation = get_object_or_404(Organisation, pk=self.act.scope.id)
        try:
            offer = actions.start_offer(
                self.act,
                self.object,
                organisation,
                chosen["commissioning_form"],
                is_joint=chosen["is_joint"],
                earlier=chosen["copy_from"],
            )
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(refusal.verdict.reason))
            context = self.get_context_data(form=form, act=self.act)
            return render(self.request, self.get_template_names(), context, status=403)
        messages.success(self.request, "Szkic oferty jest założony. Zapisuje się sam.")
        return HttpResponseRedirect(section_url(offer, "II"))


class OfferDetail(OfferPage, DetailPage[Offer]):
    """One offer: what it lacks, who has to sign, what can be done, files, history."""

    template_name = "contracting/offers/offer_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; an office, and whom a Key lets in for a call, reads the offer itself."""
        if self.act.scope.kind in {"office", "call"}:
            offer = self.get_object()
            return OfferContentPage.as_view()(request, pk=offer.pk)  # type: ignore[return-value]  # a page answers
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add coach, signing, moves, documents and panels."""
        offer = self.object
        moves = available(self.act, offer)
        return super().get_context_data(
            offer=offer,
            is_draft=offer.state == Offer.State.DRAFT,
            is_own=self.act.scope.kind == "organisation",
            asked=offer.open_return,
            is_open=is_open(self.act, offer.task),
            until=terms_of(offer.task).deadline_at,
            sections=section_lines(offer),
            signing=signing_of(self.act, offer),
            moves=[one for one in moves if one.move.name in OWN_MOVES],
            writing=may_write(self.act, offer),
            ready=ready_to_sign(self.act, offer),
            documents=documents_of(self.act, offer),
            panels=panels_of("offer-detail", self.request, self.act, offer),
            **(coach_context(offer) if offer.is_written else {"gaps": [], "sums": None}),
            **kwargs,
        )


class OfferContentPage(OfferPage, DetailPage[Offer]):
    """The offer as the official form prints it; the office reads it here once it is open.

    Those who write a correction also read it as it would be sent (`?wersja=uzupelniana`).
    """

    template_name = "contracting/offers/offer_content.html"

    def is_preview(self) -> bool:
        """Whether the correction under way is asked for; for who assesses there is none."""
        asked = self.request.GET.get("wersja") == CORRECTION
        is_returned = self.object.state == Offer.State.RETURNED
        return asked and is_returned and bool(may_read_draft(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form's content and the parts that others are to do."""
        offer, preview = self.object, self.is_preview()
        self.request.page_office = offer.office  # type: ignore[attr-defined]  # read by the footer
        return super().get_context_data(
            offer=offer,
            content=preview_of(offer) if preview else build_form(offer, self.act.at),
            outside=outside_parts(content_of(offer) if preview else sent_content(offer)),
            is_preview=preview,
            is_office=self.act.scope.kind == "office",
            is_own=self.act.scope.kind == "organisation",
            is_sealed=is_sealed(offer, self.act.at),
            documents=documents_of(self.act, offer),
            panels=panels_of("offer-content", self.request, self.act, offer),
            **kwargs,
        )


class OfferReceipt(OfferPage, DetailPage[Offer]):
    """The receipt, at once after sending; its file follows."""

    template_name = "contracting/offers/offer_receipt.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the receipt. Raises Http404 for an offer that was not sent."""
        offer = self.object
        if not offer.number:
            raise Http404
        return super().get_context_data(
            offer=offer,
            receipt=receipt_of(offer),
            documents=documents_of(self.act, offer),
            **kwargs,
        )
