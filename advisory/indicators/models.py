"""What a programme promises: indicators with targets, and readings of those counted by hand."""

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from advisory.indicators.sources import CHOICES, MANUAL
from advisory.programmes.models import Programme
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Which indicators exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()


class Indicator(Versioned):
    """One indicator: what it is called, what it should come to, where its value comes from."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="indicators")
    name = models.CharField("nazwa", max_length=200)
    unit = models.CharField("jednostka miary", max_length=40, help_text="np. szt., os., h")
    source = models.CharField("skąd wartość", max_length=40, choices=CHOICES)
    target = models.DecimalField(
        "wartość docelowa",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Puste: wskaźnik bez celu, tylko do obserwacji.",
    )
    position = models.PositiveSmallIntegerField("kolejność", default=0, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "wskaźnik"
        verbose_name_plural = "wskaźniki"
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "source"],
                condition=~Q(source=MANUAL),
                name="indicator_source_once",
                violation_error_message="Program ma już wskaźnik z tego źródła.",
            ),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="indicator_name_once",
                violation_error_message="Wskaźnik o tej nazwie już jest.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page with the records behind the value."""
        return reverse("indicator-detail", args=(self.pk,))

    @property
    def is_manual(self) -> bool:
        """Whether somebody writes its value."""
        return self.source == MANUAL


class Reading(models.Model):
    """The value of a manual indicator as it stood on a day, with the evidence; never changed."""

    belongs_to = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    day = models.DateField("stan na dzień")
    value = models.DecimalField(
        "wartość", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    evidence = models.CharField(
        "dowód", max_length=500, help_text="Skąd wiadomo, np. protokół z 12 maja, ankieta."
    )
    noted_by = models.CharField("kto wpisał", max_length=150)
    noted_at = models.DateTimeField("wpisano")

    class Meta:
        verbose_name = "odczyt wskaźnika"
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.indicator}, {self.day:%d.%m.%Y}"
