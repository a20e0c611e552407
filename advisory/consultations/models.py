"""The advisers' log: consultations and the steps agreed on."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from advisory.programmes.models import OFFICE_ROLES, Adviser, Unit
from mkus_portal.act import Act


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    """Which consultations exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the adviser's own, the programme's for its coordinator, the office's sent ones."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(unit__programme=act.scope.id)
        if act.scope.kind == "programme" and act.holds("adviser"):
            return self.filter(unit__programme=act.scope.id, adviser__user__pk=act.user or 0)
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(unit__office=act.scope.id).exclude(state="draft")
        return self.none()


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
        AGREED = "agreed", "uzgodniona"
        DISPUTED = "disputed", "z zastrzeżeniem"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consultations")
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="consultations")
    held_on = models.DateField("data")
    started_at = models.TimeField("godzina rozpoczęcia", null=True, blank=True)
    hours = models.DecimalField(
        "liczba godzin",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0.5), MaxValueValidator(24)],
        help_text="co pół godziny, np. 1,5",
    )
    form = models.CharField("forma", max_length=10, choices=Form, default=Form.VISIT)
    people_office = models.PositiveSmallIntegerField("osób z urzędu", default=0)
    people_ngo = models.PositiveSmallIntegerField("osób z organizacji", default=0)
    subject = models.CharField("temat", max_length=250)
    findings = models.TextField("ustalenia", blank=True)
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    logged_at = models.DateTimeField("zapisano")

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "konsultacja"
        verbose_name_plural = "konsultacje"
        ordering = ("-held_on", "-pk")
        indexes = (models.Index(fields=["adviser", "held_on"]),)

    def __str__(self) -> str:
        return f"{self.unit}, {self.held_on:%d.%m.%Y}: {self.subject}"


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
