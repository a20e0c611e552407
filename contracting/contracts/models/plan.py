"""The costs of a contract's plan; its other tables are rows of the offer's kinds."""

from django.core.validators import MinValueValidator
from django.db import models

from contracting.offers.models import CostColumns, PlannedAction
from mkus_portal.money import MoneyField

NOT_NEGATIVE = (MinValueValidator(0, message="Wpisz kwotę nie mniejszą od zera."),)


class PlanLine(CostColumns):
    """A cost of the agreed plan; its key is the cost's key for the life of the contract.

    `from_grant` is written where the parties agree line by line what the grant pays.
    """

    action = models.ForeignKey(
        PlannedAction,
        verbose_name="Działanie",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="plan_lines",
    )
    from_grant = MoneyField("W tym z dotacji [PLN]", null=True, blank=True, validators=NOT_NEGATIVE)
