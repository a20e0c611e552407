"""The commission's meetings: who was there, what was voted, what goes to the minutes."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from contracting.evaluation.models.commission import CommissionMember
from contracting.evaluation.models.evaluation import Assessment, Evaluation
from mkus_portal.money import MoneyField
from mkus_portal.versions import Versioned


class Meeting(Versioned):
    """A meeting of the commission; closed, it has minutes and is not changed any more."""

    belongs_to = "evaluation"

    class State(models.TextChoices):
        """Open while it is written down."""

        OPEN = "open", "trwa"
        CLOSED = "closed", "zakończone"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField("stan", max_length=8, choices=State, default=State.OPEN)
    number = models.PositiveSmallIntegerField("numer posiedzenia")
    place = models.CharField("miejsce", max_length=200)
    began_at = models.DateTimeField("początek")
    ended_at = models.DateTimeField("koniec", null=True, blank=True)
    notes = models.TextField("przebieg posiedzenia", blank=True)
    remarks = models.TextField("zdania odrębne i uwagi", blank=True)

    class Meta:
        verbose_name = "posiedzenie komisji"
        verbose_name_plural = "posiedzenia komisji"
        ordering = ("evaluation", "number")
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="meeting_ends_after_start",
                violation_error_message="Koniec posiedzenia nie może być przed jego początkiem.",
            ),
        )

    def __str__(self) -> str:
        return f"Posiedzenie nr {self.number}"


class Attendance(models.Model):
    """Who was present."""

    belongs_to = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CommissionMember, on_delete=models.PROTECT, related_name="+")
    is_present = models.BooleanField("obecny", default=False)
    has_vote = models.BooleanField("głosuje", default=True)

    class Meta:
        verbose_name = "obecność"
        ordering = ("meeting", "member")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
        )

    def __str__(self) -> str:
        return f"{self.member}: {'obecny' if self.is_present else 'nieobecny'}"


class MeetingVote(Versioned):
    """What the commission proposes for one offer: the votes and the amount.

    `entitled` and `excluded` are who could and who could not vote on it, as they were then.
    """

    belongs_to = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="votes")
    votes_for = models.PositiveSmallIntegerField("za", default=0)
    votes_against = models.PositiveSmallIntegerField("przeciw", default=0)
    abstained = models.PositiveSmallIntegerField("wstrzymało się", default=0)
    proposed_grant = MoneyField(
        "proponowana kwota", null=True, blank=True, validators=[MinValueValidator(0)]
    )
    reason = models.CharField("uzasadnienie", max_length=500, blank=True)
    entitled = models.PositiveSmallIntegerField("uprawnionych do głosowania", default=0)
    excluded = models.JSONField("wyłączeni", default=list, blank=True)

    class Meta:
        verbose_name = "głosowanie"
        verbose_name_plural = "głosowania"
        ordering = ("meeting", "pk")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "assessment"], name="meeting_vote_once"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.votes_for}/{self.votes_against}/{self.abstained}"
