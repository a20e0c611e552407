"""Numbers that an office gives in order within a year: of offers, of contracts."""

from django.db import models
from django.db.models import F

from mkus_portal.offices.models import LocalGovernment


class YearlyNumbers(models.Model):
    """The last number of an office in a year; taken under a lock, without gaps.

    Each series is a table of its own. A transaction that is taken back gives its number back.
    """

    office = models.ForeignKey(LocalGovernment, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.office} {self.year}: {self.last}"

    @classmethod
    def take(cls, office: LocalGovernment, year: int) -> int:
        """Return the next number; the update holds the row until the transaction ends."""
        rows = cls._default_manager
        series, _ = rows.get_or_create(office=office, year=year)
        rows.filter(pk=series.pk).update(last=F("last") + 1)
        series.refresh_from_db()
        return series.last
