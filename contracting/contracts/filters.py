"""Filters of this room's lists."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from contracting.calls.models import Call
from contracting.contracts.models import Contract, Tranche
from mkus_portal.folding import folded


def own_calls(request: Any) -> QuerySet[Call]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the calls that have contracts which exist for whoever acts."""
    act = getattr(request, "act", None)
    if act is None:
        return Call.objects.none()
    contracts = Contract.objects.visible_to(act).values("assessment__offer__task__call")
    return Call.objects.filter(pk__in=contracts).only("title").order_by("title")


class ContractFilter(django_filters.FilterSet):
    """State, call, and words of the number, the contractor or the title."""

    state = django_filters.ChoiceFilter(label="Stan", choices=Contract.State.choices)
    call = django_filters.ModelChoiceFilter(
        field_name="assessment__offer__task__call", queryset=own_calls, label="Konkurs"
    )
    text = django_filters.CharFilter(method="containing", label="Numer, zleceniobiorca lub tytuł")

    class Meta:
        model = Contract
        fields = ("state", "call", "text")

    def containing(self, rows: QuerySet[Contract], name: str, value: str) -> QuerySet[Contract]:
        """Return the contracts with every word (ł = l)."""
        for word in folded(value).split():
            rows = rows.filter(
                Q(number__icontains=word)
                | Q(organisation__name_folded__contains=word)
                | Q(title_folded__contains=word)
            )
        return rows


class TrancheFilter(django_filters.FilterSet):
    """State and budget year."""

    state = django_filters.ChoiceFilter(label="Stan", choices=Tranche.State.choices)
    year = django_filters.NumberFilter(label="Rok budżetowy", min_value=2000, max_value=2100)

    class Meta:
        model = Tranche
        fields = ("state", "year")
