"""What of a plan of work stands in the office's calendar, and what of it is done."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from contracting.analysis.models.analyses import Analysis
from mkus_portal.act import Act


class PlanTermQuerySet(models.QuerySet["PlanTerm"]):
    """Which terms exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the terms of the analyses that exist for the act."""
        return self.filter(analysis__in=Analysis.objects.visible_to(act))

    def running(self) -> Self:
        """Return the terms that the plan still has."""
        return self.filter(dropped_at=None)


class PlanTerm(models.Model):
    """A step or a milestone carried over to the office's calendar.

    `row` is its row in the analysis's draft; what the plan no longer has is dropped, not erased.
    """

    class Kind(models.TextChoices):
        """A step ends on its day; a milestone is reached on it."""

        STEP = "step", "działanie"
        MILESTONE = "milestone", "kamień milowy"

    belongs_to = "analysis"
    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="plan_terms")
    row = models.PositiveBigIntegerField()
    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    label = models.TextField("nazwa")
    due = models.DateField("termin")
    dropped_at = models.DateTimeField("zdjęto z planu", null=True, blank=True)
    done_on = models.DateField("wykonano", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField("uwaga", blank=True)

    objects = PlanTermQuerySet.as_manager()

    class Meta:
        verbose_name = "termin planu"
        verbose_name_plural = "terminy planu"
        ordering = ("due", "pk")
        constraints = (models.UniqueConstraint(fields=["analysis", "row"], name="plan_term_once"),)

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the plan's page."""
        return reverse("analysis-plan", args=(self.analysis_id,))
