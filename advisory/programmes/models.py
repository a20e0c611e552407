"""Editions of the support programme, their units, advisers and assignments."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracting.analysis.models import CommissioningType
from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Which programmes exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme for which somebody acts; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme":
            return self.filter(pk=act.scope.id)
        return self.none()


class Programme(models.Model):
    """One edition of the support programme (mkus.md 7)."""

    code = models.SlugField("kod", max_length=40, unique=True)
    name = models.CharField("nazwa", max_length=200)
    meetings_due = models.PositiveSmallIntegerField(
        "spotkań z doradcą na jednostkę",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
    )
    expertises_limit = models.PositiveSmallIntegerField(
        "ekspertyz na jednostkę", default=5, validators=[MaxValueValidator(99)]
    )
    starts_on = models.DateField("od", null=True, blank=True)
    ends_on = models.DateField("do", null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "program wsparcia"
        verbose_name_plural = "programy wsparcia"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_start",
                violation_error_message="Koniec programu nie może być przed jego początkiem.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the programme's page."""
        return reverse("programme-detail", args=(self.pk,))

    @property
    def scope(self) -> Scope:
        """The programme as a holder of roles."""
        return Scope("programme", self.pk)


class UnitQuerySet(models.QuerySet["Unit"]):
    """Which units exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's units for its coordinator, an adviser's own, an office's own."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        if act.scope.kind == "programme" and act.holds("adviser"):
            mine = Assignment.objects.filter(adviser__user=act.user).values("unit")
            return self.filter(programme=act.scope.id, pk__in=mine)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(office=act.scope.id)
        return self.none()


class Unit(models.Model):
    """A local government in the programme, tied to its office in the portal or not yet."""

    class Kind(models.TextChoices):
        """The kinds that the programme counts."""

        GMINA = "gmina", "gmina"
        POWIAT = "powiat", "powiat"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="units")
    office = models.ForeignKey(
        LocalGovernment,
        verbose_name="urząd w portalu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="advisory_units",
    )
    code = models.SlugField("kod", max_length=60)
    name = models.CharField("nazwa", max_length=150)
    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    commissioning_type = models.CharField("typ zlecenia", max_length=12, choices=CommissioningType)
    task = models.CharField("zadanie, nad którym pracuje", max_length=250, blank=True)
    description = models.TextField("opis", blank=True)
    agreement_signed_on = models.DateField("porozumienie podpisano", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "jednostka"
        verbose_name_plural = "jednostki"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="unit_code_once",
                violation_error_message="Ta jednostka jest już w programie.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the unit's page."""
        return reverse("programme-unit-detail", args=(self.pk,))


class AdviserQuerySet(models.QuerySet["Adviser"]):
    """Which advisers exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's advisers for its coordinator; an adviser sees only themselves."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind != "programme":
            return self.none()
        if act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        if act.holds("adviser"):
            return self.filter(programme=act.scope.id, user__pk=act.user or 0)
        return self.none()


class Adviser(models.Model):
    """An adviser of the programme; may be without an account, to be invited later."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="advisers")
    code = models.SlugField("kod", max_length=40)
    full_name = models.CharField("imię i nazwisko", max_length=150)
    organisation_name = models.CharField("organizacja", max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adviser_profiles",
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = AdviserQuerySet.as_manager()

    class Meta:
        verbose_name = "doradca"
        verbose_name_plural = "doradcy"
        ordering = ("full_name",)
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "code"],
                name="adviser_code_once",
                violation_error_message="Doradca o tym kodzie jest już w programie.",
            ),
            models.UniqueConstraint(
                fields=["programme", "user"],
                name="adviser_account_once",
                violation_error_message="Ta osoba jest już doradcą w tym programie.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class Assignment(models.Model):
    """An adviser accompanies a unit from a day to a day, up to a number of hours."""

    belongs_to = "unit"
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField("od")
    valid_to = models.DateField("do", null=True, blank=True)
    hours_limit = models.DecimalField(
        "limit godzin",
        max_digits=6,
        decimal_places=1,
        default=Decimal(120),
        validators=[MinValueValidator(0)],
    )

    class Meta:
        verbose_name = "przydział doradcy"
        verbose_name_plural = "przydziały doradców"
        ordering = ("valid_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="assignment_ends_after_start",
                violation_error_message="Koniec przydziału nie może być przed jego początkiem.",
            ),
            models.UniqueConstraint(
                fields=["unit", "adviser", "valid_from"],
                name="assignment_once_a_day",
                violation_error_message="Ten doradca jest już przydzielony od tego dnia.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.adviser} → {self.unit}"

    def is_valid_on(self, day: date) -> bool:
        """Whether the adviser accompanies the unit on the day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)
