"""Offers, their signatures and numbers: what exists for whom, and until when it is sealed."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from contracting.calls.models import CallTask
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.offices.numbering import YearlyNumbers
from ngos.models import NGO_ROLES, Organisation, Representative

OFFICE_READERS = ("coordinator", "clerk", "executive", "treasurer")
CLOSES_AT = Coalesce("task__deadline_at", "task__call__deadline_at")


def is_opened(at: datetime) -> Q:
    """Return the condition of an offer that the office reads; its query has `closes_at`.

    An offer of a call that was annulled before the deadline is never opened: nobody could withdraw
    it any more.
    """
    annulment = "task__call__annulment"
    lived = Q(**{annulment: None}) | Q(**{f"{annulment}__annulled_at__gt": F("closes_at")})
    return Q(closes_at__lt=at, state__in=Offer.STANDING) & lived


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
        """Return the organisation's own offers; the office's opened ones; what a Key opens.

        A commission reads by Keys to read alone: an adviser's Key is not one of its own.
        """
        if act.holds("system"):
            return self
        if act.scope.kind == "organisation" and act.holds(*NGO_ROLES):
            return self.filter(organisation=act.scope.id)
        if act.scope.kind == "office":
            return self.of_office(act)
        if act.user is None:
            return self.none()
        rights = (Key.Right.READ,) if act.scope.kind == "call" else ()
        return self.filter(pk__in=Key.objects.objects_open_to(act, Offer, *rights))


class Offer(models.Model):
    """An organisation's offer for one task of a call."""

    class State(models.TextChoices):
        """States of the offer itself; its evaluation has a room and states of its own."""

        DRAFT = "draft", "szkic – jeszcze niezłożona"
        SUBMITTED = "submitted", "złożona"
        RETURNED = "returned", "zwrócona do uzupełnienia"
        CORRECTED = "corrected", "uzupełniona"
        WITHDRAWN = "withdrawn", "wycofana"

    STANDING = (State.SUBMITTED, State.RETURNED, State.CORRECTED)
    WRITTEN = (State.DRAFT, State.RETURNED)

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
    corrected_at = models.DateTimeField("uzupełniono", null=True, blank=True)
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
                    state__in=("submitted", "returned", "corrected", "withdrawn"),
                    submitted_at__isnull=False,
                    content__isnull=False,
                )
                & ~Q(digest="")
                & ~Q(number=""),
                name="offer_sent_has_receipt",
                violation_error_message="Złożona oferta ma numer, czas, treść i skrót.",
            ),
            models.CheckConstraint(
                condition=~Q(state="corrected") | Q(corrected_at__isnull=False),
                name="offer_corrected_has_time",
                violation_error_message="Uzupełniona oferta ma czas uzupełnienia.",
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

    @property
    def is_standing(self) -> bool:
        """Whether the office has it: sent, also while it is corrected or after that."""
        return self.state in self.STANDING

    @property
    def is_written(self) -> bool:
        """Whether it is being written: before it is sent, or to correct it."""
        return self.state in self.WRITTEN

    @property
    def open_return(self) -> "OfferReturn | None":
        """What the office asks to correct now; None when it asks for nothing."""
        return self.returns.last() if self.state == self.State.RETURNED else None


class OfferReturn(models.Model):
    """The office asked to correct some sections; what stood there before is kept.

    `reasons` maps the code of an opened section to why; `content`, `digest` and `sent_at` are those
    of the version that was sent before.
    """

    belongs_to = "offer"
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="returns")
    reasons = models.JSONField("części do uzupełnienia")
    due_at = models.DateTimeField("termin uzupełnienia")
    returned_at = models.DateTimeField("zwrócono")
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    content = models.JSONField("treść przed uzupełnieniem")
    digest = models.CharField("skrót treści przed uzupełnieniem", max_length=64, db_index=True)
    sent_at = models.DateTimeField("kiedy złożono tę treść")
    corrected_at = models.DateTimeField("uzupełniono", null=True, blank=True)

    class Meta:
        verbose_name = "zwrot oferty do uzupełnienia"
        verbose_name_plural = "zwroty ofert do uzupełnienia"
        ordering = ("offer", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gt=F("returned_at")),
                name="offer_return_has_time",
                violation_error_message="Termin uzupełnienia musi być w przyszłości.",
            ),
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(corrected_at__isnull=True),
                name="offer_return_open_once",
                violation_error_message="Ta oferta jest już zwrócona do uzupełnienia.",
            ),
        )

    def __str__(self) -> str:
        return f"Zwrot oferty {self.offer.number}"


class OfferSignature(models.Model):
    """A representative signed the content of a digest; a changed content has no signatures.

    Those under a version that was sent stay for good.
    """

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
                fields=["offer", "representative", "digest"],
                name="offer_signed_once_by_each",
                violation_error_message="Ta osoba już podpisała.",
            ),
        )

    def __str__(self) -> str:
        return str(self.representative)


class NumberSeries(YearlyNumbers):
    """The numbers of an office's offers."""

    belongs_to = "portal"

    class Meta(YearlyNumbers.Meta):
        verbose_name = "numeracja ofert"
        constraints = (
            models.UniqueConstraint(fields=["office", "year"], name="number_series_once"),
        )
