"""What the pages about one offer share."""

from django.db.models import QuerySet

from contracting.offers.models import Offer
from contracting.offers.permissions import ASSESSING
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ObjectMixin

TOGETHER = ("task__call__office", "organisation", "draft", "office")


class OfferPage(ObjectMixin[Offer]):
    """A page about an offer that exists for the act: its organisation, the office once open."""

    permission = signed_in
    model = Offer

    def visible(self) -> QuerySet[Offer]:
        """Return the offers with all that their pages show."""
        return Offer.objects.visible_to(self.act).select_related(*TOGETHER)


class OwnOfferPage(OfferPage):
    """A page of those who write the offer; for who assesses it, it does not exist."""

    def visible(self) -> QuerySet[Offer]:
        """Return the offers without those that one sees for an office or its commission."""
        found = super().visible()
        return found.none() if self.act.scope.kind in ASSESSING else found
