"""Entries of the advisers' log and the steps agreed on."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from advisory.consultations.models.entry import ENTRY_CONSTRAINTS, SUBJECT_LENGTH, Entry
from advisory.programmes.models import Adviser, Unit
from advisory.programmes.sectors import SECTOR_COLUMNS
from contracting.analysis.models import Analysis
from contracting.calls.models import Call
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.offices.models import OFFICE_ROLES


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
            own = self.filter(unit__programme=act.scope.id, adviser__user__pk=act.user or 0)
            return own.filter(unit__in=units)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(unit__office=act.scope.id).exclude(state="draft")
        return self.none()

    def with_people(self) -> Self:
        """Add `people_together`: how many people took part, from all sectors."""
        columns = [F(column) for column in SECTOR_COLUMNS.values()]
        return self.annotate(people_together=sum(columns[1:], columns[0]))

    def with_steps(self, day: date) -> Self:
        """Add how many steps of agreed entries are open, and how many of them late on the day."""
        is_open = Q(state="agreed", steps__isnull=False, steps__done_at=None)
        return self.annotate(
            open_steps=Count("steps", filter=is_open),
            late_steps=Count("steps", filter=is_open & Q(steps__due__lt=day)),
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
