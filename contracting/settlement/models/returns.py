"""Money of the grant that comes back: found, demanded, paid with interest."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.contracts.models import Contract
from contracting.settlement.models.items import NOT_NEGATIVE, ZERO, Ground
from mkus_portal.act import Act
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned


class GrantReturnQuerySet(models.QuerySet["GrantReturn"]):
    """Which returns exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the contracts that exist for the act."""
        return self.filter(contract__in=Contract.objects.visible_to(act))

    def open(self) -> Self:
        """Return those that are neither paid nor taken back."""
        return self.exclude(state__in=(GrantReturn.State.PAID, GrantReturn.State.CANCELLED))


class GrantReturn(Versioned):
    """An amount of the grant to be given back, with its ground and legal term (art. 251, 252 UFP).

    `due_on` is the last day of the law's term, `accepted_on` the last one on which it is still kept
    (D29), `interest_from` the first day for which interest as for tax arrears is counted: the day
    of the transfer for a misused grant, else the day after the accepted one. All three stay as they
    were computed when the return was found.
    """

    class State(models.TextChoices):
        """From the finding to the money on the office's account."""

        FOUND = "found", "stwierdzono"
        DEMANDED = "demanded", "wezwano do zwrotu"
        DECISION = "decision", "wydano decyzję o zwrocie"
        PAID = "paid", "zwrócono w całości"
        CANCELLED = "cancelled", "odstąpiono od żądania"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="grant_returns")
    ground = models.CharField("podstawa", max_length=9, choices=Ground)
    amount = MoneyField("kwota do zwrotu", validators=[MinValueValidator(ZERO)])
    state = models.CharField("stan", max_length=9, choices=State, default=State.FOUND)
    found_on = models.DateField("dzień stwierdzenia")
    transferred_on = models.DateField("dzień przekazania dotacji", null=True, blank=True)
    due_on = models.DateField("termin zwrotu")
    accepted_on = models.DateField("termin przyjmowany")
    interest_from = models.DateField("odsetki od dnia")
    reason = models.TextField("uzasadnienie")
    account = models.CharField("rachunek do zwrotu dotacji", max_length=28, blank=True)
    interest_account = models.CharField("rachunek do wpłaty odsetek", max_length=28, blank=True)
    demanded_on = models.DateField("wezwano dnia", null=True, blank=True)
    decision_number = models.CharField("numer decyzji", max_length=100, blank=True)
    decision_on = models.DateField("decyzja z dnia", null=True, blank=True)
    found_at = models.DateTimeField("odnotowano")
    found_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "zwrot dotacji"
        verbose_name_plural = "zwroty dotacji"
        ordering = ("contract", "pk")
        indexes = (models.Index(fields=["contract", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="grant_return_positive",
                violation_error_message="Kwota do zwrotu musi być większa od zera.",
            ),
        )

    def __str__(self) -> str:
        return f"Zwrot dotacji, umowa nr {self.contract.number}: {self.get_ground_display()}"

    def get_absolute_url(self) -> str:
        """Return the return's page."""
        return reverse("return-detail", args=(self.pk,))


class ReturnPaymentQuerySet(models.QuerySet["ReturnPayment"]):
    """Which payments count."""

    def standing(self) -> Self:
        """Return those that were not taken back."""
        return self.filter(taken_back_at=None)


class ReturnPayment(models.Model):
    """What was paid back on a day, split between principal and interest (art. 55 § 2 Ordynacji).

    One that was recorded by mistake is taken back: it stays, with the reason, and does not count.
    """

    belongs_to = "grant_return"
    grant_return = models.ForeignKey(GrantReturn, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField("dzień wpłaty")
    principal = MoneyField("na należność główną", validators=NOT_NEGATIVE)
    interest = MoneyField("na odsetki", validators=NOT_NEGATIVE)
    note = models.CharField("uwagi", max_length=300, blank=True)
    recorded_at = models.DateTimeField("odnotowano")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField("cofnięto", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_reason = models.CharField("dlaczego cofnięto", max_length=300, blank=True)

    objects = ReturnPaymentQuerySet.as_manager()

    class Meta:
        verbose_name = "wpłata zwrotu"
        verbose_name_plural = "wpłaty zwrotów"
        ordering = ("grant_return", "paid_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(principal__gt=-F("interest")),
                name="return_payment_positive",
                violation_error_message="Kwota wpłaty musi być większa od zera.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_reason="")
                | Q(taken_back_at__isnull=False) & ~Q(taken_back_reason=""),
                name="return_payment_taken_back_for_reason",
                violation_error_message="Napisz, dlaczego wpłata jest cofnięta.",
            ),
        )

    def __str__(self) -> str:
        return f"Wpłata {self.paid_on:%d.%m.%Y}"

    @property
    def amount(self) -> Decimal:
        """The whole payment, PLN."""
        whole: Decimal = self.principal + self.interest
        return whole
