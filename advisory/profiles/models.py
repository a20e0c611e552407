"""What the public reads of a programme: a page of each unit, and news."""

from typing import Self

from django.db import models
from django.urls import reverse

from advisory.programmes.models import Programme, Unit
from contracting.analysis.models import Analysis
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class UnitProfileQuerySet(models.QuerySet["UnitProfile"]):
    """Which profiles exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the profiles of the units that exist for the act; published ones are public."""
        return self.filter(unit__in=Unit.objects.visible_to(act))

    def published(self) -> Self:
        """Return what the public reads."""
        return self.filter(state=UnitProfile.State.PUBLISHED)


class UnitProfile(Versioned):
    """The public page of a unit: what it changes, what came of it, its report (mkus.md 7.1)."""

    class State(models.TextChoices):
        """Written, or read by everybody."""

        DRAFT = "draft", "nieopublikowany"
        PUBLISHED = "published", "opublikowany"

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="profile")
    about = models.TextField("opis jednostki i zadania", blank=True)
    effects = models.TextField("efekty zmiany", blank=True)
    analysis = models.ForeignKey(
        Analysis,
        verbose_name="raport z analizy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)

    objects = UnitProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profil jednostki"
        verbose_name_plural = "profile jednostek"
        ordering = ("unit__name",)

    def __str__(self) -> str:
        return self.unit.name

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("public-unit", args=(self.unit.programme.code, self.unit.code))


class NewsQuerySet(models.QuerySet["News"]):
    """Which news exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        if act.holds("operator", "system"):
            return self
        if act.scope.kind == "programme" and act.holds("programme_coordinator"):
            return self.filter(programme=act.scope.id)
        return self.none()

    def published(self) -> Self:
        """Return what the public reads, newest first."""
        return self.filter(state=News.State.PUBLISHED).order_by("-published_at", "-pk")


class News(Versioned):
    """A piece of news of a programme: written, published, sent once to all offices."""

    class State(models.TextChoices):
        """Written, or read by everybody."""

        DRAFT = "draft", "szkic"
        PUBLISHED = "published", "opublikowana"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="news")
    title = models.CharField("tytuł", max_length=200)
    text = models.TextField("treść")
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField("opublikowano", null=True, blank=True)
    sent_at = models.DateTimeField("rozesłano", null=True, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "aktualność"
        verbose_name_plural = "aktualności"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the coordinator's page of it."""
        return reverse("news-detail", args=(self.pk,))
