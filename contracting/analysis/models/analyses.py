"""Analyses of whether a task should be contracted out, and whether the change is possible."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.surveys.models import Survey
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.folding import folded
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment


class CommissioningType(models.TextChoices):
    """The four types of MKUS; a task and a unit may leave them (mkus.md 2.1, 7.1)."""

    REGRANTING = "regranting", "bon na aktywność – regranting"
    SERVICE = "service", "zlecanie usług"
    INSTITUTION = "institution", "zlecanie instytucji"
    COOPERATION = "cooperation", "kooperacyjne rozwiązywanie problemów"
    OTHER = "other", "inny"


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    """Which analyses exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own analyses; for others what a Key opens."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office":
            return self.filter(office=act.scope.id) if act.holds(*OFFICE_ROLES) else self.none()
        if act.user is None:
            return self.none()
        return self.filter(pk__in=Key.objects.objects_open_to(act, Analysis))


class Analysis(models.Model):
    """An analysis of one task, made with one version of the method that never changes for it."""

    class State(models.TextChoices):
        """Being written, then closed for good."""

        DRAFT = "draft", "w opracowaniu"
        CLOSED = "closed", "zamknięta"

    office = models.ForeignKey(
        LocalGovernment, verbose_name="urząd", on_delete=models.PROTECT, related_name="analyses"
    )
    title = models.CharField("tytuł analizy", max_length=200)
    title_folded = models.TextField(editable=False)
    task_name = models.CharField("nazwa zadania", max_length=250)
    commissioning_type = models.CharField("typ zlecenia", max_length=12, choices=CommissioningType)
    method_version = models.CharField("wersja metody", max_length=20)
    is_staged = models.BooleanField("z etapami", default=True, editable=False)
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="analysis")
    created_at = models.DateTimeField("rozpoczęto")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("zamknięto", null=True, blank=True)
    closing_note = models.TextField("uwaga przy zamknięciu", blank=True)
    surveys = models.ManyToManyField(
        Survey, verbose_name="badania sondażowe", related_name="+", blank=True
    )
    adviser = models.CharField("doradca", max_length=150, blank=True)

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = "analiza"
        verbose_name_plural = "analizy"
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=["office", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(state="closed"),
                name="analysis_closed_when_closed",
                violation_error_message="Czas zamknięcia ma tylko zamknięta analiza.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words that the list is searched by."""
        self.title_folded = folded(f"{self.title} {self.task_name}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the analysis's page."""
        return reverse("analysis-detail", args=(self.pk,))
