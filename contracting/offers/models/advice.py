"""Advisers whom an organisation lets into one offer: invited, let in until a day, called off."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.offers.models.offer import Offer
from mkus_portal.accounts.consents import Consent, ConsentQuerySet
from mkus_portal.act import Act
from ngos.models import NGO_ROLES


class AdviceQuerySet(ConsentQuerySet["Advice"]):
    """Which invitations to an offer exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the organisation's own offers."""
        if act.holds("system"):
            return self
        if act.scope.kind == "organisation" and act.holds(*NGO_ROLES):
            return self.filter(offer__organisation=act.scope.id)
        return self.none()


class Advice(Consent):
    """An organisation's consent: a Key opens one offer to an adviser, until a day.

    The adviser reads and comments.
    """

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="advice")

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "dostęp doradcy do oferty"
        verbose_name_plural = "dostępy doradców do ofert"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["offer", "email"],
                condition=~Q(state="withdrawn"),
                name="advice_invited_once",
                violation_error_message="Ta osoba jest już zaproszona do tej oferty.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user or self.email}: {self.offer}"

    def get_absolute_url(self) -> str:
        """Return the page of the offer's advisers."""
        return reverse("offer-advisers", args=(self.offer_id,))
