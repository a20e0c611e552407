"""The plan of work of a unit, and the programme's template that plans are made from."""

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from advisory.consultations.models import Consultation
from advisory.events.models import Event
from advisory.expertises.models import Expertise
from advisory.programmes.models import Programme, Unit
from contracting.analysis.models import Analysis
from mkus_portal.act import Act
from mkus_portal.versions import Versioned

BY_HAND = ""
VISIT = "consultation:visit"
EVENT, EXPERTISE = "event:", "expertise:"
ANY_EXPERTISE = "expertise:any"
STAGE_TWO, CLOSED = "analysis:stage_two", "analysis:closed"
LONGEST = 3650

KINDS: tuple[tuple[str, str], ...] = (
    (BY_HAND, "nic w portalu: zaznaczane ręcznie"),
    (VISIT, "wizyta doradcy"),
    *((EVENT + one.value, str(one.label)) for one in Event.Kind),
    (ANY_EXPERTISE, "ekspertyza, dowolna"),
    *((EXPERTISE + one.value, f"ekspertyza: {one.label}") for one in Expertise.Kind),
    (STAGE_TWO, "analiza: zakończony etap 2"),
    (CLOSED, "analiza: zamknięta"),
)


class Whose(models.TextChoices):
    """Who sees to a step."""

    OFFICE = "office", "urząd"
    ADVISER = "adviser", "doradca"
    COORDINATOR = "coordinator", "koordynator programu"


class Step(Versioned):
    """What a step of a template and one of a plan have in common."""

    name = models.CharField("krok", max_length=200)
    kind = models.CharField(
        "co go wykona", max_length=40, choices=KINDS, blank=True, default=BY_HAND
    )
    whose = models.CharField("kto", max_length=12, choices=Whose)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class TemplateStepQuerySet(models.QuerySet["TemplateStep"]):
    """Which steps of templates exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the steps of the programme's template to its coordinator; the operator's all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()


class TemplateStep(Step):
    """A step that every unit of the programme gets, so many days after its agreement."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="plan_template")
    offset_days = models.PositiveSmallIntegerField(
        "dni od porozumienia",
        validators=[MinValueValidator(0), MaxValueValidator(LONGEST)],
    )

    objects = TemplateStepQuerySet.as_manager()

    class Meta:
        verbose_name = "krok wzoru planu"
        verbose_name_plural = "kroki wzoru planu"
        ordering = ("offset_days", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="template_step_once",
                violation_error_message="Wzór ma już krok o tej nazwie.",
            ),
        )

    def get_absolute_url(self) -> str:
        """Return the template's page."""
        return reverse("plan-template", args=(self.programme_id,))


class PlanStepQuerySet(models.QuerySet["PlanStep"]):
    """Which steps exist for whom, which are late."""

    def visible_to(self, act: Act) -> Self:
        """Return the steps of the units that exist for the act."""
        return self.filter(unit__in=Unit.objects.visible_to(act))

    def open(self) -> Self:
        """Return those that are not done."""
        return self.filter(done_on=None)

    def out_of_step(self) -> Self:
        """Return the open ones whose term counts from another day than the agreement's of now."""
        signed = F("unit__agreement_signed_on")
        counted = self.filter(done_on=None, counted_from__isnull=False, unit__in=_with_agreement())
        return counted.exclude(counted_from=signed)

    def touched(self) -> Self:
        """Return those in which somebody's work is: done, or with a term that a person chose."""
        return self.filter(Q(done_on__isnull=False) | Q(counted_from=None))

    def late_on(self, day: date) -> Self:
        """Return those that should have been done before the day and are not."""
        return self.filter(done_on=None, due_on__lt=day)


def _with_agreement() -> models.QuerySet[Unit]:
    return Unit.objects.filter(agreement_signed_on__isnull=False)


class PlanStep(Step):
    """A step of a unit's plan; done by hand with a note, or by a record that was confirmed.

    `counted_from` is the day of the agreement that its term counts from; none where a person has
    chosen the term.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plan_steps")
    due_on = models.DateField("termin")
    counted_from = models.DateField(
        "liczony od porozumienia z dnia", null=True, blank=True, editable=False
    )
    done_on = models.DateField("wykonano", null=True, blank=True)
    note = models.CharField("uwaga", max_length=500, blank=True)
    done_by = models.CharField("kto zaznaczył", max_length=150, blank=True, editable=False)
    consultation = models.ForeignKey(
        Consultation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expertise = models.ForeignKey(
        Expertise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    analysis = models.ForeignKey(
        Analysis, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PlanStepQuerySet.as_manager()

    class Meta:
        verbose_name = "krok planu pracy"
        verbose_name_plural = "kroki planu pracy"
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["unit", "due_on"]),)
        constraints = (
            *(
                models.UniqueConstraint(
                    fields=["unit", name],
                    name=f"plan_step_{name}_once",
                    violation_error_message="Ten zapis wykonuje już inny krok planu.",
                )
                for name in ("consultation", "event", "expertise")
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=False)
                | Q(consultation=None, event=None, expertise=None, analysis=None, note=""),
                name="plan_step_done_has_day",
                violation_error_message="Krok, którego nie wykonano, nie ma dowodu wykonania.",
            ),
        )

    def get_absolute_url(self) -> str:
        """Return the page of the plan."""
        return reverse("unit-plan", args=(self.unit_id,))

    def is_late_on(self, day: date) -> bool:
        """Whether it should have been done before the day and is not."""
        return self.done_on is None and self.due_on < day
