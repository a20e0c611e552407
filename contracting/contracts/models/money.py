"""When the grant is transferred: tranches and the orders by which they are paid."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from contracting.contracts.law import PAYMENT
from contracting.contracts.models.contract import OFFICE_READERS, Contract
from mkus_portal.act import Act
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.versions import Versioned


class PaymentOrderQuerySet(models.QuerySet["PaymentOrder"]):
    """Which orders exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's own."""
        if act.holds("system"):
            return self
        if act.scope.kind == "office" and act.holds(*OFFICE_READERS):
            return self.filter(office=act.scope.id)
        return self.none()


class PaymentOrder(models.Model):
    """A list of transfers that the office's accounting makes; frozen when it is drawn up.

    `rows` are what the accounting needs of each tranche, by its key.
    """

    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    number = models.CharField("numer", max_length=30)
    ordered_on = models.DateField("z dnia")
    rows = models.JSONField("przelewy")
    made_at = models.DateTimeField("sporządzono")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PaymentOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "zlecenie wypłaty"
        verbose_name_plural = "zlecenia wypłaty"
        ordering = ("office", "pk")
        constraints = (
            models.UniqueConstraint(fields=["office", "number"], name="payment_order_once"),
        )

    def __str__(self) -> str:
        return f"Zlecenie wypłaty {self.number}"


class TrancheQuerySet(models.QuerySet["Tranche"]):
    """Which tranches exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the contracts that exist for the act."""
        return self.filter(contract__in=Contract.objects.visible_to(act))


class Tranche(Versioned):
    """A part of the grant with its day and its condition (contract § 3)."""

    belongs_to = "contract"

    class State(models.TextChoices):
        """From the agreement to the debit of the principal's account."""

        PLANNED = "planned", "zaplanowana"
        ORDERED = "ordered", "zlecona do wypłaty"
        PAID = "paid", "wypłacona"
        CANCELLED = "cancelled", "nie będzie wypłacona"

    class Condition(models.TextChoices):
        """What the contractor does before it gets the tranche."""

        NONE = "none", "bez warunku"
        REPORT_FILED = "report_filed", "po złożeniu sprawozdania częściowego"
        REPORT_ACCEPTED = "report_accepted", "po zaakceptowaniu sprawozdania częściowego"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="tranches")
    ordinal = models.PositiveSmallIntegerField("transza")
    year = models.PositiveSmallIntegerField("rok budżetowy")
    amount = MoneyField("kwota", validators=[MinValueValidator(0)])
    due_on = models.DateField("termin wypłaty", null=True, blank=True)
    condition = models.CharField("warunek", max_length=16, choices=Condition, default="none")
    state = models.CharField("stan", max_length=10, choices=State, default=State.PLANNED)
    condition_met_on = models.DateField("warunek spełniono", null=True, blank=True)
    order = models.ForeignKey(
        "PaymentOrder",
        verbose_name="zlecenie wypłaty",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tranches",
    )
    paid_on = models.DateField("dzień obciążenia rachunku", null=True, blank=True)

    objects = TrancheQuerySet.as_manager()

    class Meta:
        verbose_name = "transza"
        verbose_name_plural = "transze"
        ordering = ("contract", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["contract", "ordinal"], name="tranche_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="tranche_positive",
                violation_error_message="Kwota transzy musi być większa od zera.",
            ),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_on__isnull=False),
                name="tranche_paid_has_day",
                violation_error_message="Podaj dzień, w którym obciążono rachunek.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract}, transza {self.ordinal}"

    @property
    def last_day(self) -> date | None:
        """The last day of the transfer: its own, else D19 counted from the conclusion."""
        if self.due_on is not None or self.contract.concluded_on is None:
            return self.due_on
        return PAYMENT.last_day(self.contract.concluded_on)
