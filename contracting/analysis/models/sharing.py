"""What offices share of their analyses with other offices, and what was copied from it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.analysis.models.analyses import Analysis, CommissioningType
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.law.spheres import SPHERES
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment
from mkus_portal.versions import Versioned

ADVISING = ("adviser", "programme_coordinator")
SPHERE_CHOICES = tuple((one.code, one.label) for one in SPHERES)


def reads_peers(act: Act) -> bool:
    """Whether the act may read what other offices share.

    Officials and advisers do, and whoever works in an analysis by a Key; an organisation and the
    public do not.
    """
    if act.holds("system", *OFFICE_ROLES, *ADVISING):
        return True
    if act.user is None or act.scope.kind == "organisation":
        return False
    return Key.objects.held_by(act, Analysis).exists()


class UnitSize(models.TextChoices):
    """How many people live in the unit; somebody alike is found by it."""

    UNDER_5 = "under_5", "do 5 tys. mieszkańców"
    UNDER_10 = "under_10", "5–10 tys. mieszkańców"
    UNDER_20 = "under_20", "10–20 tys. mieszkańców"
    UNDER_50 = "under_50", "20–50 tys. mieszkańców"
    UNDER_100 = "under_100", "50–100 tys. mieszkańców"
    OVER_100 = "over_100", "ponad 100 tys. mieszkańców"


class SharedAnalysisQuerySet(models.QuerySet["SharedAnalysis"]):
    """Which shared analyses exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return what is shared, for those who may read it; nothing of what is prepared."""
        return self.shared() if reads_peers(act) else self.none()

    def own_of(self, act: Act) -> Self:
        """Return the office's own copies in every state."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(office=act.scope.id)
        return self.none()

    def shared(self) -> Self:
        """Return what other offices read now."""
        return self.filter(state=SharedAnalysis.State.SHARED)


class SharedAnalysis(Versioned):
    """The public copy of a closed analysis: prepared, shared, withdrawn.

    Its texts are its own; nothing that happens to the analysis changes them.
    """

    class State(models.TextChoices):
        """Only a shared copy is seen by other offices."""

        PREPARED = "prepared", "w przygotowaniu"
        SHARED = "shared", "udostępniona"
        WITHDRAWN = "withdrawn", "wycofana"

    analysis = models.OneToOneField(Analysis, on_delete=models.PROTECT, related_name="sharing")
    office = models.ForeignKey(
        LocalGovernment, verbose_name="urząd", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("stan", max_length=10, choices=State, default=State.PREPARED)
    title = models.CharField("tytuł dla innych urzędów", max_length=200)
    task_name = models.CharField("nazwa zadania dla innych urzędów", max_length=250)
    commissioning_type = models.CharField("typ zlecenia", max_length=12, choices=CommissioningType)
    method_version = models.CharField("wersja metody", max_length=20)
    sphere = models.CharField(
        "sfera zadań publicznych", max_length=4, choices=SPHERE_CHOICES, blank=True
    )
    unit_size = models.CharField("wielkość jednostki", max_length=10, choices=UnitSize, blank=True)
    is_checked = models.BooleanField("tytuł i zadanie sprawdzone", default=False)
    prepared_at = models.DateTimeField("przygotowano")
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField("udostępniono", null=True, blank=True)
    folded = models.TextField(editable=False)

    objects = SharedAnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = "udostępniona analiza"
        verbose_name_plural = "udostępnione analizy"
        ordering = ("-shared_at", "-pk")
        indexes = (models.Index(fields=["state", "commissioning_type"]),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="shared") | (~Q(sphere="") & ~Q(unit_size="")),
                name="shared_analysis_is_described",
                violation_error_message="Udostępniona analiza ma sferę i wielkość jednostki.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words that the library is searched by."""
        self.folded = folded(f"{self.title} {self.task_name}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return its page in the library."""
        return reverse("shared-analysis", args=(self.pk,))


class SharedAnswerQuerySet(models.QuerySet["SharedAnswer"]):
    """Which shared answers exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the answers that others read: of what is shared, not left out."""
        shared = SharedAnalysis.objects.visible_to(act)
        return self.filter(shared__in=shared, is_left_out=False)

    def own_of(self, act: Act) -> Self:
        """Return the office's own public copies in every state."""
        return self.filter(shared__in=SharedAnalysis.objects.own_of(act))


class SharedAnswer(Versioned):
    """The public copy of one answer.

    `texts`: place → text; `rows`: place → rows, each column → text. A cell that points at a row
    holds its number in the table (1, 2 …). `shape` is the question's layout in its method.
    """

    shared = models.ForeignKey(SharedAnalysis, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField("pytanie", max_length=20)
    position = models.PositiveIntegerField()
    shape = models.CharField(max_length=64)
    texts = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    is_left_out = models.BooleanField("pominięta", default=False)
    is_checked = models.BooleanField("sprawdzona", default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    folded = models.TextField(editable=False)

    objects = SharedAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "udostępniona odpowiedź"
        verbose_name_plural = "udostępnione odpowiedzi"
        ordering = ("position", "pk")
        indexes = (models.Index(fields=["question", "shape"]),)
        constraints = (
            models.UniqueConstraint(fields=["shared", "question"], name="shared_answer_once"),
        )

    def __str__(self) -> str:
        return f"{self.shared}: {self.question}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words that answers are searched by."""
        cells = (cell for rows in self.rows.values() for row in rows for cell in row.values())
        self.folded = folded(" ".join([*self.texts.values(), *cells]))
        super().save(*args, **kwargs)


class AnswerSource(models.Model):
    """Where a part of an answer was copied from: kept in words, whatever becomes of the source.

    `pieces` are the texts that were put in; while they stand in the answer, the note stays.
    """

    belongs_to = "analysis"
    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="sources")
    question = models.CharField(max_length=20)
    shared = models.ForeignKey(SharedAnalysis, on_delete=models.PROTECT, related_name="copies")
    office_name = models.CharField("urząd", max_length=150)
    title = models.CharField("analiza", max_length=200)
    shared_on = models.DateField("udostępniona")
    pieces = models.JSONField(default=list)
    copied_at = models.DateTimeField("wstawiono")
    copied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("zdjęto", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "źródło odpowiedzi"
        verbose_name_plural = "źródła odpowiedzi"
        ordering = ("pk",)
        indexes = (models.Index(fields=["analysis", "question"]),)

    def __str__(self) -> str:
        return f"{self.office_name}, „{self.title}”"
