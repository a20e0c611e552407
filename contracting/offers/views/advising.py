"""Pages of an offer's advisers: asking, withdrawing, taking an invitation, the adviser's list."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.offers import advice_actions as actions
from contracting.offers.advice_permissions import (
    may_ask_for_advice,
    may_give,
    may_see_advisers,
    may_take_advice,
    may_withdraw_advice,
    opens_by_key,
)
from contracting.offers.advice_procedure import in_time
from contracting.offers.advice_sides import helped
from contracting.offers.forms import AdviceForm
from contracting.offers.models import Advice, Offer
from contracting.offers.tables import AdviceTable
from contracting.offers.views.bases import OwnOfferPage
from mkus_portal.accounts.models import User
from mkus_portal.accounts.rules import masked
from mkus_portal.verdict import Verdict
from mkus_portal.web.lettingin import AdviceAskPage, LettingInPage
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import DetailPage, ListPage, ObjectMixin


class OfferAdvisers(OwnOfferPage, DetailPage[Offer]):
    """Whom the organisation let into the offer, until when, and the way to end it."""

    template_name = "contracting/offers/offer_advisers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the invitations. Raises PermissionDenied."""
        offer = self.object
        self.insist(may_see_advisers(self.act, offer))
        rows = list(offer.advice.select_related("user", "invited_by"))
        emails = {one.email for one in rows}
        names = {one.email: str(one) for one in User.objects.filter(email__in=emails)}
        helpers = helped(offer.task.call_id)
        return super().get_context_data(
            offer=offer,
            rows=[
                (one, names.get(one.email, ""), masked(one.email), one.is_over(self.act.at))
                for one in rows
            ],
            both=[
                names.get(one.email, masked(one.email))
                for one in rows
                if one.state != Advice.State.WITHDRAWN and helpers.includes(one)
            ],
            withdrawing=any(may_withdraw_advice(self.act, one) for one in rows),
            asking=may_ask_for_advice(self.act, offer),
            **kwargs,
        )


class AdviceAsk(OwnOfferPage, AdviceAskPage):
    """Lets an adviser into the offer, with the organisation's consent."""

    form_class = AdviceForm
    lead = "Doradca zobaczy tylko tę jedną ofertę, od chwili przyjęcia zaproszenia."
    object: Offer

    def load(self) -> None:
        """Find the offer, else 404."""
        self.object = self.get_object()

    def allowed(self) -> Verdict:
        """Allow the organisation's writers."""
        return may_give(self.act, self.object)

    def check(self) -> None:
        """Ask whether the offer is still written."""
        self.insist(may_ask_for_advice(self.act, self.object))

    def back(self) -> str:
        """Return the offer's advisers."""
        return reverse("offer-advisers", args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the offer and its advisers."""
        return [(str(self.object), self.object.get_absolute_url()), ("Doradcy", self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Invite."""
        given = form.cleaned_data
        actions.ask_for_advice(self.act, self.object, email=given["address"], until=given["until"])
        return self.back()


class AdviceWithdraw(ObjectMixin[Advice]):
    """Withdraws the consent."""

    permission = signed_in
    model = Advice
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it and go back to the list."""
        advice = self.get_object()
        actions.withdraw_advice(self.act, advice)
        messages.success(request, "Zgoda jest cofnięta. Doradca nie widzi już tej oferty.")
        return HttpResponseRedirect(advice.get_absolute_url())


class AdviceInvitation(LettingInPage):
    """Which organisation asks for advice on which offer."""

    template_name = "contracting/offers/advice_invitation.html"
    withdrawn = "To zaproszenie zostało cofnięte. Poproś organizację o nowe."
    taken = "To zaproszenie zostało już przyjęte. Oferta czeka na Twoim biurku."
    welcome = "Możesz już czytać tę ofertę i zgłaszać uwagi."
    other_role = "Ofertę otworzysz poza rolą w urzędzie, komisji i organizacji: zmień rolę."

    def invitation(self) -> Advice:
        """Return the invitation of the link. Raises Http404."""
        together = ("offer__organisation", "offer__draft", "offer__task__call__office")
        rows = Advice.objects.select_related(*together)
        return get_object_or_404(rows, token=self.kwargs["token"])

    def may_take(self, invitation: Advice) -> Verdict:
        """Ask the room."""
        return may_take_advice(self.act, invitation)

    def in_time(self, invitation: Advice) -> Verdict:
        """Ask whether the offer is still written."""
        return in_time(self.act, invitation)

    def take(self, invitation: Advice) -> str:
        """Take it; the offer is next."""
        actions.accept_advice(self.act, invitation)
        return invitation.offer.get_absolute_url()

    def opens(self) -> bool:
        """Whether a Key opens the offer in this role."""
        return opens_by_key(self.act)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who helped the office with the call."""
        context = super().get_context_data(**kwargs)
        advice = context[self.name]
        both = helped(advice.offer.task.call_id).includes(advice)
        return {**context, "on_both_sides": both}


class AdviceList(ListPage):
    """The offers that organisations have opened to the person for advice."""

    permission = signed_in
    table_class = AdviceTable
    title = "Oferty do porady"
    export_name = "oferty-do-porady"
    template_name = "contracting/offers/advice_list.html"

    def get_queryset(self) -> QuerySet[Advice]:
        """Return the person's own; none in a role in which they would not open."""
        rows = (
            Advice.objects.taken_by(self.act) if opens_by_key(self.act) else Advice.objects.none()
        )
        return rows.select_related("offer__organisation", "offer__task__call__office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether this role shows them."""
        return super().get_context_data(opens=opens_by_key(self.act), **kwargs)
