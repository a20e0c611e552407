"""The office's own text of contracts; every saved text is a version of its own."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mkus_portal.offices.models import LocalGovernment


class ContractTemplate(models.Model):
    """A version of an office's contract text, with the terms that contracts start with.

    `body` is in the language of `rules.text`. A contract keeps the version that it was made from.
    """

    belongs_to = "office"
    office = models.ForeignKey(
        LocalGovernment, on_delete=models.PROTECT, related_name="contract_templates"
    )
    version = models.PositiveSmallIntegerField("wersja")
    body = models.TextField("treść wzoru")
    number_pattern = models.CharField(
        "numer umowy",
        max_length=40,
        default="{nr}/{rok}",
        help_text="{nr} to kolejny numer w roku, {rok} – rok. Na przykład NGO.{nr}.{rok}.",
    )
    shift_percent = models.DecimalField(
        "koszt z dotacji może wzrosnąć bez aneksu najwyżej o, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        default=Decimal(10),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="§ 5 umowy ramowej. Puste: bez ograniczenia.",
    )
    own_share_tolerance = models.DecimalField(
        "udział wkładu własnego może spaść najwyżej o, punkty procentowe",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    grant_by_line = models.BooleanField(
        "uzgadniaj kwotę z dotacji w każdej pozycji kosztów", default=False
    )
    saved_at = models.DateTimeField("zapisano")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "wzór umowy"
        verbose_name_plural = "wzory umów"
        ordering = ("office", "version")
        constraints = (
            models.UniqueConstraint(fields=["office", "version"], name="contract_template_once"),
        )

    def __str__(self) -> str:
        return f"wzór umowy, wersja {self.version}"
