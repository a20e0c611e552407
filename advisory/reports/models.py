"""What a document was asked for: the months of advisers, the reports of programmes."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from advisory.programmes.models import Adviser, Programme
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class AdviserMonthQuerySet(models.QuerySet["AdviserMonth"]):
    """Which months exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the months of the advisers who exist for the act."""
        return self.filter(adviser__in=Adviser.objects.visible_to(act))


class AdviserMonth(models.Model):
    """A calendar month of one adviser: the object of its document, made when first asked for."""

    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="months")
    year = models.PositiveSmallIntegerField(
        "rok", validators=[MinValueValidator(2000), MaxValueValidator(2999)]
    )
    month = models.PositiveSmallIntegerField(
        "miesiąc", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )

    objects = AdviserMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "miesiąc doradcy"
        verbose_name_plural = "miesiące doradców"
        ordering = ("-year", "-month")
        constraints = (
            models.UniqueConstraint(
                fields=["adviser", "year", "month"],
                name="adviser_month_once",
                violation_error_message="Ten miesiąc doradcy już jest.",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12),
                name="adviser_month_is_a_month",
                violation_error_message="Miesiąc ma numer od 1 do 12.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.adviser}, {self.first_day:%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the month's page."""
        return f"{reverse('adviser-month', args=(self.adviser_id,))}?miesiac={self.first_day:%Y-%m}"

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)


class ProgrammeReportQuerySet(models.QuerySet["ProgrammeReport"]):
    """Which reports exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()


class ProgrammeReport(Versioned):
    """A report of a programme on a day; its figures come from records, its words from people."""

    class Kind(models.TextChoices):
        """What it reports on."""

        ANNUAL = "annual", "sprawozdanie roczne"
        FINAL = "final", "sprawozdanie końcowe"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("rodzaj", max_length=10, choices=Kind, default=Kind.ANNUAL)
    last_day = models.DateField("stan na dzień")
    risks = models.TextField("problemy, bariery i ryzyka", blank=True)
    conclusions = models.TextField("wnioski", blank=True)
    created_at = models.DateTimeField("założono")

    objects = ProgrammeReportQuerySet.as_manager()

    class Meta:
        verbose_name = "sprawozdanie programu"
        verbose_name_plural = "sprawozdania programu"
        ordering = ("-last_day", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, stan na {self.last_day:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the report's page."""
        return reverse("programme-report", args=(self.pk,))
