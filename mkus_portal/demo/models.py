"""What the demonstration has loaded, so that loading again changes nothing."""

from django.db import models


class LoadedStep(models.Model):
    """One unit of loading that is done, with the row it made.

    `anchor` is the instant of the first loading: every date of the demonstration counts from it,
    also when a loading that was interrupted goes on another day.
    """

    belongs_to = "portal"
    key = models.CharField(max_length=120, unique=True)
    object_id = models.PositiveBigIntegerField()
    anchor = models.DateTimeField()

    class Meta:
        verbose_name = "krok wczytywania"

    def __str__(self) -> str:
        return self.key
