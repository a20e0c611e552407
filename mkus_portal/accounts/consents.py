"""An owner's consent that somebody from outside reads one object, until a day."""

from datetime import date, datetime, time, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.db import models

from mkus_portal.accounts.models import new_token
from mkus_portal.act import WARSAW, Act

C = TypeVar("C", bound=models.Model)
LONGEST_DAYS = 366
PAST = "Podaj dzień, który jeszcze nie minął."
TOO_FAR = "Podaj dzień najdalej za rok."


def fault_of_day(day: date, until: date) -> str:
    """Return what is wrong with the last day of a consent given on a day; empty if nothing."""
    if until < day:
        return PAST
    return TOO_FAR if until > day + timedelta(days=LONGEST_DAYS) else ""


class ConsentQuerySet(models.QuerySet[C]):
    """Which consents stand and which a person has made use of."""

    def standing(self) -> Self:
        """Return those that were not withdrawn."""
        return self.exclude(state="withdrawn")

    def taken_by(self, act: Act) -> Self:
        """Return those that the person has taken and that still open an object on the day."""
        taken = self.filter(state="accepted", user__pk=act.user or 0)
        return taken.filter(until__gte=act.day)


class Consent(models.Model):
    """Invited by a letter with a link, let in by a Key until a day, called off at any time.

    `accepted_at` is when the consent was first made use of: it stays, also after the withdrawal, so
    that an object on which somebody has advised is known for one.
    """

    class State(models.TextChoices):
        """Invited, then let in; or called off."""

        INVITED = "invited", "zaproszenie wysłane"
        ACCEPTED = "accepted", "ma dostęp"
        WITHDRAWN = "withdrawn", "dostęp cofnięty"

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

    class Meta:
        abstract = True
        ordering = ("pk",)

    @property
    def ends_at(self) -> datetime:
        """The instant at which the access ends: midnight after the last day in Warsaw."""
        return datetime.combine(self.until + timedelta(days=1), time(), WARSAW)

    def is_over(self, at: datetime) -> bool:
        """Whether the last day has passed."""
        return at >= self.ends_at
