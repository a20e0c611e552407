"""Advisers whom an office lets into the draft of a call: invited, let in, called off."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.calls.models.call import Call
from mkus_portal.accounts.consents import Consent, ConsentQuerySet
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES


class CallAdviceQuerySet(ConsentQuerySet["CallAdvice"]):
    """Which invitations to a draft exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the office's own calls."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(call__office=act.scope.id)
        return self.none()

    def taken_by(self, act: Act) -> Self:
        """Return those that still open a draft: the call is on its way to publication."""
        return super().taken_by(act).filter(call__state__in=Call.ON_THE_WAY)

    def helped(self, *calls: int) -> Self:
        """Return those that were made use of in the calls, also the ones that have ended."""
        return self.filter(call__in=calls, accepted_at__isnull=False)


class CallAdvice(Consent):
    """An office's consent: a Key opens the draft of one call to an adviser, until a day.

    It ends by itself when the call is published or called off.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="advice")

    objects = CallAdviceQuerySet.as_manager()

    class Meta:
        verbose_name = "dostęp doradcy do szkicu konkursu"
        verbose_name_plural = "dostępy doradców do szkiców konkursów"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["call", "email"],
                condition=~Q(state="withdrawn"),
                name="call_advice_invited_once",
                violation_error_message="Ta osoba jest już zaproszona do tego konkursu.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user or self.email}: {self.call}"

    def has_ended(self, at: datetime) -> bool:
        """Whether the consent opens nothing any more: the day or the draft has passed."""
        return self.is_over(at) or self.call.state not in Call.ON_THE_WAY

    def get_absolute_url(self) -> str:
        """Return the page of the draft's advisers."""
        return reverse("call-advisers", args=(self.call_id,))
