"""The typed tables of a report: what was reached, what was done, what was earned."""

from django.db import models

from contracting.settlement.models.items import NOT_NEGATIVE
from mkus_portal.drafting.models import TypedRow
from mkus_portal.money import MoneyField


class ReportedResult(TypedRow):
    """A planned result (III.6 of the offer) and what was reached of it; `result` is its key."""

    result = models.PositiveBigIntegerField("rezultat")
    reached = models.CharField("Osiągnięta wartość", max_length=250, blank=True)
    measured = models.TextField(
        "Jak zmierzono; skąd różnica, gdy wartość jest inna niż planowana", blank=True
    )

    class Meta(TypedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=["draft", "result"], name="reported_result_once"),
        )

    def __str__(self) -> str:
        return self.reached


class ReportedAction(TypedRow):
    """A planned action (III.4 of the offer) and how it was done; `planned` is its key."""

    class Degree(models.TextChoices):
        """How far an action was carried out."""

        DONE = "done", "wykonane w całości"
        PARTLY = "partly", "wykonane częściowo"
        NOT_DONE = "not_done", "niewykonane"
        GOES_ON = "goes_on", "w toku"

    planned = models.PositiveBigIntegerField("działanie")
    degree = models.CharField("Stopień wykonania", max_length=8, choices=Degree, blank=True)
    description = models.TextField("Opis wykonania, terminy i odstępstwa od planu", blank=True)
    outside = models.TextField("Co wykonał podmiot niebędący stroną umowy", blank=True)

    class Meta(TypedRow.Meta):
        constraints = (
            models.UniqueConstraint(fields=["draft", "planned"], name="reported_action_once"),
        )

    def __str__(self) -> str:
        return str(self.get_degree_display())


class ReportIncome(TypedRow):
    """What the task earned from its beginning to the end of the period, PLN."""

    interest = MoneyField(
        "Odsetki bankowe od dotacji naliczone przez bank",
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    income = MoneyField(
        "Inne przychody uzyskane przy realizacji zadania",
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    fees = MoneyField(
        "Świadczenia pieniężne pobrane od odbiorców", null=True, blank=True, validators=NOT_NEGATIVE
    )

    class Meta(TypedRow.Meta):
        constraints = (models.UniqueConstraint(fields=["draft"], name="report_income_once"),)

    def __str__(self) -> str:
        return "Przychody"
