"""Why a type was chosen: the helper's answers, its ranking at the time, the team's own reason."""

from django.conf import settings
from django.db import models

from contracting.analysis.models.analyses import Analysis
from mkus_portal.versions import Versioned


class TypeChoice(Versioned):
    """The choice of an analysis's type, kept with it; the last save counts, earlier ones are noted.

    `answers` by question of `choice.toml`: yes, no, unknown. `ranking` is frozen as it was shown
    (`rules.choice.frozen`), so that a later version of the method changes nothing.
    """

    belongs_to = "analysis"

    analysis = models.OneToOneField(Analysis, on_delete=models.CASCADE, related_name="type_choice")
    answers = models.JSONField("odpowiedzi", default=dict, blank=True)
    ranking = models.JSONField("kolejność typów", default=dict, blank=True)
    reason = models.TextField("dlaczego ten typ", blank=True, max_length=4000)
    changed_at = models.DateTimeField("zapisano")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "wybór typu"
        verbose_name_plural = "wybory typów"

    def __str__(self) -> str:
        return f"Wybór typu: {self.analysis}"
