"""The correspondence of the office and the bidder about one offer."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracting.offers import correspondence
from contracting.offers.forms import MessageForm
from contracting.offers.models import OFFICE_READERS, Offer
from contracting.offers.views.bases import TOGETHER
from mkus_portal.attachments.permissions import files_of
from mkus_portal.web.actionform import ActionFormPage
from mkus_portal.web.intake import FileIntake
from mkus_portal.web.permission import roles
from mkus_portal.web.views import Page
from ngos.models import NGO_ROLES

both_sides = roles(*OFFICE_READERS, *NGO_ROLES)


class OfferMessages(FileIntake, ActionFormPage):
    """All messages, the oldest first, and the next one below them."""

    permission = both_sides
    form_class = MessageForm
    template_name = "contracting/offers/offer_messages.html"
    heading = "Korespondencja"
    submit = "Wyślij wiadomość"
    success_message = "Wiadomość wysłana."
    object: Offer

    def load(self) -> None:
        """Find the offer, and ask whether its correspondence may be read."""
        rows = Offer.objects.visible_to(self.act).select_related(*TOGETHER)
        self.object = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.insist(correspondence.may_read_messages(self.act, self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the messages with their files, and whether one may write."""
        offer = self.object
        messages = list(offer.messages.select_related("written_by"))
        files = files_of(self.act, correspondence.FILES, messages)
        return super().get_context_data(
            offer=offer,
            messages_of_offer=[(one, files[one.pk]) for one in messages],
            may_write=correspondence.may_write_message(self.act, offer),
            waits=correspondence.waits_for(self.act, offer),
            own_side=correspondence.side_of(self.act, offer),
            **kwargs,
        )

    def back(self) -> str:
        """Return the offer as this side reads it."""
        is_office = self.act.scope.kind == "office"
        name = "offer-content" if is_office else "offer-detail"
        return reverse(name, args=(self.object.pk,))

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the way back to the offer."""
        return [(str(self.object), self.back())]

    def carry_out(self, form: forms.BaseForm) -> str:
        """Send the message."""
        given = form.cleaned_data
        correspondence.write_message(self.act, self.object, given["text"], given["attached"])
        return self.request.path


class OfferMessagesEnd(Page):
    """Says that the last message needs no answer."""

    permission = both_sides

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the duty."""
        rows = Offer.objects.visible_to(self.act).select_related(*TOGETHER)
        offer = get_object_or_404(rows, pk=self.kwargs["pk"])
        correspondence.need_no_answer(self.act, offer)
        return HttpResponseRedirect(reverse("offer-messages", args=(offer.pk,)))
