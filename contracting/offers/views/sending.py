"""Asking for signatures, signing and sending, withdrawing."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from contracting.calls.rules import terms_of
from contracting.offers import actions
from contracting.offers.coaching import coach_context
from contracting.offers.content import content_of, digest_of
from contracting.offers.forms import WithdrawForm
from contracting.offers.letters import term_of
from contracting.offers.models import Offer
from contracting.offers.permissions import signing_self
from contracting.offers.procedure import OFFER, ready_to_sign
from contracting.offers.signing import signing_of
from contracting.offers.views.bases import OwnOfferPage
from mkus_portal.web.views import FormPage, TemplatePage
from mkus_portal.workflow.engine import MoveRefused, verdict_on
from mkus_portal.workflow.verdict import Verdict

KEY_LENGTH = 64
CONSEQUENCES = (
    "Wycofanej oferty nie można złożyć ponownie; do końca terminu można złożyć nową.",
    "Urząd nie pozna jej treści. Zobaczy, że oferta o tym numerze została wycofana.",
)


class OfferSend(OwnOfferPage, TemplatePage):
    """One page, one button: sign, send, or both, as the acting person can."""

    template_name = "contracting/offers/offer_send.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is missing, who has signed and what the button will do."""
        offer = self.get_object()
        if not offer.is_written:
            return HttpResponseRedirect(offer.get_absolute_url())
        return self.render_to_response(self.page(offer, ""))

    def page(self, offer: Offer, refusal: str) -> dict[str, Any]:
        """Return what the page shows."""
        mine = signing_self(self.act, offer)
        signing = signing_of(self.act, offer)
        signed = {one.representative for one in signing.signatures}
        return self.get_context_data(
            offer=offer,
            act=self.act,
            until=term_of(offer),
            asked=offer.open_return,
            signing=signing,
            signs=mine is not None and mine not in signed,
            verdict=self.verdict(offer),
            digest=digest_of(content_of(offer)),
            key=uuid4().hex,
            refusal=refusal,
            **coach_context(offer),
        )

    def verdict(self, offer: Offer) -> Verdict:
        """Whether the button is on: all conditions, a representative's own signature aside."""
        if signing_self(self.act, offer) is None:
            move = "submit" if offer.state == Offer.State.DRAFT else "correct"
            return verdict_on(self.act, offer, OFFER.move(move))
        return ready_to_sign(self.act, offer)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign and send what the page showed; a repeated press gets the same receipt."""
        offer = self.get_object()
        key = request.POST.get("klucz", "")[:KEY_LENGTH]
        try:
            sent = actions.sign_and_send(self.act, offer, key, request.POST.get("skrot", ""))
        except MoveRefused as error:
            context = self.page(self.get_object(), error.verdict.reason)
            return render(request, self.get_template_names(), context, status=403)
        if sent:
            return HttpResponseRedirect(reverse("offer-receipt", args=(offer.pk,)))
        messages.success(request, "Podpis złożony. Oferta czeka na pozostałe podpisy.")
        return HttpResponseRedirect(offer.get_absolute_url())


class OfferAsk(OwnOfferPage):
    """Tells the representatives that the offer waits for their signatures."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask and go back to the offer, also with the reason why not."""
        offer = self.get_object()
        try:
            told = actions.ask_for_signatures(self.act, offer)
        except MoveRefused as error:
            messages.error(request, error.verdict.reason)
        else:
            messages.success(request, f"Prośba o podpis wysłana. Liczba osób: {told}.")
        return HttpResponseRedirect(offer.get_absolute_url())


class OfferWithdraw(OwnOfferPage, FormPage):
    """The last question before an offer is withdrawn."""

    form_class = WithdrawForm
    template_name = "contracting/offers/offer_withdraw.html"
    success_message = "Oferta jest wycofana. Do końca terminu możesz złożyć nową."
    object: Offer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, if it can be withdrawn. Raises PermissionDenied with the reason."""
        self.object = self.get_object()
        self.insist(verdict_on(self.act, self.object, OFFER.move("withdraw")))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw."""
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer."""
        return super().get_context_data(
            offer=self.object,
            until=terms_of(self.object.task).deadline_at,
            consequences=CONSEQUENCES,
            **kwargs,
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Withdraw and go to the offer; a refusal stands on the page."""
        try:
            actions.withdraw_offer(self.act, self.object, form.cleaned_data["reason"])
        except MoveRefused as refusal:
            form.add_error(None, ValidationError(refusal.verdict.reason))
            context = self.get_context_data(form=form, act=self.act)
            return render(self.request, self.get_template_names(), context, status=403)
        return self.done(self.object.get_absolute_url())
