"""Money: Decimal in Python, whole grosze in the database, rounded half-up once."""

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator, MinValueValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.forms import DecimalField, Field
from django.utils.text import capfirst

GROSZ = Decimal("0.01")
LARGEST = Decimal("99999999999.99")
HUNDRED = 100
WIDE = Context(prec=80)


def round_money(amount: Decimal) -> Decimal:
    """Return the amount in whole grosze, half-up (away from zero), however large it is."""
    return amount.quantize(GROSZ, rounding=ROUND_HALF_UP, context=WIDE)


def percent_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return part ÷ whole × 100 with two decimals, half-up; 0 where the whole is 0."""
    if not whole:
        return Decimal("0.00")
    return (part * HUNDRED / whole).quantize(GROSZ, rounding=ROUND_HALF_UP)


class AmountField(DecimalField):
    """An amount as people write it: `1 234,56 zł`, with plain or hard spaces between thousands."""

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # as DecimalField does
        """Return the amount; raises ValidationError for what is not a number."""
        if isinstance(value, str):
            value = "".join(value.split()).removesuffix("zł")
        return super().to_python(value)


class MoneyField(models.BigIntegerField[Any, Any]):
    """An amount in złoty: a Decimal with two places for Python, grosze for the database.

    Sums over the column come back as Decimal złoty too. An amount with more than two decimals is
    refused, never rounded silently.
    """

    description = "kwota w złotych"
    default_validators = [DecimalValidator(13, 2), MinValueValidator(-LARGEST)]

    def from_db_value(
        self, value: int | None, expression: object, connection: BaseDatabaseWrapper
    ) -> Decimal | None:
        """Return złoty from grosze."""
        return None if value is None else (Decimal(int(value)) / HUNDRED).quantize(GROSZ)

    def to_python(self, value: object) -> Decimal | None:
        """Return a Decimal with two places. Raises ValidationError with a Polish sentence."""
        if value is None or value == "":
            return None
        if isinstance(value, float):
            message = "Kwota musi być dokładna: podaj liczbę dziesiętną, nie zmiennoprzecinkową."
            raise ValidationError(message, code="invalid")
        try:
            amount = Decimal(str(value).replace("\u00a0", "").replace(" ", "").replace(",", "."))
            exact = amount.quantize(GROSZ)
        except ArithmeticError as error:
            message = "Wpisz kwotę, np. 1234,56."
            raise ValidationError(message, code="invalid") from error
        if exact != amount:
            message = "Kwota może mieć najwyżej dwa miejsca po przecinku."
            raise ValidationError(message, code="invalid")
        return exact

    def get_prep_value(self, value: object) -> int | None:
        """Return grosze from złoty."""
        amount = self.to_python(value)
        return None if amount is None else int(amount * HUNDRED)

    def value_to_string(self, obj: models.Model) -> str:
        """Return the amount in złoty for a fixture."""
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, *args: Any, **kwargs: Any) -> Field | None:
        """Return a field that takes złoty with two decimals."""
        defaults: dict[str, Any] = {
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "max_digits": 13,
            "decimal_places": 2,
            "localize": True,
        }
        if self.has_default():
            defaults["initial"] = self.get_default()
        return AmountField(**{**defaults, **kwargs})
