"""The advisers' log: consultations and the steps agreed on."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from advisory.programmes.models import Adviser, Assignment, Unit
from mkus_portal.act import Act
from mkus_portal.counting import number_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.models import MoveLog

MOST_PEOPLE = 9999


SIGN_OFF = timedelta(days=14)


def _span(assignment: Assignment) -> Q:
    """Return the days in which the adviser of the assignment held an entry."""
    span = Q(adviser=assignment.adviser_id, held_on__gte=assignment.valid_from)
    return span if assignment.valid_to is None else span & Q(held_on__lte=assignment.valid_to)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Which consultations exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the adviser's own, the programme's for its coordinator, the office's sent ones."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(unit__programme=act.scope.id)
        if act.scope.kind == "programme" and act.holds("adviser"):
            units = Unit.objects.visible_to(act).values("pk")
            ours = self.filter(unit__programme=act.scope.id, unit__in=units)
            own = Q(adviser__user__pk=act.user or 0)
            return ours.filter(own | self._of_others(act) & ~Q(state="draft"))
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(unit__office=act.scope.id).exclude(state="draft")
        return self.none()

    def counted_for(self, act: Act) -> Self:
        """Return, of what the adviser sees, what counts against the limits they work on."""
        own = Q(adviser__user__pk=act.user or 0)
        return self.visible_to(act).filter(own | self._of_others(act, is_substitution=True))

    def _of_others(self, act: Act, **how: bool) -> Q:
        """Return what is of the one whom the adviser replaces or followed, or who replaces them."""
        mine = Assignment.objects.in_force(act).filter(
            unit=OuterRef("unit"), adviser__user__pk=act.user or 0
        )
        before = mine.filter(predecessor__adviser=OuterRef("adviser"), **how)
        instead = mine.filter(
            successors__is_substitution=True, successors__adviser=OuterRef("adviser")
        )
        return Q(Exists(before)) | Q(Exists(instead))

    def counting_towards(self, assignment: Assignment) -> Self:
        """Return what counts against the assignment's limit, also what substitutes held."""
        spans = _span(assignment)
        for one in assignment.successors.filter(is_substitution=True):
            spans |= _span(one)
        return self.filter(spans, unit=assignment.unit_id)

    def waiting_long(self, at: datetime) -> Self:
        """Return those sent and not agreed to for longer than the office should take."""
        sends = MoveLog.objects.filter(
            content_type=ContentType.objects.get_for_model(Consultation),
            object_id=OuterRef("pk"),
            move="send",
        )
        last = Subquery(sends.order_by("-pk").values("at")[:1])
        return self.filter(state="sent").alias(sent_at=last).filter(sent_at__lt=at - SIGN_OFF)

    def with_replaced(self) -> Self:
        """Add `replaced`: the name of the adviser in whose place it was held, or None."""
        rows = Assignment.objects.filter(
            is_substitution=True,
            unit=OuterRef("unit"),
            adviser=OuterRef("adviser"),
            valid_from__lte=OuterRef("held_on"),
            valid_to__gte=OuterRef("held_on"),
        )
        return self.annotate(replaced=Subquery(rows.values("predecessor__adviser__full_name")[:1]))

    def with_steps(self, day: date) -> Self:
        """Add how many steps of agreed entries are open, and how many of them late on the day."""
        is_open = NextStep.objects.filter(consultation__state="agreed", done_at=None)
        return self.annotate(
            open_steps=number_of(is_open, "consultation"),
            late_steps=number_of(is_open.filter(due__lt=day), "consultation"),
        )


class Consultation(models.Model):
    """One consultation of an adviser with a unit; agreed by the unit's office."""

    class Form(models.TextChoices):
        """How it was held; a meeting is a visit (data's definitions)."""

        VISIT = "visit", "wizyta"
        PHONE = "phone", "telefon"
        EMAIL = "email", "e-mail"
        ONLINE = "online", "spotkanie online"

    class State(models.TextChoices):
        """From the adviser's note to the unit's agreement."""

        DRAFT = "draft", "notatka doradcy"
        SENT = "sent", "czeka na uzgodnienie"
        DISPUTED = "disputed", "z zastrzeżeniem"
        AGREED = "agreed", "uzgodniona"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="consultations")
    held_on = models.DateField("data")
    started_at = models.TimeField("godzina rozpoczęcia", null=True, blank=True)
    hours = models.DecimalField(
        "liczba godzin",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(24)],
        help_text="co pół godziny, np. 1,5",
    )
    form = models.CharField("forma", max_length=10, choices=Form, default=Form.VISIT)
    people_office = models.PositiveSmallIntegerField(
        "osób z urzędu", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    people_ngo = models.PositiveSmallIntegerField(
        "osób z organizacji", default=0, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    subject = models.CharField("temat", max_length=250)
    findings = models.TextField("ustalenia", blank=True)
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    logged_at = models.DateTimeField("zapisano")
    version = models.PositiveIntegerField(default=1, editable=False)
    entry_key = models.CharField(max_length=32, blank=True, editable=False)
    subject_folded = models.CharField(max_length=250, blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "konsultacja"
        verbose_name_plural = "konsultacje"
        ordering = ("-held_on", "-pk")
        indexes = (
            models.Index(fields=["adviser", "held_on"]),
            models.Index(fields=["unit", "held_on"]),
            models.Index(fields=["held_on"]),
            models.Index(fields=["unit"], name="consultation_to_agree", condition=Q(state="sent")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(hours__gte=Decimal("0.5"), hours__lte=24),
                name="consultation_hours_fit_a_day",
                violation_error_message="Konsultacja trwa od pół godziny do 24 godzin.",
            ),
            models.UniqueConstraint(
                fields=["adviser", "entry_key"],
                condition=~Q(entry_key=""),
                name="consultation_entered_once",
                violation_error_message="Ten wpis jest już zapisany.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}, {self.held_on:%d.%m.%Y}: {self.subject}"

    def get_absolute_url(self) -> str:
        """Return the entry's page."""
        return reverse("consultation-detail", args=(self.pk,))


class NextStep(models.Model):
    """What is to be done after a consultation, by the office or by the adviser."""

    class Whose(models.TextChoices):
        """Who does it."""

        OFFICE = "office", "urząd"
        ADVISER = "adviser", "doradca"

    belongs_to = "consultation"
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="steps")
    sentence = models.CharField("co trzeba zrobić", max_length=250)
    due = models.DateField("do kiedy", null=True, blank=True)
    whose = models.CharField("kto", max_length=10, choices=Whose, default=Whose.OFFICE)
    done_at = models.DateTimeField("zrobione", null=True, blank=True)

    class Meta:
        verbose_name = "następny krok"
        verbose_name_plural = "następne kroki"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(sentence=""),
                name="next_step_says_something",
                violation_error_message="Napisz, co trzeba zrobić.",
            ),
        )

    def __str__(self) -> str:
        return self.sentence

    def is_late_on(self, day: date) -> bool:
        """Whether the step should have been done before the day and is not."""
        return self.done_at is None and self.due is not None and self.due < day
