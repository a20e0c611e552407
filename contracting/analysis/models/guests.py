"""People from outside whom an office lets into one analysis: advisers, experts, NGOs' people."""

from datetime import datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.analysis.models.analyses import Analysis
from mkus_portal.accounts.models import Key, new_token
from mkus_portal.act import WARSAW, Act
from mkus_portal.offices.models import OFFICE_ROLES


class GuestQuerySet(models.QuerySet["Guest"]):
    """Which invitations exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the office's own analyses."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(analysis__office=act.scope.id)
        return self.none()

    def standing(self) -> Self:
        """Return those that were not withdrawn."""
        return self.exclude(state=Guest.State.WITHDRAWN)


class Guest(models.Model):
    """An invitation to one analysis: a Key opens it to whoever has taken it, until a day."""

    class State(models.TextChoices):
        """Invited, then let in; or called off."""

        INVITED = "invited", "zaproszenie wysłane"
        ACCEPTED = "accepted", "ma dostęp"
        WITHDRAWN = "withdrawn", "dostęp cofnięty"

    class Kind(models.TextChoices):
        """Who somebody is for the analysis."""

        ADVISER = "adviser", "doradca"
        EXPERT = "expert", "ekspert"
        NGO = "ngo", "osoba z organizacji pozarządowej"

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="guests")
    email = models.EmailField("adres e-mail")
    kind = models.CharField("w jakiej roli", max_length=10, choices=Kind)
    right = models.CharField("co może robić", max_length=10, choices=Key.Right)
    until = models.DateField("dostęp do dnia")
    state = models.CharField("stan", max_length=10, choices=State, default=State.INVITED)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = "zaproszenie do analizy"
        verbose_name_plural = "zaproszenia do analiz"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["analysis", "email"],
                condition=~Q(state="withdrawn"),
                name="guest_invited_once",
                violation_error_message="Ta osoba jest już zaproszona do tej analizy.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user or self.email}: {self.get_kind_display()}"

    @property
    def ends_at(self) -> datetime:
        """The instant at which the access ends: midnight after the last day in Warsaw."""
        return datetime.combine(self.until + timedelta(days=1), time(), WARSAW)

    def is_over(self, at: datetime) -> bool:
        """Whether the last day has passed."""
        return at >= self.ends_at

    def get_absolute_url(self) -> str:
        """Return the page of the analysis's guests."""
        return reverse("analysis-guests", args=(self.analysis_id,))
