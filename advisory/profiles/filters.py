"""Filters of the public list of units."""

from functools import lru_cache

import django_filters
from django.db.models import QuerySet

from advisory.profiles.models import UnitProfile
from advisory.profiles.voivodeships import MAP, NAMES, UNKNOWN, UNKNOWN_LABEL
from advisory.programmes.models import Unit
from contracting.analysis.models import CommissioningType
from mkus_portal.folding import folded

States = Unit.State
STATES = [
    (one.value, one.label)
    for one in (States.CHOSEN, States.TESTING, States.FINISHED, States.WITHDRAWN)
]
PLACES = [
    *sorted(((one.code, one.name) for one in MAP), key=lambda row: folded(row[1])),
    (UNKNOWN, UNKNOWN_LABEL),
]
WORDS = ("unit__name", "unit__task", "unit__office__name")


class UnitFilter(django_filters.FilterSet):
    """Words of the name and the task (ł = l), type, voivodeship, state."""

    text = django_filters.CharFilter(method="containing", label="Nazwa lub zadanie")
    type = django_filters.ChoiceFilter(
        field_name="unit__commissioning_type",
        label="Typ zlecenia",
        choices=CommissioningType.choices,
        empty_label="każdy",
    )
    voivodeship = django_filters.ChoiceFilter(
        method="lying_in", label="Województwo", choices=PLACES, empty_label="każde"
    )
    state = django_filters.ChoiceFilter(
        field_name="unit__state", label="Udział", choices=STATES, empty_label="każdy"
    )

    class Meta:
        model = UnitProfile
        fields = ("text", "type", "voivodeship", "state")

    def containing(
        self, rows: QuerySet[UnitProfile], name: str, value: str
    ) -> QuerySet[UnitProfile]:
        """Return the units whose words have every word; compared here, the same on any database."""
        words = folded(value).split()
        found = [
            pk
            for pk, *texts in rows.order_by().values_list("unit", *WORDS)
            if _has_all(words, _folded(" ".join(filter(None, texts))))
        ]
        return rows.filter(unit__in=found)

    def lying_in(self, rows: QuerySet[UnitProfile], name: str, value: str) -> QuerySet[UnitProfile]:
        """Return the units of a voivodeship, or those of which it is not known."""
        if value == UNKNOWN:
            return rows.exclude(region__in=NAMES)  # type: ignore[misc]  # the annotation
        return rows.filter(region=value)  # type: ignore[misc]  # as above


_folded = lru_cache(maxsize=8192)(folded)  # names and tasks are asked about again and again


def _has_all(words: list[str], text: str) -> bool:
    return all(word in text for word in words)
