"""The ledger of a contract: expenses by accounting document, work and things given free."""

from decimal import Decimal
from typing import Any, Self, TypeVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.contracts.models import Contract
from contracting.settlement.models.report import TaskReport
from contracting.settlement.numbers import folded_number
from mkus_portal.act import Act
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned

ZERO = Decimal("0.00")
NOT_NEGATIVE = (MinValueValidator(Decimal(0), message="Wpisz kwotę nie mniejszą od zera."),)
# who pays for an expense, in the order of the report's table II.2
SOURCES = (
    "from_grant",
    "from_interest",
    "from_income",
    "own_financial",
    "recipient_fees",
    "other_public",
    "other",
)


class Ground(models.TextChoices):
    """Why money of the grant is given back (art. 251 and 252 UFP)."""

    UNUSED = "unused", "niewykorzystana"
    MISUSED = "misused", "wykorzystana niezgodnie z przeznaczeniem"
    UNDUE = "undue", "pobrana nienależnie"
    EXCESSIVE = "excessive", "pobrana w nadmiernej wysokości"


class ItemState(models.TextChoices):
    """What the desk says of an item."""

    PENDING = "pending", "do sprawdzenia"
    QUESTIONED = "questioned", "urząd prosi o wyjaśnienie"
    EXPLAINED = "explained", "wyjaśnione"
    ACCEPTED = "accepted", "uznane"
    REFUSED = "refused", "nieuznane"


ItemT = TypeVar("ItemT", bound="Item")


class ItemQuerySet(models.QuerySet[ItemT]):
    """Which items exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the contractor's own; for the office those that a report has brought."""
        rows = self.filter(contract__in=Contract.objects.visible_to(act))
        return rows.exclude(report=None) if act.scope.kind == "office" else rows


class Item(Versioned):
    """What an expense and a contribution have in common.

    `line` is the key of a cost of the agreed plan. `report` is the report that brought the item to
    the office first; empty until then. `refused_grant` and `refused_other` are the parts that the
    desk has not accepted.
    """

    State = ItemState

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="%(class)ss")
    report = models.ForeignKey(
        TaskReport, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    line = models.PositiveBigIntegerField("pozycja kosztów")
    name = models.CharField("za co", max_length=300)
    state = models.CharField("stan", max_length=10, choices=ItemState, default=ItemState.PENDING)
    ground = models.CharField("podstawa", max_length=9, choices=Ground, blank=True)
    reason = models.TextField("uwagi urzędu", blank=True)
    explanation = models.TextField("wyjaśnienie zleceniobiorcy", blank=True)
    refused_grant = MoneyField("nie uznano z dotacji", default=ZERO, validators=NOT_NEGATIVE)
    refused_other = MoneyField("nie uznano z innych środków", default=ZERO, validators=NOT_NEGATIVE)
    created_at = models.DateTimeField("wpisano")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ("contract", "pk")


class ExpenseQuerySet(ItemQuerySet["ExpenseDocument"]):
    """Expenses."""


class ContributionQuerySet(ItemQuerySet["Contribution"]):
    """Contributions."""


class ExpenseDocument(Item):
    """An expense by an accounting document (law.md 5: list of accounting documents).

    A document paid for under several costs is one row for each; `gross` is the whole document,
    the amounts by source are what this task bears under this cost. Columns of amounts are PLN.
    """

    class Kind(models.TextChoices):
        """What proves the expense."""

        INVOICE = "invoice", "faktura"
        BILL = "bill", "rachunek"
        PAYROLL = "payroll", "lista płac"
        TRAVEL = "travel", "delegacja"
        OTHER = "other", "inny dokument"
        SUMMARY = "summary", "zestawienie zbiorcze"

    class Payment(models.TextChoices):
        """How it was paid."""

        TRANSFER = "transfer", "przelew"
        CARD = "card", "karta"
        CASH = "cash", "gotówka"
        OTHER = "other", "inaczej"

    kind = models.CharField("rodzaj dokumentu", max_length=8, choices=Kind, default=Kind.INVOICE)
    document_number = models.CharField("numer dokumentu", max_length=100)
    number_folded = models.CharField(max_length=100, editable=False, blank=True, db_index=True)
    ksef_number = models.CharField(
        "numer KSeF", max_length=40, blank=True, db_index=True, help_text="Gdy faktura jest w KSeF."
    )
    issued_on = models.DateField("data wystawienia")
    issuer_name = models.CharField("wystawca", max_length=300)
    issuer_nip = models.CharField("NIP wystawcy", max_length=10, blank=True, db_index=True)
    gross = MoneyField("kwota brutto dokumentu", validators=NOT_NEGATIVE)
    from_grant = MoneyField("z dotacji", default=ZERO, validators=NOT_NEGATIVE)
    from_interest = MoneyField("z odsetek od dotacji", default=ZERO, validators=NOT_NEGATIVE)
    from_income = MoneyField("z innych przychodów zadania", default=ZERO, validators=NOT_NEGATIVE)
    own_financial = MoneyField(
        "z własnych środków finansowych", default=ZERO, validators=NOT_NEGATIVE
    )
    recipient_fees = MoneyField("z wpłat odbiorców zadania", default=ZERO, validators=NOT_NEGATIVE)
    other_public = MoneyField("z innych źródeł publicznych", default=ZERO, validators=NOT_NEGATIVE)
    other = MoneyField("z pozostałych źródeł", default=ZERO, validators=NOT_NEGATIVE)
    paid_on = models.DateField("data zapłaty", null=True, blank=True)
    payment = models.CharField(
        "forma zapłaty", max_length=8, choices=Payment, default=Payment.TRANSFER
    )

    objects = ExpenseQuerySet.as_manager()

    class Meta(Item.Meta):
        verbose_name = "wydatek"
        verbose_name_plural = "wydatki"
        indexes = (models.Index(fields=["contract", "report"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    gross__gte=F("from_grant")
                    + F("from_interest")
                    + F("from_income")
                    + F("own_financial")
                    + F("recipient_fees")
                    + F("other_public")
                    + F("other")
                ),
                name="expense_within_document",
                violation_error_message=(
                    "Kwoty według źródeł dają razem więcej, niż wynosi cały dokument."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_number}, {self.issuer_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the number as it is compared, too; `bulk_create` asks `fold_number` itself."""
        self.fold_number()
        super().save(*args, **kwargs)

    def fold_number(self) -> None:
        """Set the number as it is compared with those of other documents."""
        self.number_folded = folded_number(self.document_number)

    def get_absolute_url(self) -> str:
        """Return the page on which the desk decides about it."""
        return reverse("expense-detail", args=(self.pk,))

    @property
    def amount(self) -> Decimal:
        """What the task bears of the document under this cost, PLN."""
        return sum((getattr(self, source) for source in SOURCES), ZERO)


class Contribution(Item):
    """Work without pay or a thing given for use, valued as the call allows (form 4.6, II.2.3).

    No name of a volunteer is kept: `document` says by which agreement or card the work is proved.
    """

    class Kind(models.TextChoices):
        """The personal contribution in its two forms, and the one in kind."""

        VOLUNTEER = "volunteer", "praca wolontariusza"
        MEMBER = "member", "praca społeczna członka"
        IN_KIND = "in_kind", "wkład rzeczowy"

    kind = models.CharField("rodzaj", max_length=9, choices=Kind, default=Kind.VOLUNTEER)
    document = models.CharField(
        "dokument",
        max_length=200,
        help_text="Numer porozumienia, karty czasu pracy albo wyceny; bez nazwisk.",
    )
    day_from = models.DateField("od")
    day_to = models.DateField("do")
    hours = models.DecimalField("godziny", max_digits=8, decimal_places=2, null=True, blank=True)
    rate = MoneyField("stawka za godzinę", null=True, blank=True, validators=NOT_NEGATIVE)
    value = MoneyField("wartość", validators=NOT_NEGATIVE)

    objects = ContributionQuerySet.as_manager()

    class Meta(Item.Meta):
        verbose_name = "wkład niefinansowy"
        verbose_name_plural = "wkłady niefinansowe"
        constraints = (
            models.CheckConstraint(
                condition=Q(day_from__lte=F("day_to")),
                name="contribution_days_in_order",
                violation_error_message="Koniec nie może być przed początkiem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def get_absolute_url(self) -> str:
        """Return the page on which the desk decides about it."""
        return reverse("contribution-detail", args=(self.pk,))

    @property
    def is_personal(self) -> bool:
        """Whether it is work."""
        return self.kind != self.Kind.IN_KIND
