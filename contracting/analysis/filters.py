"""Filters of the list of analyses."""

import django_filters
from django.db.models import QuerySet

from contracting.analysis.models import Analysis, CommissioningType
from mkus_portal.folding import folded


class AnalysisFilter(django_filters.FilterSet):
    """Words of the title or task (ł = l), type and state."""

    text = django_filters.CharFilter(method="containing", label="Tytuł lub zadanie")
    commissioning_type = django_filters.ChoiceFilter(
        label="Typ zlecenia", choices=CommissioningType.choices
    )
    state = django_filters.ChoiceFilter(label="Stan", choices=Analysis.State.choices)

    class Meta:
        model = Analysis
        fields = ("text", "commissioning_type", "state")

    def containing(self, analyses: QuerySet[Analysis], name: str, value: str) -> QuerySet[Analysis]:
        """Return the analyses whose title or task has every word."""
        for word in folded(value).split():
            analyses = analyses.filter(title_folded__contains=word)
        return analyses
