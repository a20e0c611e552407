"""Editions of the support programme, their units, advisers and assignments."""

from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from contracting.analysis.models import CommissioningType
from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Which programmes exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme that somebody coordinates or advises in; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator", "adviser"):
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
    leader = models.CharField(
        "lider",
        max_length=250,
        blank=True,
        help_text="Kto prowadzi program, np. fundacja z Krakowa.",
    )
    partners = models.TextField("partnerzy", blank=True, help_text="Każdy w osobnym wierszu.")
    co_financing = models.CharField(
        "dofinansowanie",
        max_length=300,
        blank=True,
        help_text="Zdanie na dokumentach programu, np. o środkach Unii Europejskiej.",
    )
    recruits_until = models.DateField(
        "nabór jednostek do (włącznie)",
        null=True,
        blank=True,
        help_text="Do tego dnia urzędy mogą się zgłaszać. Puste: nabór zamknięty.",
    )

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

    def recruits_on(self, day: date) -> bool:
        """Whether offices may apply on the day."""
        return self.recruits_until is not None and day <= self.recruits_until

    @property
    def scope(self) -> Scope:
        """The programme as a holder of roles."""
        return Scope("programme", self.pk)


MOST_LOGOS = 6


class LogoQuerySet(models.QuerySet["ProgrammeLogo"]):
    """Which logos exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the logos of the programmes that exist for the act."""
        return self.filter(programme__in=Programme.objects.visible_to(act))


class ProgrammeLogo(models.Model):
    """A mark on every document of the programme: whose it is and its place in the row.

    The picture is an attachment of the kind `programme-logo`. Place 0 is taken for a moment only,
    while two logos change their places.
    """

    belongs_to = "programme"
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="logos")
    institution = models.CharField(
        "instytucja",
        max_length=150,
        help_text="Czyje to logo. Tę nazwę odczyta czytnik ekranu zamiast obrazu.",
    )
    position = models.PositiveSmallIntegerField("miejsce w rzędzie", editable=False)

    objects = LogoQuerySet.as_manager()

    class Meta:
        verbose_name = "logo programu"
        verbose_name_plural = "loga programu"
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "position"],
                name="programme_logo_place_once",
                violation_error_message="To miejsce w rzędzie jest już zajęte.",
            ),
            models.CheckConstraint(
                condition=Q(position__lte=MOST_LOGOS),
                name="programme_logo_one_of_six",
                violation_error_message=f"Program ma najwyżej tyle logotypów: {MOST_LOGOS}.",
            ),
        )

    def __str__(self) -> str:
        return self.institution

    def get_absolute_url(self) -> str:
        """Return the page of the programme's logos."""
        return reverse("programme-logos", args=(self.programme_id,))


class UnitQuerySet(models.QuerySet["Unit"]):
    """Which units exist for whom."""

    def taking_part(self) -> Self:
        """Return the units that test or tested: neither candidates nor those that left."""
        return self.filter(state__in=(Unit.State.TESTING, Unit.State.FINISHED))

    def visible_to(self, act: Act) -> Self:
        """Return the programme's units for its coordinator, an adviser's own, an office's own."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        if act.scope.kind == "programme" and act.holds("adviser"):
            mine = Assignment.objects.in_force(act).filter(adviser__user=act.user).values("unit")
            return self.filter(programme=act.scope.id, pk__in=mine)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(office=act.scope.id)
        return self.none()


class Unit(models.Model):
    """A local government in the programme, tied to its office in the portal or not yet."""

    class State(models.TextChoices):
        """From the application to the end of testing."""

        APPLIED = "applied", "zgłoszona"
        CHOSEN = "chosen", "wybrana"
        TESTING = "testing", "testuje"
        FINISHED = "finished", "zakończyła"
        REJECTED = "rejected", "nie wybrana"
        WITHDRAWN = "withdrawn", "zrezygnowała"

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
    application = models.TextField("dlaczego się zgłasza", blank=True)
    state = models.CharField("etap udziału", max_length=10, choices=State, default=State.TESTING)

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


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Which assignments are in force, which of them are the units' own."""

    def running(self, act: Act) -> Self:
        """Return those begun at the act, not past their last day, not ended before it."""
        ended = Q(ended_at__isnull=False, ended_at__lte=act.at)
        not_past = Q(valid_to__isnull=True) | Q(valid_to__gte=act.day)
        return self.filter(not_past, valid_from__lte=act.day).exclude(ended)

    def in_force(self, act: Act) -> Self:
        """Return the running ones, without those whose adviser is replaced and shut out for now."""
        shutting = Assignment.objects.running(act).filter(
            is_substitution=True, keeps_access=False, predecessor=OuterRef("pk")
        )
        return self.running(act).exclude(Exists(shutting))

    def own(self) -> Self:
        """Return the assignments with a limit of their own: no substitutions."""
        return self.filter(is_substitution=False)

    def counting_for(self, act: Act) -> Self:
        """Return those whose limit the adviser works on: their own, and of whom they replace."""
        mine = Assignment.objects.filter(adviser__user__pk=act.user or 0)
        replaced = mine.in_force(act).filter(is_substitution=True).values("predecessor")
        return self.own().filter(Q(adviser__user__pk=act.user or 0) | Q(pk__in=replaced))


class Assignment(models.Model):
    """An adviser accompanies a unit from a day to a day, up to a number of hours.

    `ended_at` is the instant at which it was ended before its last day was over: from then on the
    adviser sees nothing of the unit. `predecessor` is the assignment that this one took over: for
    good, with hours of its own, or as a substitution, whose hours count against the predecessor's
    limit. `keeps_access` says whether a replaced adviser goes on seeing the unit meanwhile.
    """

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
    ended_at = models.DateTimeField("zakończono", null=True, blank=True, editable=False)
    predecessor = models.ForeignKey(
        "self",
        verbose_name="po kim",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    is_substitution = models.BooleanField("zastępstwo", default=False, editable=False)
    keeps_access = models.BooleanField("zastępowany widzi jednostkę", default=True, editable=False)
    reason = models.CharField("powód", max_length=300, blank=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(is_substitution=False)
                | Q(predecessor__isnull=False, valid_to__isnull=False, hours_limit=0)
                & ~Q(reason=""),
                name="substitution_has_whose_until_and_why",
                violation_error_message="Zastępstwo ma zastępowanego, ostatni dzień i powód.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.adviser} → {self.unit}"

    def is_valid_on(self, day: date) -> bool:
        """Whether the adviser accompanies the unit on the day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)
