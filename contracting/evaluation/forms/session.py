"""The settings of an evaluation."""

from contracting.evaluation.models import Evaluation
from mkus_portal.versions import VersionedForm


class SettingsForm(VersionedForm):
    """How offers are scored: the same for all of a call."""

    class Meta:
        model = Evaluation
        fields = (
            "counting",
            "collective_card",
            "cards_needed",
            "spread_alarm",
            "quorum",
            "correction_days",
            "shows_all",
        )
