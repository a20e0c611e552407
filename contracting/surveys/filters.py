"""Filters of the lists of this room."""

import django_filters
from django.db.models import QuerySet

from contracting.surveys.models import Survey
from mkus_portal.folding import folded


class SurveyFilter(django_filters.FilterSet):
    """Words of the title (ł = l), audience and state."""

    text = django_filters.CharFilter(method="containing", label="Tytuł")
    audience = django_filters.ChoiceFilter(label="Kto odpowiada", choices=Survey.Audience.choices)
    state = django_filters.ChoiceFilter(label="Stan", choices=Survey.State.choices)

    class Meta:
        model = Survey
        fields = ("text", "audience", "state")

    def containing(self, surveys: QuerySet[Survey], name: str, value: str) -> QuerySet[Survey]:
        """Return the surveys whose title has every word."""
        for word in folded(value).split():
            surveys = surveys.filter(title_folded__contains=word)
        return surveys
