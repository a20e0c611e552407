"""Offers on the official form, their typed tables, signatures and numbers."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from contracting.calls.models import CallTask
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, TypedRow
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import LocalGovernment
from ngos.models import NGO_ROLES, Organisation, Representative

OFFICE_READERS = ("coordinator", "clerk", "executive", "treasurer")
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
CLOSES_AT = Coalesce("task__deadline_at", "task__call__deadline_at")


def is_opened(at: datetime) -> Q:
    """Return the condition of an offer that the office reads; its query has `closes_at`.

    An offer of a call that was annulled before the deadline is never opened: nobody could withdraw
    it any more.
    """
    annulment = "task__call__annulment"
    lived = Q(**{annulment: None}) | Q(**{f"{annulment}__annulled_at__gt": F("closes_at")})
    return Q(closes_at__lt=at, state=Offer.State.SUBMITTED) & lived


class OfferQuerySet(models.QuerySet["Offer"]):
    """Which offers exist for whom. Until the deadline an office's offers are sealed."""

    def sent_to(self, act: Act) -> Self:
        """Return all offers that reached the office, also sealed and withdrawn ones.

        Only for lists that show the `shown_…` columns: those of a sealed or withdrawn offer are
        empty in the database's answer, so that no sorting, filter or export can tell the bidder.
        """
        if act.scope.kind != "office" or not act.holds(*OFFICE_READERS):
            return self.none()
        is_open = is_opened(act.at)

        def shown(column: str) -> Case:
            return Case(When(is_open, then=F(column)), default=Value(None))

        return (
            self.filter(office=act.scope.id)
            .exclude(state=Offer.State.DRAFT)
            .annotate(closes_at=CLOSES_AT)
            .annotate(
                shown_bidder=shown("organisation__name"),
                shown_bidder_folded=shown("organisation__name_folded"),
                shown_title=shown("task_title"),
                shown_title_folded=shown("title_folded"),
                shown_grant=shown("grant"),
            )
        )

    def of_office(self, act: Act) -> Self:
        """Return the submitted offers that the office may open."""
        if act.scope.kind != "office" or not act.holds(*OFFICE_READERS):
            return self.none()
        own = self.filter(office=act.scope.id)
        return own.alias(closes_at=CLOSES_AT).filter(is_opened(act.at))

    def visible_to(self, act: Act) -> Self:
        """Return the organisation's own offers; the office's opened ones; what a Key opens."""
        if act.holds("system"):
            return self
        if act.scope.kind == "organisation" and act.holds(*NGO_ROLES):
            return self.filter(organisation=act.scope.id)
        if act.scope.kind == "office":
            return self.of_office(act)
        if act.user is None:
            return self.none()
        return self.filter(pk__in=Key.objects.objects_open_to(act, Offer))


class Offer(models.Model):
    """An organisation's offer for one task of a call."""

    class State(models.TextChoices):
        """States of the offer itself; its evaluation has a room and states of its own."""

        DRAFT = "draft", "szkic – jeszcze niezłożona"
        SUBMITTED = "submitted", "złożona"
        WITHDRAWN = "withdrawn", "wycofana"

    class CommissioningForm(models.TextChoices):
        """Entrusting (full financing) or supporting (art. 5 ust. 4 UDPPiW)."""

        ENTRUST = "entrust", "powierzenie"
        SUPPORT = "support", "wsparcie"

    task = models.ForeignKey(CallTask, on_delete=models.PROTECT, related_name="offers")
    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offers")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="offer")
    commissioning_form = models.CharField("forma", max_length=10, choices=CommissioningForm)
    is_joint = models.BooleanField("oferta wspólna", default=False)
    state = models.CharField("stan", max_length=12, choices=State, default=State.DRAFT)
    task_title = models.CharField("tytuł zadania", max_length=250, blank=True)
    title_folded = models.CharField(max_length=250, editable=False, blank=True)
    starts_on = models.DateField("początek zadania", null=True, blank=True)
    ends_on = models.DateField("koniec zadania", null=True, blank=True)
    grant = MoneyField("wnioskowana dotacja", null=True, blank=True)
    number = models.CharField("numer", max_length=20, blank=True)
    submitted_at = models.DateTimeField("złożono", null=True, blank=True)
    digest = models.CharField("skrót treści", max_length=64, blank=True, db_index=True)
    content = models.JSONField("treść złożona", null=True, blank=True)
    send_key = models.CharField(max_length=64, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("wycofano", null=True, blank=True)
    created_at = models.DateTimeField("rozpoczęto")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "oferta"
        verbose_name_plural = "oferty"
        indexes = (
            models.Index(fields=["task", "state"]),
            models.Index(fields=["organisation", "state"]),
            models.Index(fields=["office", "state", "submitted_at"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(
                    state__in=("submitted", "withdrawn"),
                    submitted_at__isnull=False,
                    content__isnull=False,
                )
                & ~Q(digest="")
                & ~Q(number=""),
                name="offer_sent_has_receipt",
                violation_error_message="Złożona oferta ma numer, czas, treść i skrót.",
            ),
            models.UniqueConstraint(
                fields=["office", "number"], condition=~Q(number=""), name="offer_number_once"
            ),
        )

    def __str__(self) -> str:
        return self.task_title or f"Oferta na zadanie: {self.task.title}"

    def get_absolute_url(self) -> str:
        """Return the offer's page."""
        return reverse("offer-detail", args=(self.pk,))


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


class BudgetLine(TypedRow):
    """A row of V.A: a cost of an action, or an administrative cost (no action)."""

    action = models.ForeignKey(
        PlannedAction,
        verbose_name="Działanie",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lines",
    )
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

    def __str__(self) -> str:
        return self.name


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


class OfferSignature(models.Model):
    """A representative signed the content of a digest; a changed content has no signatures."""

    belongs_to = "offer"
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="signatures")
    representative = models.ForeignKey(
        Representative, on_delete=models.PROTECT, related_name="offer_signatures"
    )
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = "podpis"
        verbose_name_plural = "podpisy"
        ordering = ("signed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["offer", "representative"],
                name="offer_signed_once_by_each",
                violation_error_message="Ta osoba już podpisała.",
            ),
        )

    def __str__(self) -> str:
        return str(self.representative)


class NumberSeries(models.Model):
    """The last number of an office's offers in a year; taken under a lock."""

    belongs_to = "portal"
    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "numeracja ofert"
        constraints = (
            models.UniqueConstraint(fields=["office", "year"], name="number_series_once"),
        )

    def __str__(self) -> str:
        return f"{self.office} {self.year}: {self.last}"

    def take(self) -> int:
        """Return the next number; the update holds the row until the transaction ends."""
        NumberSeries.objects.filter(pk=self.pk).update(last=F("last") + 1)
        self.refresh_from_db()
        return self.last
