"""A typed table of a form, for tests alone."""

from django.core.exceptions import ValidationError
from django.db import models

from mkus_portal.drafting.models import Draft, TypedRow
from mkus_portal.money import MoneyField

COLOURS = {"czerwony": "red", "zielony": "green"}


class Cost(TypedRow):
    """A cost with an amount, a quantity, a colour that only the parser knows, and a row before."""

    # No constraint: PostgreSQL empties the tables between tests and does not know this one.
    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="costs", db_constraint=False
    )
    name = models.CharField("nazwa", max_length=10, blank=True)
    amount = MoneyField("kwota", null=True, blank=True)
    quantity = models.DecimalField("ile", max_digits=8, decimal_places=3, null=True, blank=True)
    colour = models.CharField("kolor", max_length=10, blank=True)
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL)

    class Meta(TypedRow.Meta):
        app_label = "tests"


def parse_colour(draft, text):
    """Return the colour's code."""
    try:
        return COLOURS[text.strip()]
    except KeyError as error:
        message = "Wybierz kolor: czerwony albo zielony."
        raise ValidationError(message) from error
