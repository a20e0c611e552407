"""Advisers whom an organisation lets into one offer: invited, let in until a day, called off."""

from datetime import datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.offers.models.offer import Offer
from mkus_portal.accounts.models import new_token
from mkus_portal.act import WARSAW, Act
from ngos.models import NGO_ROLES


class AdviceQuerySet(models.QuerySet["Advice"]):
    """Which invitations to an offer exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the organisation's own offers."""
        if act.holds("system"):
            return self
        if act.scope.kind == "organisation" and act.holds(*NGO_ROLES):
            return self.filter(offer__organisation=act.scope.id)
        return self.none()

    def standing(self) -> Self:
        """Return those that were not withdrawn."""
        return self.exclude(state=Advice.State.WITHDRAWN)

    def taken_by(self, act: Act) -> Self:
        """Return those that the person has taken and that still open an offer on the day."""
        taken = self.filter(state=Advice.State.ACCEPTED, user__pk=act.user or 0)
        return taken.filter(until__gte=act.day)


class Advice(models.Model):
    """An organisation's consent: a Key opens one offer to an adviser, until a day.

    The adviser reads and comments. `accepted_at` is when the consent was first made use of: it
    stays, also after the withdrawal, so that an advised offer is known for one.
    """

    class State(models.TextChoices):
        """Invited, then let in; or called off."""

        INVITED = "invited", "zaproszenie wysłane"
        ACCEPTED = "accepted", "ma dostęp"
        WITHDRAWN = "withdrawn", "dostęp cofnięty"

    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="advice")
    email = models.EmailField("adres e-mail")
    until = models.DateField("dostęp do dnia")
    consent = models.TextField("treść zgody")
    state = models.CharField("stan", max_length=10, choices=State, default=State.INVITED)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

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

    @property
    def ends_at(self) -> datetime:
        """The instant at which the access ends: midnight after the last day in Warsaw."""
        return datetime.combine(self.until + timedelta(days=1), time(), WARSAW)

    def is_over(self, at: datetime) -> bool:
        """Whether the last day has passed."""
        return at >= self.ends_at

    def get_absolute_url(self) -> str:
        """Return the page of the offer's advisers."""
        return reverse("offer-advisers", args=(self.offer_id,))
