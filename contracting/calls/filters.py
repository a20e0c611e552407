"""Filters of the office's list."""

import django_filters
from django.db.models import QuerySet

from contracting.calls.models import Call
from mkus_portal.folding import folded


class CallFilter(django_filters.FilterSet):
    """State, year and words of the title (ł = l)."""

    text = django_filters.CharFilter(method="containing", label="Tytuł")
    state = django_filters.ChoiceFilter(label="Stan", choices=Call.State.choices)
    year = django_filters.NumberFilter(label="Rok budżetowy")

    class Meta:
        model = Call
        fields = ("text", "state", "year")

    def containing(self, calls: QuerySet[Call], name: str, value: str) -> QuerySet[Call]:
        """Return the calls whose title has every word."""
        for word in folded(value).split():
            calls = calls.filter(title_folded__contains=word)
        return calls
