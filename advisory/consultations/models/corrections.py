"""Corrections of agreed entries: asked for by the adviser, counted once the office agrees."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from advisory.consultations.models.consultations import Consultation
from advisory.consultations.models.entry import ENTRY_CONSTRAINTS, Entry
from mkus_portal.act import Act


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Which corrections exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the entries that exist for the act."""
        return self.filter(consultation__in=Consultation.objects.visible_to(act))


class Correction(Entry):
    """Another version of an agreed entry, with its reason.

    As long as it is asked for, and after it was refused, it holds what was proposed: the entry
    stands as it was agreed. Accepting exchanges the two: the entry says the new, and the correction
    keeps what stood before. So every version is kept, and whatever counts reads entries alone.
    """

    class State(models.TextChoices):
        """Waiting for the office, then answered; or called off by the adviser."""

        ASKED = "asked", "czeka na urząd"
        ACCEPTED = "accepted", "uzgodniona"
        REFUSED = "refused", "odrzucona"
        WITHDRAWN = "withdrawn", "wycofana"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="corrections"
    )
    reason = models.TextField("powód poprawki")
    state = models.CharField("stan", max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField("zaproponowano")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField("odpowiedziano", null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "poprawka konsultacji"
        verbose_name_plural = "poprawki konsultacji"
        ordering = ("pk",)
        constraints = (
            *ENTRY_CONSTRAINTS,
            models.UniqueConstraint(
                fields=["consultation"],
                condition=Q(state="asked"),
                name="correction_asked_one_at_a_time",
                violation_error_message="Na odpowiedź urzędu czeka już inna poprawka tego wpisu.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="correction_has_a_reason",
                violation_error_message="Napisz, dlaczego wpis wymaga poprawki.",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(state="asked"),
                name="correction_waits_unanswered",
                violation_error_message="Poprawka, która czeka, nie ma jeszcze odpowiedzi.",
            ),
        )

    def __str__(self) -> str:
        return f"Poprawka: {self.consultation}"

    def get_absolute_url(self) -> str:
        """Return the place on the entry's page where it stands."""
        return f"{self.consultation.get_absolute_url()}#poprawki"
