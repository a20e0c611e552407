"""Entries of the advisers' log and the steps agreed on."""

from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from advisory.consultations.models.entry import ENTRY_CONSTRAINTS, SUBJECT_LENGTH, Entry
from advisory.programmes.models import Adviser, Assignment, Unit
from advisory.programmes.sectors import SECTOR_COLUMNS
from contracting.analysis.models import Analysis
from contracting.calls.models import Call
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.counting import number_of
from mkus_portal.offices.models import OFFICE_ROLES
from mkus_portal.workflow.models import MoveLog

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

    def with_people(self) -> Self:
        """Add `people_together`: how many people took part, from all sectors."""
        columns = [F(column) for column in SECTOR_COLUMNS.values()]
        return self.annotate(people_together=sum(columns[1:], columns[0]))

    def with_steps(self, day: date) -> Self:
        """Add how many steps of agreed entries are open, and how many of them late on the day."""
        is_open = NextStep.objects.filter(consultation__state="agreed", done_at=None)
        return self.annotate(
            open_steps=number_of(is_open, "consultation"),
            late_steps=number_of(is_open.filter(due__lt=day), "consultation"),
        )


class Consultation(Entry):
    """One consultation of an adviser with a unit; agreed by the unit's office.

    It may be about a question of one of the office's analyses, a call of the office, an offer that
    was shared with the adviser: who may not open those learns no more than `linking` lets them.
    """

    class State(models.TextChoices):
        """From the adviser's note to the unit's agreement."""

        DRAFT = "draft", "notatka doradcy"
        SENT = "sent", "czeka na uzgodnienie"
        DISPUTED = "disputed", "z zastrzeżeniem"
        AGREED = "agreed", "uzgodniona"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="consultations")
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    logged_at = models.DateTimeField("zapisano")
    version = models.PositiveIntegerField(default=1, editable=False)
    entry_key = models.CharField(max_length=32, blank=True, editable=False)
    subject_folded = models.CharField(max_length=SUBJECT_LENGTH, blank=True, editable=False)
    analysis = models.ForeignKey(
        Analysis, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField("etap analizy", max_length=20, blank=True)
    question = models.CharField("pytanie analizy", max_length=20, blank=True)
    call = models.ForeignKey(
        Call, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

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
            *ENTRY_CONSTRAINTS,
            models.UniqueConstraint(
                fields=["adviser", "entry_key"],
                condition=~Q(entry_key=""),
                name="consultation_entered_once",
                violation_error_message="Ten wpis jest już zapisany.",
            ),
            models.CheckConstraint(
                condition=Q(analysis__isnull=False) & ~Q(stage="")
                | Q(analysis__isnull=True, stage="", question=""),
                name="consultation_question_has_analysis",
                violation_error_message="Etap i pytanie wybiera się z analizy.",
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
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="osoba z urzędu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
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
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(whose="office"),
                name="next_step_names_office_people",
                violation_error_message="Po nazwisku wskazuje się osobę z urzędu.",
            ),
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def owner(self) -> str:
        """Who does it, in words: the adviser, the office, or somebody of the office by name."""
        return f"{self.person} (urząd)" if self.person else self.get_whose_display()

    def is_late_on(self, day: date) -> bool:
        """Whether the step should have been done before the day and is not."""
        return self.done_at is None and self.due is not None and self.due < day
