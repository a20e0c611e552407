"""Filters of the list of events."""

import django_filters
from django import forms
from django.db.models import QuerySet

from advisory.events.models import Event
from advisory.programmes.filters import own_units
from mkus_portal.folding import folded
from mkus_portal.web.namechoice import NameChoiceFilter

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EventFilter(django_filters.FilterSet):
    """Words of the title (ł = l), kind, state, unit, days."""

    text = django_filters.CharFilter(method="containing", label="Tytuł")
    kind = django_filters.ChoiceFilter(label="Rodzaj", choices=Event.Kind.choices)
    state = django_filters.ChoiceFilter(label="Stan", choices=Event.State.choices)
    units = NameChoiceFilter(queryset=own_units, label="Jednostka")
    since = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="gte", label="Od dnia", widget=DAY
    )
    until = django_filters.DateFilter(
        field_name="starts_on", lookup_expr="lte", label="Do dnia", widget=DAY
    )

    class Meta:
        model = Event
        fields = ("text", "kind", "state", "units", "since", "until")

    def containing(self, rows: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        """Return the events whose title has every word."""
        for word in folded(value).split():
            rows = rows.filter(title_folded__contains=word)
        return rows
