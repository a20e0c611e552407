"""Who assesses a change for people, each on a card of their own, and when the team met."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from contracting.analysis.models.analyses import Analysis
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.offices.models import OFFICE_ROLES


class Phase(models.TextChoices):
    """The state after the change: foreseen before it, measured twelve months after it."""

    FORECAST = "forecast", "prognoza"
    MEASURED = "measured", "pomiar"


class SocialRoundQuerySet(models.QuerySet["SocialRound"]):
    """Which rounds exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the rounds of the analyses that exist for the act."""
        return self.filter(analysis__in=Analysis.objects.visible_to(act))


class SocialRound(models.Model):
    """One collecting of scores: everybody alone, until the team has met.

    Only a measurement has a draft: its evidence, because the analysis's own draft is closed then.
    """

    class State(models.TextChoices):
        """Cards are written, then everybody sees all of them."""

        COLLECTING = "collecting", "zbieranie ocen"
        MET = "met", "po spotkaniu zespołu"

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="social_rounds")
    phase = models.CharField("faza", max_length=10, choices=Phase)
    state = models.CharField("stan", max_length=12, choices=State, default=State.COLLECTING)
    draft = models.OneToOneField(
        Draft, null=True, on_delete=models.PROTECT, related_name="social_round"
    )
    opened_at = models.DateTimeField("otwarto")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    early_reason = models.TextField("powód wcześniejszego pomiaru", blank=True)
    met_at = models.DateTimeField("spotkanie zespołu", null=True, blank=True)

    objects = SocialRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "zbieranie ocen"
        verbose_name_plural = "zbierania ocen"
        constraints = (
            models.UniqueConstraint(fields=["analysis", "phase"], name="social_round_once"),
            models.CheckConstraint(
                condition=Q(phase="measured") | Q(draft=None),
                name="social_round_draft_of_measurement",
                violation_error_message="Własne dowody ma tylko pomiar.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.analysis}: {self.get_phase_display()}"

    @property
    def is_measurement(self) -> bool:
        """Whether the state after the change is measured, not foreseen."""
        return self.phase == Phase.MEASURED

    def get_absolute_url(self) -> str:
        """Return the page on which the team works."""
        name = "analysis-measurement" if self.is_measurement else "analysis-social"
        return reverse(name, args=(self.analysis_id,))


class SocialAssessmentQuerySet(models.QuerySet["SocialAssessment"]):
    """Which cards exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the office's cards, and those that a Key opens.

        What stands in them is asked of `may_read_card`.
        """
        if act.holds("system"):
            return self
        opened = Q(pk__in=Key.objects.objects_open_to(act, SocialAssessment))
        if act.scope.kind == "office" and act.holds(*OFFICE_ROLES):
            return self.filter(Q(analysis__office=act.scope.id) | opened)
        return self.filter(opened) if act.user is not None else self.none()

    def standing(self) -> Self:
        """Return the cards that were not withdrawn."""
        return self.exclude(state=SocialAssessment.State.WITHDRAWN)


class SocialAssessment(models.Model):
    """What one person thinks of each criterion; nobody else's scores stand in it.

    `user` is empty for somebody without an account, whose card the office types in from paper.
    """

    class State(models.TextChoices):
        """Being written, sent for good unless it is taken back, or called off by the office."""

        DRAFT = "draft", "w trakcie"
        SENT = "sent", "wysłana"
        WITHDRAWN = "withdrawn", "zaproszenie cofnięte"

    analysis = models.ForeignKey(
        Analysis, on_delete=models.PROTECT, related_name="social_assessments"
    )
    phase = models.CharField("faza", max_length=10, choices=Phase)
    name = models.CharField("imię i nazwisko albo funkcja", max_length=150)
    perspective = models.CharField("strona, którą reprezentuje", max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="social_assessments",
    )
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="social_assessment")
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField("prośba o ocenę do dnia", null=True, blank=True)
    invited_at = models.DateTimeField("zaproszono")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField("wysłano", null=True, blank=True)

    objects = SocialAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "ocena społeczna"
        verbose_name_plural = "oceny społeczne"
        ordering = ("invited_at", "pk")
        indexes = (models.Index(fields=["analysis", "phase", "state"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["analysis", "phase", "user"],
                condition=~Q(state="withdrawn"),
                name="social_assessment_once_each",
            ),
        )

    def __str__(self) -> str:
        return f"Ocena: {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name without spaces around it."""
        self.name = " ".join(self.name.split())
        super().save(*args, **kwargs)

    @property
    def is_on_paper(self) -> bool:
        """Whether the card came on paper and the office types it in."""
        return self.user_id is None

    @property
    def is_measurement(self) -> bool:
        """Whether the state after the change is measured, not foreseen."""
        return self.phase == Phase.MEASURED

    def get_absolute_url(self) -> str:
        """Return the card's page."""
        return reverse("social-card", args=(self.pk,))
