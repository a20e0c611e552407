"""What a programme offers to everybody: the press kit, files to take."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from advisory.indicators.models import Indicator
from advisory.programmes.models import Programme
from mkus_portal.act import Act
from mkus_portal.versions import Versioned


class PressKitQuerySet(models.QuerySet["PressKit"]):
    """Which press kits exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        return self.filter(ours(act))


class DownloadQuerySet(models.QuerySet["Download"]):
    """Which files to take exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the programme's to its coordinator; the operator sees all."""
        return self.filter(ours(act))


def ours(act: Act) -> Q:
    """Return what belongs to the programme that the act coordinates; everything to the operator."""
    if act.holds("operator", "system"):
        return Q()
    if act.scope.kind == "programme" and act.holds("programme_coordinator"):
        return Q(programme=act.scope.id)
    return Q(pk__in=())


class PressKit(Versioned):
    """What a journalist finds: a note, figures, whom to ask, files with their terms of use."""

    class State(models.TextChoices):
        """Written, or read by everybody."""

        DRAFT = "draft", "nieopublikowane"
        PUBLISHED = "published", "opublikowane"

    programme = models.OneToOneField(
        Programme, on_delete=models.PROTECT, related_name="press_kit", editable=False
    )
    note = models.TextField(
        "notatka o programie", blank=True, help_text="Najważniejsze w kilku zdaniach."
    )
    boilerplate = models.TextField(
        "stopka do materiałów prasowych",
        blank=True,
        help_text="Stały akapit o programie, który redakcja może wkleić pod tekst.",
    )
    contact_function = models.CharField(
        "kontakt: funkcja", max_length=150, blank=True, help_text="np. rzeczniczka programu"
    )
    contact_organisation = models.CharField("kontakt: organizacja", max_length=250, blank=True)
    contact_address = models.CharField("kontakt: adres organizacji", max_length=250, blank=True)
    contact_email = models.EmailField("kontakt: e-mail", blank=True)
    contact_phone = models.CharField("kontakt: telefon", max_length=30, blank=True)
    licence = models.CharField(
        "warunki użycia plików",
        max_length=500,
        blank=True,
        help_text="np. Znaku można używać bez zmian w materiałach o programie, z podaniem źródła.",
    )
    figures = models.ManyToManyField(
        Indicator,
        verbose_name="publiczne wskaźniki",
        blank=True,
        related_name="+",
        help_text="Wartości z dnia, w którym ktoś czyta stronę. Niezaznaczone nie są publiczne.",
    )
    state = models.CharField("stan", max_length=10, choices=State, default=State.DRAFT)

    objects = PressKitQuerySet.as_manager()

    class Meta:
        verbose_name = "materiały dla mediów"
        verbose_name_plural = "materiały dla mediów"
        ordering = ("programme",)

    def __str__(self) -> str:
        return f"Dla mediów: {self.programme}"

    def get_absolute_url(self) -> str:
        """Return the coordinator's page of it."""
        return reverse("press-detail", args=(self.programme_id,))

    @property
    def is_public(self) -> bool:
        """Whether everybody reads it."""
        return self.state == self.State.PUBLISHED

    @property
    def contact(self) -> list[str]:
        """Whom to ask, line by line."""
        lines = (
            self.contact_function,
            self.contact_organisation,
            self.contact_address,
            self.contact_email,
            self.contact_phone,
        )
        return [one for one in lines if one]


class Download(Versioned):
    """A file that the programme lets everybody take, with what it is and on what terms."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="downloads", editable=False
    )
    title = models.CharField("tytuł", max_length=200)
    description = models.CharField("co to jest i dla kogo", max_length=500, blank=True)
    licence = models.CharField(
        "warunki użycia", max_length=300, blank=True, help_text="np. CC BY 4.0"
    )
    is_public = models.BooleanField("pokaż na publicznej stronie „Do pobrania”", default=True)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        verbose_name = "plik do pobrania"
        verbose_name_plural = "pliki do pobrania"
        ordering = ("title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "title"],
                name="download_title_once",
                violation_error_message="Plik o tym tytule już jest.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the coordinator's page of it."""
        return reverse("download-detail", args=(self.pk,))
