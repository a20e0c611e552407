"""The typed tables of the official form: the rows that the law computes with."""

from django.core.validators import MinValueValidator
from django.db import models

from mkus_portal.drafting.models import TypedRow
from mkus_portal.money import MoneyField

YEARS = ("year1", "year2", "year3", "year4", "year5")
NOT_NEGATIVE = (MinValueValidator(0, message="Wpisz liczbę nie mniejszą od zera."),)
BIDDER_WORDS = (
    "name",
    "legal_form",
    "register_label",
    "address",
    "website",
    "correspondence_address",
    "email",
    "phone",
)


class PlannedAction(TypedRow):
    """A row of III.4, the plan and schedule of actions; `year` where the task has several."""

    year = models.PositiveSmallIntegerField("Rok", null=True, blank=True)
    name = models.CharField("Nazwa działania", max_length=250, blank=True)
    description = models.TextField("Opis", blank=True)
    target_group = models.CharField("Grupa docelowa", max_length=500, blank=True)
    schedule = models.CharField("Planowany termin realizacji", max_length=250, blank=True)
    outside = models.TextField(
        "Zakres działania realizowany przez podmiot niebędący stroną umowy", blank=True
    )

    def __str__(self) -> str:
        return self.name or f"Działanie {self.position}"


class ExpectedResult(TypedRow):
    """A row of III.6, additional information on results."""

    name = models.CharField("Nazwa rezultatu", max_length=250, blank=True)
    target_value = models.CharField(
        "Planowany poziom osiągnięcia rezultatów (wartość docelowa)", max_length=250, blank=True
    )
    monitoring_method = models.TextField(
        "Sposób monitorowania rezultatów / źródło informacji o osiągnięciu wskaźnika", blank=True
    )

    def __str__(self) -> str:
        return self.name


class CostColumns(TypedRow):
    """What is said of a cost wherever costs are planned: of a budget line, of a contract's plan."""

    name = models.CharField("Rodzaj kosztu", max_length=250, blank=True)
    unit = models.CharField("Rodzaj miary", max_length=60, blank=True)
    unit_cost = MoneyField(
        "Koszt jednostkowy [PLN]", null=True, blank=True, validators=NOT_NEGATIVE
    )
    quantity = models.DecimalField(
        "Liczba jednostek",
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    year1 = MoneyField("Rok 1", null=True, blank=True, validators=NOT_NEGATIVE)
    year2 = MoneyField("Rok 2", null=True, blank=True, validators=NOT_NEGATIVE)
    year3 = MoneyField("Rok 3", null=True, blank=True, validators=NOT_NEGATIVE)
    year4 = MoneyField("Rok 4", null=True, blank=True, validators=NOT_NEGATIVE)
    year5 = MoneyField("Rok 5", null=True, blank=True, validators=NOT_NEGATIVE)
    kind = models.CharField(
        "Część",
        max_length=8,
        default="action",
        choices=(
            ("action", "I. Koszty realizacji działań"),
            ("admin", "II. Koszty administracyjne"),
        ),
    )

    class Meta(TypedRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class BudgetLine(CostColumns):
    """A row of V.A: a cost of an action, or an administrative cost (no action)."""

    action = models.ForeignKey(
        PlannedAction,
        verbose_name="Działanie",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lines",
    )


class FundingSource(TypedRow):
    """The amounts of V.B; personal and in-kind contribution apart, the form prints their sum."""

    grant = MoneyField(
        "2. Planowana dotacja w ramach niniejszej oferty",
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    own_financial = MoneyField(
        "3.1. Wkład własny finansowy", null=True, blank=True, validators=NOT_NEGATIVE
    )
    own_personal = MoneyField(
        "3.2. Wkład własny niefinansowy – osobowy", null=True, blank=True, validators=NOT_NEGATIVE
    )
    own_in_kind = MoneyField(
        "3.2. Wkład własny niefinansowy – rzeczowy", null=True, blank=True, validators=NOT_NEGATIVE
    )
    recipient_fees = MoneyField(
        "4. Świadczenia pieniężne od odbiorców zadania",
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )

    class Meta(TypedRow.Meta):
        constraints = (models.UniqueConstraint(fields=["draft"], name="funding_source_once"),)

    def __str__(self) -> str:
        return "Źródła finansowania"


class BidderShare(TypedRow):
    """A row of V.C in a joint offer: a bidder as II.1 prints it, and its part of the costs."""

    name = models.CharField("Nazwa oferenta", max_length=250, blank=True)
    legal_form = models.CharField("Forma prawna", max_length=150, blank=True)
    register_label = models.CharField("Numer w rejestrze", max_length=100, blank=True)
    address = models.CharField("Adres siedziby", max_length=250, blank=True)
    website = models.CharField("Strona www", max_length=200, blank=True)
    correspondence_address = models.CharField("Adres do korespondencji", max_length=250, blank=True)
    email = models.EmailField("Adres e-mail", blank=True)
    phone = models.CharField("Numer telefonu", max_length=30, blank=True)
    year1 = MoneyField("Rok 1", null=True, blank=True, validators=NOT_NEGATIVE)
    year2 = MoneyField("Rok 2", null=True, blank=True, validators=NOT_NEGATIVE)
    year3 = MoneyField("Rok 3", null=True, blank=True, validators=NOT_NEGATIVE)
    year4 = MoneyField("Rok 4", null=True, blank=True, validators=NOT_NEGATIVE)
    year5 = MoneyField("Rok 5", null=True, blank=True, validators=NOT_NEGATIVE)

    def __str__(self) -> str:
        return self.name
