"""What became of a task's pool: each award, contract, payment and return that later rooms post."""

from django.conf import settings
from django.db import models

from contracting.calls.models.call import CallTask
from mkus_portal.money import MoneyField


class PoolEntry(models.Model):
    """A change of a task's money; appended to, never changed. A reversal has a minus."""

    belongs_to = "task"

    class Kind(models.TextChoices):
        """What has happened."""

        AWARD = "award", "przyznanie"
        CONTRACT = "contract", "umowa"
        PAYMENT = "payment", "wypłata"
        RETURN = "return", "zwrot"

    task = models.ForeignKey(CallTask, on_delete=models.PROTECT, related_name="pool_entries")
    kind = models.CharField("co", max_length=10, choices=Kind)
    amount = MoneyField("kwota")
    who = models.CharField("kto", max_length=250)
    label = models.CharField("opis", max_length=300)
    posted_at = models.DateTimeField("kiedy")
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "zmiana puli"
        verbose_name_plural = "zmiany puli"
        ordering = ("task", "pk")
        indexes = (models.Index(fields=["task", "kind"]),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.label}"
