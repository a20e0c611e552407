"""Expertises that the programme pays for: orders with questions, experts and their answers."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from advisory.programmes.models import Assignment, Programme, Unit
from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft, TypedRow
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.versions import Versioned

EXPERT = "expert"


class ExpertQuerySet(models.QuerySet["Expert"]):
    """Which experts exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's experts for its coordinator; an expert sees only themselves."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind != "programme":
            return self.none()
        if act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        if act.holds(EXPERT):
            return self.filter(programme=act.scope.id, user__pk=act.user or 0)
        return self.none()


class Expert(models.Model):
    """Somebody who writes expertises for a programme; may be without an account yet."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="experts")
    full_name = models.CharField("imię i nazwisko", max_length=150)
    organisation_name = models.CharField("organizacja", max_length=200, blank=True)
    email = models.EmailField("adres e-mail", max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expert_profiles",
    )
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = "ekspert"
        verbose_name_plural = "eksperci"
        ordering = ("full_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "email"],
                name="expert_address_once",
                violation_error_message="Ekspert o tym adresie jest już w programie.",
            ),
            models.UniqueConstraint(
                fields=["programme", "user"],
                name="expert_account_once",
                violation_error_message="Ta osoba jest już ekspertem w tym programie.",
            ),
        )

    def __str__(self) -> str:
        return self.full_name


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    """Which expertises exist for whom, which count, which are late."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's, those of units advised now, the office's, the expert's own."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme":
            return self._in_programme(act)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(unit__office=act.scope.id)
        return self.none()

    def _in_programme(self, act: Act) -> Self:
        ours = self.filter(unit__programme=act.scope.id)
        if act.holds("programme_coordinator"):
            return ours
        if act.holds("adviser"):
            return ours.filter(unit__in=advised_now(act))
        if act.holds(EXPERT):
            return ours.filter(expert__user__pk=act.user or 0)
        return self.none()

    def counted(self) -> Self:
        """Return those that count against the limit of a unit: all but cancelled ones."""
        return self.exclude(state=Expertise.State.CANCELLED)

    def late_on(self, day: date) -> Self:
        """Return those that should have been delivered before the day and are not."""
        return self.filter(state__in=Expertise.OPEN_STATES, due_on__lt=day)


def advised_now(act: Act) -> "models.QuerySet[Assignment, int]":
    """Return the ids of units to which the adviser has an assignment in force on the day."""
    rows = Assignment.objects.in_force(act).filter(adviser__user__pk=act.user or 0)
    return rows.values_list("unit", flat=True)


class Expertise(Versioned):
    """One expertise for a unit (mkus.md 7.3): ordered, assigned, answered, delivered, accepted.

    An imported one has kind, unit and days only: no title, no questions, no draft of answers.
    """

    class Kind(models.TextChoices):
        """The five kinds; one may be ordered twice."""

        EFFICIENCY_STUDY = "efficiency_study", "badanie efektywności ekonomicznej i społecznej"
        PUBLIC_CONSULTATION = "public_consultation", "konsultacje społeczne"
        REGULATORY_DOCUMENTS = "regulatory_documents", "opracowanie dokumentów regulujących"
        TASK_STANDARD = "task_standard", "opracowanie standardów realizacji zadań"
        PROCESS_EVALUATION = "process_evaluation", "ewaluacja procesu zlecania zadań"

    class State(models.TextChoices):
        """From the order to the acceptance."""

        ORDERED = "ordered", "zamówiona"
        ASSIGNED = "assigned", "przydzielona ekspertowi"
        IN_WORK = "in_work", "w opracowaniu"
        DELIVERED = "delivered", "oddana"
        RETURNED = "returned", "zwrócona z uwagami"
        ACCEPTED = "accepted", "przyjęta"
        CANCELLED = "cancelled", "anulowana"

    class Party(models.TextChoices):
        """Who ordered it."""

        OFFICE = "office", "urząd jednostki"
        ADVISER = "adviser", "doradca"
        COORDINATOR = "coordinator", "koordynator programu"

    OPEN_STATES = (State.ORDERED, State.ASSIGNED, State.IN_WORK, State.RETURNED)
    READ_STATES = (State.DELIVERED, State.ACCEPTED)

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="expertises")
    kind = models.CharField("rodzaj", max_length=24, choices=Kind)
    title = models.CharField("tytuł", max_length=250, blank=True)
    background = models.TextField("tło sprawy", blank=True)
    ordered_by = models.CharField("kto zamówił", max_length=12, choices=Party, blank=True)
    orderer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    expert = models.ForeignKey(
        Expert,
        verbose_name="ekspert",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expertises",
    )
    draft = models.OneToOneField(
        Draft, null=True, blank=True, on_delete=models.PROTECT, related_name="expertise"
    )
    ordered_on = models.DateField("zamówiono")
    due_on = models.DateField("termin", null=True, blank=True)
    delivered_on = models.DateField("oddano", null=True, blank=True)
    accepted_on = models.DateField("przyjęto", null=True, blank=True)
    state = models.CharField("stan", max_length=10, choices=State, default=State.ORDERED)
    is_imported = models.BooleanField("z importu", default=False, editable=False)
    title_folded = models.CharField(max_length=250, blank=True, editable=False)

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        verbose_name = "ekspertyza"
        verbose_name_plural = "ekspertyzy"
        ordering = ("-ordered_on", "-pk")
        indexes = (
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["expert", "state"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(is_imported=True) | ~Q(title=""),
                name="expertise_has_title",
                violation_error_message="Podaj tytuł ekspertyzy.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("ordered_on")),
                name="expertise_due_after_order",
                violation_error_message="Termin nie może być przed dniem zamówienia.",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True) | Q(delivered_on__gte=F("ordered_on")),
                name="expertise_delivered_after_order",
                violation_error_message="Ekspertyzy nie oddano przed dniem zamówienia.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("delivered_on")),
                name="expertise_accepted_after_delivery",
                violation_error_message="Ekspertyzy nie przyjęto przed dniem oddania.",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the expertise's page."""
        return reverse("expertise-detail", args=(self.pk,))

    def is_late_on(self, day: date) -> bool:
        """Whether it should have been delivered before the day and is not."""
        return self.state in self.OPEN_STATES and self.due_on is not None and self.due_on < day


class ExpertiseQuestion(TypedRow):
    """A question of the order with the expert's answer; `position` is its number."""

    belongs_to = "expertise"
    expertise = models.ForeignKey(Expertise, on_delete=models.CASCADE, related_name="questions")
    question = models.TextField("pytanie")
    answer = models.TextField("odpowiedź", blank=True)

    class Meta(TypedRow.Meta):
        verbose_name = "pytanie"
        verbose_name_plural = "pytania"
        constraints = (
            models.UniqueConstraint(
                fields=["expertise", "position"],
                name="expertise_question_once",
                violation_error_message="To pytanie jest już na liście.",
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="expertise_question_asks",
                violation_error_message="Napisz pytanie.",
            ),
        )

    def __str__(self) -> str:
        return self.question
