"""A dated, cited value of a legal parameter that an operator adds without a release."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models


class ParameterValueQuerySet(models.QuerySet["ParameterValue"]):
    """The operator's rows."""

    def rows_of(self, key: str) -> dict[date, Decimal | None]:
        """Return the values of one parameter by the day since which each is in force."""
        return dict(self.filter(key=key).values_list("valid_from", "value"))

    def in_order(self) -> Self:
        """Return the rows parameter by parameter, oldest first."""
        return self.order_by("key", "valid_from")


class ParameterValue(models.Model):
    """An operator's row: which parameter, since when, by what text; no value means no limit."""

    belongs_to = "everybody"
    key = models.CharField("parametr", max_length=80)
    valid_from = models.DateField("obowiązuje od")
    value = models.DecimalField("wartość", max_digits=14, decimal_places=4, null=True, blank=True)
    cite = models.CharField("podstawa prawna", max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = ParameterValueQuerySet.as_manager()

    class Meta:
        verbose_name = "wartość parametru"
        constraints = (
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="parameter_value_once_a_day",
                violation_error_message="Na ten dzień wartość jest już wpisana.",
            ),
            models.CheckConstraint(
                condition=~models.Q(cite=""),
                name="parameter_value_is_cited",
                violation_error_message="Podaj podstawę prawną.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} od {self.valid_from:%d.%m.%Y}"
