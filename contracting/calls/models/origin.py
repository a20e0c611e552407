"""From which analysis a call was drafted, and what of it came from there."""

from typing import Self

from django.conf import settings
from django.db import models

from contracting.analysis.models import Analysis
from contracting.calls.models.call import Call
from mkus_portal.act import Act


class CallOriginQuerySet(models.QuerySet["CallOrigin"]):
    """Which links exist for whom."""

    def visible_to(self, act: Act) -> Self:
        """Return the links of the office's own calls: an analysis is the office's inner paper."""
        if act.holds("system"):
            return self
        return self.filter(call__in=Call.objects.of_office(act))


class CallOrigin(models.Model):
    """A call and the analysis that it was drafted from; one analysis may have several calls.

    `reason` is why it was drafted although the analysis advises against it or advises nothing.
    """

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="origin")
    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField("dlaczego mimo rekomendacji", blank=True)
    drawn_at = models.DateTimeField("przygotowano szkic")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CallOriginQuerySet.as_manager()

    class Meta:
        verbose_name = "konkurs z analizy"
        verbose_name_plural = "konkursy z analiz"
        ordering = ("drawn_at", "pk")

    def __str__(self) -> str:
        return f"{self.call} z analizy „{self.analysis}”"


class CallSource(models.Model):
    """A field that the analysis filled, or with `why` one that it did not.

    `row` is the key of the task, criterion or earlier task that has the field, 0 for the call.
    `questions` are codes of the analysis's questions; `filled` is what was put in, in words;
    `kept` the value itself as `rules.drawn_fields.as_kept` writes it.
    """

    class Part(models.TextChoices):
        """Where the field stands."""

        CALL = "call", "konkurs"
        TASK = "task", "zadanie"
        CRITERION = "criterion", "kryterium"
        PREVIOUS = "previous", "zadanie z lat poprzednich"
        NONE = "none", "nigdzie"

    belongs_to = "origin"
    origin = models.ForeignKey(CallOrigin, on_delete=models.CASCADE, related_name="sources")
    part = models.CharField("część", max_length=10, choices=Part)
    row = models.PositiveBigIntegerField(default=0)
    field = models.CharField("pole", max_length=40, blank=True)
    label = models.CharField("nazwa pola", max_length=350)
    questions = models.JSONField("pytania", default=list, blank=True)
    filled = models.TextField("wpisano", blank=True)
    kept = models.TextField("wartość, jaką wpisano", blank=True)
    why = models.TextField("dlaczego nie wpisano", blank=True)

    class Meta:
        verbose_name = "pole z analizy"
        verbose_name_plural = "pola z analizy"
        ordering = ("origin", "pk")

    def __str__(self) -> str:
        return self.label
