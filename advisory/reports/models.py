"""What a document was asked for: the months of advisers, the reports of programmes."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from advisory.programmes.models import Adviser, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.versions import Versioned


class AdviserMonthQuerySet(models.QuerySet["AdviserMonth"]):
    """Which months exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the months of the advisers who exist for the act."""
        return self.filter(adviser__in=Adviser.objects.visible_to(act))


class AdviserMonth(models.Model):
    """A calendar month of one adviser: the object of its document, made when first asked for."""

    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="months")
    year = models.PositiveSmallIntegerField(
        "rok", validators=[MinValueValidator(2000), MaxValueValidator(2999)]
    )
    month = models.PositiveSmallIntegerField(
        "miesiąc", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )

    objects = AdviserMonthQuerySet.as_manager()

    class Meta:
        verbose_name = "miesiąc doradcy"
        verbose_name_plural = "miesiące doradców"
        ordering = ("-year", "-month")
        constraints = (
            models.UniqueConstraint(
                fields=["adviser", "year", "month"],
                name="adviser_month_once",
                violation_error_message="Ten miesiąc doradcy już jest.",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12),
                name="adviser_month_is_a_month",
                violation_error_message="Miesiąc ma numer od 1 do 12.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.adviser}, {self.first_day:%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the month's page."""
        return f"{reverse('adviser-month', args=(self.adviser_id,))}?miesiac={self.first_day:%Y-%m}"

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)


class Freezable(Versioned):
    """A report whose figures follow the records until it is frozen, and then never move.

    `content` is the whole report as it was frozen (`mkus_portal.chapters.kept`).
    """

    class State(models.TextChoices):
        """Counted anew each time it is read, or kept as it was on a day."""

        DRAFT = "draft", "wersja robocza"
        FROZEN = "frozen", "liczby zamrożone"

    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    conclusions = models.TextField("wnioski", blank=True)
    created_at = models.DateTimeField("założono")
    frozen_at = models.DateTimeField("zamrożono", null=True, blank=True, editable=False)
    content = models.JSONField("treść zamrożona", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, content__isnull=True)
                | Q(state="frozen", frozen_at__isnull=False, content__isnull=False),
                name="%(class)s_frozen_has_its_day",
                violation_error_message="Zamrożony raport ma dzień zamrożenia i treść.",
            ),
        )

    @property
    def is_frozen(self) -> bool:
        """Whether its figures stand as they were on a day."""
        return self.state == self.State.FROZEN


class ProgrammeReportQuerySet(models.QuerySet["ProgrammeReport"]):
    """Which reports exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()


class ProgrammeReport(Freezable):
    """A report of a programme on a day; its figures come from records, its words from people."""

    class Kind(models.TextChoices):
        """What it reports on."""

        ANNUAL = "annual", "sprawozdanie roczne"
        FINAL = "final", "sprawozdanie końcowe"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("rodzaj", max_length=10, choices=Kind, default=Kind.ANNUAL)
    last_day = models.DateField("stan na dzień")
    risks = models.TextField("problemy, bariery i ryzyka", blank=True)

    objects = ProgrammeReportQuerySet.as_manager()

    class Meta(Freezable.Meta):
        verbose_name = "sprawozdanie programu"
        verbose_name_plural = "sprawozdania programu"
        ordering = ("-last_day", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, stan na {self.last_day:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the report's page."""
        return reverse("programme-report", args=(self.pk,))


class UnitReportQuerySet(models.QuerySet["UnitReport"]):
    """Which reports of units exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return those of the units that exist for the act; an office's once they are frozen."""
        rows = self.filter(unit__in=Unit.objects.visible_to(act))
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return rows.filter(state=UnitReport.State.FROZEN)
        return rows


class UnitReport(Freezable):
    """What one unit got from a day to a day and what came of it (mkus.md 7.2)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    first_day = models.DateField("od dnia")
    last_day = models.DateField("do dnia (włącznie)")
    effects = models.TextField("efekty", blank=True)

    objects = UnitReportQuerySet.as_manager()

    class Meta(Freezable.Meta):
        verbose_name = "raport jednostki"
        verbose_name_plural = "raporty jednostek"
        ordering = ("-last_day", "-pk")
        constraints = (
            *Freezable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="unit_report_ends_after_it_begins",
                violation_error_message="Ostatni dzień raportu nie może być przed pierwszym.",
            ),
        )

    def __str__(self) -> str:
        return f"Raport jednostki {self.unit}, {self.first_day:%d.%m.%Y}–{self.last_day:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the report's page."""
        return reverse("unit-report", args=(self.pk,))
