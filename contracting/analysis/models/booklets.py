"""Booklets: the guide and the printed workbooks, one row for each content that was ever issued."""

from typing import Self

from django.db import models

from contracting.analysis.models.analyses import CommissioningType
from mkus_portal.act import Act


class BookletQuerySet(models.QuerySet["Booklet"]):
    """Booklets are for everybody."""

    def visible_to(self, act: Act) -> Self:
        """Return all of them, whoever asks."""
        del act
        return self


class Booklet(models.Model):
    """The guide, or a type's workbook, made from one version of the method and the law of a day.

    `content_digest` is that of what it says: while it stays the same nothing new is issued, so one
    version of the method gives one file with the same bytes for everybody.
    """

    class Kind(models.TextChoices):
        """What it is."""

        GUIDE = "guide", "przewodnik"
        WORKBOOK = "workbook", "zeszyt działań"

    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    commissioning_type = models.CharField(
        "typ zlecenia", max_length=12, choices=CommissioningType, blank=True
    )
    method_version = models.CharField("wersja metody", max_length=20)
    law_day = models.DateField("stan prawny na dzień")
    content_digest = models.CharField("skrót treści", max_length=64)

    objects = BookletQuerySet.as_manager()

    class Meta:
        verbose_name = "broszura"
        verbose_name_plural = "broszury"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "commissioning_type", "law_day", "content_digest"),
                name="booklet_issued_once",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind="guide", commissioning_type="")
                    | (models.Q(kind="workbook") & ~models.Q(commissioning_type=""))
                ),
                name="booklet_workbook_has_its_type",
                violation_error_message="Zeszyt działań ma typ zlecenia, przewodnik nie ma.",
            ),
        )

    def __str__(self) -> str:
        kind = self.get_commissioning_type_display()
        return f"{self.get_kind_display()}: {kind}" if kind else self.get_kind_display()

    @property
    def code(self) -> str:
        """Return what its address calls it: the type, or „przewodnik”."""
        return self.commissioning_type or GUIDE_CODE


GUIDE_CODE = "przewodnik"
