"""Cost lines of both scenarios of the economic efficiency (mkus.md 4.3)."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from contracting.analysis.method import method
from contracting.analysis.method.economic import FUTURE, PRESENT
from mkus_portal.drafting.models import TypedRow
from mkus_portal.money import MoneyField

ONCE = Decimal(1)
ONE_OFF = "JEDN"
LEAST = Decimal("0.0001")
POSITIVE = (MinValueValidator(LEAST, "Wpisz liczbę większą od zera."),)
NOT_NEGATIVE = (MinValueValidator(Decimal(0), "Kwota nie może być ujemna."),)
ONLY_ONCE = (
    "Koszt jednorazowy („Koszty jednorazowe”, JEDN) wpisuje się raz: w polu „Ile razy w roku”"
    " zostaw 1."
)
NO_SUCH = "Wybierz jedną z podanych odpowiedzi."


class GroupField(models.CharField[Any, Any]):
    """A cost group that may stand in the row's scenario."""

    def clean(self, value: Any, model_instance: Any) -> Any:  # noqa: ANN401 - as Django's own
        """Return the code. Raises ValidationError with a sentence that names the group."""
        code: str = super().clean(value, model_instance)
        if not code:
            return code
        economic = method(model_instance.draft.form_version).economic
        group = economic.groups.get(code)
        if group is None:
            raise ValidationError(NO_SUCH)
        if model_instance.scenario not in group.scenarios:
            where = "dzisiaj" if model_instance.scenario == PRESENT else "po zmianie"
            message = f"Grupy „{group.short}” ({code}) nie ma w kosztach {where}. Wybierz inną."
            raise ValidationError(message)
        if code == ONE_OFF and model_instance.times_per_year not in {None, ONCE}:
            raise ValidationError(ONLY_ONCE)
        return code


class TimesField(models.DecimalField[Any, Any]):
    """How many times a year a cost comes; once for a one-off one."""

    def clean(self, value: Any, model_instance: Any) -> Any:  # noqa: ANN401 - as Django's own
        """Return the number. Raises ValidationError for a one-off cost that comes again."""
        times: Decimal | None = super().clean(value, model_instance)
        if model_instance.group == ONE_OFF and times not in {None, ONCE}:
            raise ValidationError(ONLY_ONCE)
        return times


def _number(label: str, cls: Any = models.DecimalField) -> Any:  # noqa: ANN401 - a column of the class
    return cls(label, max_digits=14, decimal_places=4, null=True, blank=True, validators=POSITIVE)


class CostLine(TypedRow):
    """A cost: value = quantity × unit cost × times a year (empty times: once)."""

    scenario = ""
    group = GroupField("Grupa kosztów", max_length=8, blank=True)
    name = models.CharField("Za co", max_length=250, blank=True)
    quantity = _number("Ilość")
    unit = models.CharField("Jednostka", max_length=60, blank=True)
    unit_cost = MoneyField("Cena jednostki", null=True, blank=True, validators=NOT_NEGATIVE)
    times_per_year = _number("Ile razy w roku", TimesField)
    payer = models.CharField("Kto płaci", max_length=10, blank=True)
    source = models.CharField("Skąd kwota", max_length=10, blank=True)

    class Meta(TypedRow.Meta):
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0),
                name="%(class)s_quantity_positive",
            ),
            models.CheckConstraint(
                condition=Q(unit_cost__isnull=True) | Q(unit_cost__gte=0),
                name="%(class)s_cost_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(times_per_year__isnull=True) | Q(times_per_year__gt=0),
                name="%(class)s_times_positive",
            ),
            models.CheckConstraint(
                condition=~Q(group=ONE_OFF) | Q(times_per_year__isnull=True) | Q(times_per_year=1),
                name="%(class)s_one_off_once",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.group

    @property
    def is_counted(self) -> bool:
        """Whether the line has all that its value needs."""
        return bool(self.group) and self.quantity is not None and self.unit_cost is not None

    @property
    def says_something(self) -> bool:
        """Whether anybody has filled in more than what a new line comes with."""
        return (
            bool(self.group or self.name) or self.quantity is not None or self.unit_cost is not None
        )


class PresentCost(CostLine):
    """A cost of scenario A: how it is today."""

    scenario = PRESENT

    class Meta(CostLine.Meta):
        verbose_name = "koszt dzisiaj"


class FutureCost(CostLine):
    """A cost of scenario B: how it will be after the change."""

    scenario = FUTURE

    class Meta(CostLine.Meta):
        verbose_name = "koszt po zmianie"
