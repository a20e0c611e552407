"""What contracts have delivered of what an analysis promised: posted by the settlement."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from contracting.analysis.models.analyses import Analysis
from mkus_portal.act import Act
from mkus_portal.money import MoneyField

ZERO = Decimal("0.00")


class DeliveredQuerySet(models.QuerySet["Delivered"]):
    """Which figures exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the figures of the analyses that exist for the act."""
        return self.filter(analysis__in=Analysis.objects.visible_to(act))

    def in_force(self) -> Self:
        """Return the newest figures of every contract."""
        return self.filter(replaced_at=None)


class Delivered(models.Model):
    """A settled contract's figures as they were posted; a correction is a new row.

    `contract_ref` names the contract for good, `call_ref` its call; `url` is the contract's page.
    `version` counts from 1; the rows that were replaced stay as the trace. `recipients` and `units`
    (of the analysis's service unit) are what the office has counted, None while nobody has.
    """

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="delivered")
    contract_ref = models.CharField("umowa", max_length=60)
    label = models.CharField("nazwa umowy", max_length=400)
    url = models.CharField("strona umowy", max_length=200, blank=True)
    call_ref = models.CharField("konkurs", max_length=60)
    call_label = models.CharField("nazwa konkursu", max_length=300)
    begins_on = models.DateField("realizacja od")
    ends_on = models.DateField("realizacja do")
    source = models.CharField("na podstawie", max_length=300)
    version = models.PositiveSmallIntegerField("wersja")
    digest = models.CharField("skrót liczb", max_length=64)
    recipients = models.DecimalField(
        "odbiorcy", max_digits=12, decimal_places=2, null=True, blank=True
    )
    units = models.DecimalField(
        "jednostki usługi", max_digits=14, decimal_places=2, null=True, blank=True
    )
    posted_at = models.DateTimeField("zapisano")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField("zastąpiono", null=True, blank=True)

    objects = DeliveredQuerySet.as_manager()

    class Meta:
        verbose_name = "rozliczone liczby"
        verbose_name_plural = "rozliczone liczby"
        ordering = ("call_ref", "contract_ref", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["analysis", "contract_ref", "version"], name="delivered_version_once"
            ),
            models.UniqueConstraint(
                fields=["analysis", "contract_ref"],
                condition=Q(replaced_at__isnull=True),
                name="delivered_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("ends_on")),
                name="delivered_days_in_order",
                violation_error_message="Realizacja nie może się kończyć, zanim się zacznie.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.label}, wersja {self.version}"

    @property
    def total(self) -> Decimal:
        """All that the contract's task has cost, PLN."""
        return sum((one.amount for one in self.costs.all()), ZERO)


class DeliveredCost(models.Model):
    """What was settled of one of the analysis's cost groups in a calendar year, PLN."""

    belongs_to = "delivered"
    delivered = models.ForeignKey(Delivered, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField("rok")
    group = models.CharField("grupa kosztów", max_length=8)
    amount = MoneyField("kwota")

    class Meta:
        verbose_name = "rozliczony koszt"
        verbose_name_plural = "rozliczone koszty"
        ordering = ("delivered", "year", "group")
        constraints = (
            models.UniqueConstraint(
                fields=["delivered", "year", "group"], name="delivered_cost_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} {self.year}"


class DeliveredResult(models.Model):
    """A result of the contract as it was planned and reached, in the report's own words."""

    belongs_to = "delivered"
    delivered = models.ForeignKey(Delivered, on_delete=models.CASCADE, related_name="results")
    label = models.TextField("rezultat")
    planned = models.TextField("planowano", blank=True)
    reached = models.TextField("osiągnięto", blank=True)

    class Meta:
        verbose_name = "osiągnięty rezultat"
        verbose_name_plural = "osiągnięte rezultaty"
        ordering = ("delivered", "pk")

    def __str__(self) -> str:
        return self.label
