"""The public page of a unit, and what an adviser lets it say of themselves."""

from typing import Self

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf, Substr
from django.urls import reverse

from advisory.expertises.models import Expertise
from advisory.plans.models import PlanStep
from advisory.programmes.models import Adviser, Unit
from contracting.analysis.models import Analysis
from contracting.surveys.models import Survey
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

    def with_region(self) -> Self:
        """Add `region`: the voivodeship's code, with which the office's TERYT begins, or "??"."""
        code = NullIf(Substr("unit__office__teryt", 1, 2), Value(""))
        return self.annotate(region=Coalesce(code, Value("??")))


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
    expertises = models.ManyToManyField(
        Expertise, verbose_name="publiczne ekspertyzy", blank=True, related_name="+"
    )
    surveys = models.ManyToManyField(
        Survey, verbose_name="publiczne wyniki badań", blank=True, related_name="+"
    )
    milestones = models.ManyToManyField(
        PlanStep, verbose_name="kroki planu w kalendarium", blank=True, related_name="+"
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


class AdviserCard(Versioned):
    """What the units' public pages say of an adviser: the function; the name only if they agree."""

    belongs_to = "adviser"
    adviser = models.OneToOneField(Adviser, on_delete=models.PROTECT, related_name="card")
    function = models.CharField(
        "funkcja",
        max_length=150,
        blank=True,
        help_text="np. doradczyni do spraw usług społecznych. Puste: „doradca programu”.",
    )
    shows_name = models.BooleanField(
        "pokaż moje imię i nazwisko na publicznych stronach jednostek", default=False
    )

    class Meta:
        verbose_name = "wizytówka doradcy"
        verbose_name_plural = "wizytówki doradców"
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.adviser)
