"""Calls for offers, their tasks and the limits that both carry."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.law.spheres import sphere
from mkus_portal.money import MoneyField
from mkus_portal.offices.models import OFFICE_ROLES, LocalGovernment, OrganisingUnit
from mkus_portal.versions import Versioned

PUBLIC_STATES = ("published", "annulled")
NOT_ADVISING = ("office", "organisation", "call")
PERCENT = (MinValueValidator(0), MaxValueValidator(100))


class Limits(models.Model):
    """Terms of a call, and a task's own ones; null in a task means "as in the call"."""

    class Forms(models.TextChoices):
        """In which form the task may be commissioned (art. 5 ust. 4 UDPPiW)."""

        ENTRUST = "entrust", "powierzenie"
        SUPPORT = "support", "wsparcie"
        BOTH = "both", "powierzenie albo wsparcie – wybiera oferent"

    class CostBase(models.TextChoices):
        """Of what the administrative costs' cap is a share."""

        GRANT = "grant", "kwoty dotacji"
        TOTAL = "total", "wartości zadania"

    forms = models.CharField("forma zlecenia", max_length=10, choices=Forms, null=True, blank=True)
    deadline_at = models.DateTimeField("termin składania ofert", null=True, blank=True)
    realization_from = models.DateField("realizacja najwcześniej od", null=True, blank=True)
    realization_to = models.DateField("realizacja najpóźniej do", null=True, blank=True)
    min_grant = MoneyField("najniższa dotacja", null=True, blank=True)
    max_grant = MoneyField("najwyższa dotacja", null=True, blank=True)
    max_grant_share = models.DecimalField(
        "dotacja najwyżej, % wartości zadania",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    min_own_share = models.DecimalField(
        "wkład własny co najmniej, % wartości zadania",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    min_own_financial_share = models.DecimalField(
        "w tym wkład finansowy co najmniej, % wartości zadania",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    admin_cost_cap = models.DecimalField(
        "koszty administracyjne najwyżej, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    admin_cost_base = models.CharField(
        "koszty administracyjne liczone od", max_length=10, choices=CostBase, null=True, blank=True
    )
    recipient_fees_allowed = models.BooleanField(
        "wolno pobierać opłaty od odbiorców", null=True, blank=True
    )
    results_table_required = models.BooleanField(
        "tabela rezultatów (III.6) obowiązkowa", null=True, blank=True
    )
    min_points = models.DecimalField(
        "próg punktowy", max_digits=6, decimal_places=2, null=True, blank=True
    )

    class Meta:
        abstract = True


LIMIT_FIELDS = tuple(field.name for field in Limits._meta.local_fields)  # noqa: SLF001 - Django's own


class CallQuerySet(models.QuerySet["Call"]):
    """Which calls exist for whom."""

    def public(self) -> Self:
        """Return the calls that everybody may read: published, and annulled after that."""
        return self.filter(state__in=PUBLIC_STATES)

    def of_office(self, act: Act) -> Self:
        """Return the calls of the office for which somebody acts."""
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(office=act.scope.id)
        return self.none()

    def opened_to(self, act: Act) -> Self:
        """Return the calls whose draft an office has opened to the person for advice.

        Not in a role for an office, an organisation or a commission: there they act for others.
        """
        if act.user is None or act.scope.kind in NOT_ADVISING:
            return self.none()
        keys = Key.objects.objects_open_to(act, Call, Key.Right.COMMENT)
        return self.filter(pk__in=keys, state__in=Call.ON_THE_WAY)

    def in_draft_for(self, act: Act) -> Self:
        """Return the calls whose draft the act may read: the office's own, and opened ones."""
        return self.of_office(act) | self.opened_to(act)

    def visible_to(self, act: Act) -> Self:
        """Return the office's own calls, everybody's published ones, and what a Key opens."""
        if act.holds("system"):
            return self
        visible = Q(state__in=PUBLIC_STATES)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            visible |= Q(office=act.scope.id)
        elif act.user is not None:
            visible |= Q(pk__in=self.model.objects.opened_to(act).values("pk"))
        return self.filter(visible)


class Call(Limits, Versioned):
    """A call for offers: its announcement's contents, and its state between draft and annulment.

    `draft` keeps what is said about the contents and how they changed; a call published before
    drafts had one has none.
    """

    class State(models.TextChoices):
        """Whether it is open or closed is computed from the instants, never stored."""

        DRAFT = "draft", "w przygotowaniu"
        TO_APPROVE = "to_approve", "do zatwierdzenia"
        APPROVED = "approved", "zatwierdzony, czeka na publikację"
        PUBLISHED = "published", "opublikowany"
        ANNULLED = "annulled", "unieważniony"
        CANCELLED = "cancelled", "odwołany przed publikacją"

    ON_THE_WAY = (State.DRAFT, State.TO_APPROVE, State.APPROVED)

    class Mode(models.TextChoices):
        """The modes of contracting out that this room announces."""

        OPEN_COMPETITION = "open_competition", "otwarty konkurs ofert (art. 13 UDPPiW)"

    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="calls")
    unit = models.ForeignKey(
        OrganisingUnit,
        verbose_name="jednostka ogłaszająca",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    mode = models.CharField("tryb", max_length=20, choices=Mode, default=Mode.OPEN_COMPETITION)
    title = models.CharField("tytuł konkursu", max_length=300)
    title_folded = models.CharField(max_length=300, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField("rok budżetowy")
    state = models.CharField("stan", max_length=12, choices=State, default=State.DRAFT)
    draft_budget = models.BooleanField(
        "ogłoszony na podstawie projektu uchwały budżetowej (art. 13 ust. 5)", default=False
    )
    decision_on = models.DateField("termin wyboru ofert", null=True, blank=True)
    max_offers_per_organisation = models.PositiveSmallIntegerField(
        "ofert jednej organizacji w całym konkursie najwyżej",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    award_rules = models.TextField("zasady przyznawania dotacji", blank=True)
    conditions = models.TextField("warunki realizacji zadania", blank=True)
    selection_rules = models.TextField("tryb wyboru ofert", blank=True)
    submission_rules = models.TextField("jak złożyć ofertę", blank=True)
    annulment_reservation = models.TextField("zastrzeżenie o unieważnieniu", blank=True)
    further_terms = models.TextField("pozostałe postanowienia", blank=True)
    first_time = models.BooleanField("zadania tego rodzaju zlecane są pierwszy raz", default=False)
    contact_name = models.CharField("osoba do kontaktu", max_length=150, blank=True)
    contact_email = models.EmailField("e-mail do kontaktu", blank=True)
    contact_phone = models.CharField("telefon do kontaktu", max_length=30, blank=True)
    act_number = models.CharField("numer aktu", max_length=60, blank=True)
    act_date = models.DateField("data aktu", null=True, blank=True)
    signatory = models.CharField("kto podpisał akt", max_length=150, blank=True)
    opens_at = models.DateTimeField("nabór od", null=True, blank=True)
    announced_version = models.PositiveSmallIntegerField("wersja ogłoszenia", default=0)
    draft = models.OneToOneField(
        Draft, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField("założony")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "konkurs"
        verbose_name_plural = "konkursy"
        indexes = (
            models.Index(fields=["office", "state"]),
            models.Index(fields=["state", "deadline_at"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC_STATES) | Q(opens_at__isnull=False),
                name="call_published_has_opening",
                violation_error_message="Konkurs opublikowany musi mieć początek naboru.",
            ),
            models.CheckConstraint(
                condition=Q(act_number="") | Q(act_date__isnull=False),
                name="call_act_is_dated",
                violation_error_message="Podaj datę aktu, którym ogłoszono konkurs.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class CallTaskQuerySet(models.QuerySet["CallTask"]):
    """The tasks for which offers can be made."""

    def open_at(self, at: datetime) -> "CallTaskQuerySet":
        """Return the tasks for which an offer that arrives at the instant is in time."""
        in_time = Q(deadline_at__gte=at) | Q(deadline_at=None, call__deadline_at__gte=at)
        return self.filter(in_time, call__state=Call.State.PUBLISHED, call__opens_at__lte=at)

    def visible_to(self, act: Act) -> "CallTaskQuerySet":
        """Return the tasks of the calls that exist for the act."""
        return self.filter(call__in=Call.objects.visible_to(act))


class CallTask(Limits, Versioned):
    """One task of a call, with its pool; every limit may be its own or the call's (null).

    How many offers an organisation may send is no such limit: the call counts them all together,
    the task its own.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="tasks")
    code = models.CharField("kod zadania", max_length=30, blank=True)
    position = models.PositiveSmallIntegerField("kolejność")
    title = models.CharField("tytuł zadania", max_length=300)
    description = models.TextField("opis zadania", blank=True)
    pool = MoneyField("pula środków", null=True, blank=True)
    max_offers_per_organisation = models.PositiveSmallIntegerField(
        "ofert jednej organizacji na to zadanie najwyżej",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )

    objects = CallTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "zadanie w konkursie"
        verbose_name_plural = "zadania w konkursie"
        ordering = ("call", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(pool__isnull=True) | Q(pool__gt=0),
                name="call_task_pool_positive",
                violation_error_message="Pula środków musi być większa od zera.",
            ),
            models.CheckConstraint(
                condition=Q(min_grant__isnull=True)
                | Q(max_grant__isnull=True)
                | Q(min_grant__lte=F("max_grant")),
                name="call_task_grants_in_order",
                violation_error_message="Najniższa dotacja nie może być wyższa od najwyższej.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


class TaskSphere(models.Model):
    """A sphere of public tasks (art. 4 ust. 1 UDPPiW) to which a task belongs."""

    belongs_to = "task"

    task = models.ForeignKey(CallTask, on_delete=models.CASCADE, related_name="spheres")
    code = models.CharField("sfera", max_length=4)

    class Meta:
        verbose_name = "sfera zadania"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["task", "code"], name="task_sphere_once"),)

    def __str__(self) -> str:
        return sphere(self.code).label
