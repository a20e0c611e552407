"""Filters of evaluation's lists."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from contracting.calls.models import CallTask
from contracting.evaluation.models import Assessment, FormalAnswer
from mkus_portal.folding import folded


def own_tasks(request: Any) -> QuerySet[CallTask]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the tasks of the call whose evaluation the address names."""
    match = getattr(request, "resolver_match", None)
    number = match.kwargs.get("pk") if match else None
    return CallTask.objects.filter(call__evaluation=number).only("code", "title")


class FormalFilter(django_filters.FilterSet):
    """State, task, and words of the bidder, the title or the number."""

    state = django_filters.ChoiceFilter(label="Stan", choices=Assessment.State.choices)
    task = django_filters.ModelChoiceFilter(
        field_name="offer__task", queryset=own_tasks, label="Zadanie"
    )
    text = django_filters.CharFilter(method="containing", label="Numer, oferent lub tytuł")

    class Meta:
        model = Assessment
        fields = ("state", "task", "text")

    def containing(self, rows: QuerySet[Assessment], name: str, value: str) -> QuerySet[Assessment]:
        """Return the offers with every word (ł = l)."""
        for word in folded(value).split():
            rows = rows.filter(
                Q(offer__number__icontains=word)
                | Q(offer__organisation__name_folded__contains=word)
                | Q(offer__title_folded__contains=word)
            )
        return rows


class DefectFilter(django_filters.FilterSet):
    """Whether the defect can be corrected, and what became of the offer."""

    correctable = django_filters.BooleanFilter(
        field_name="condition__is_correctable", label="Można uzupełnić"
    )
    state = django_filters.ChoiceFilter(
        field_name="assessment__state",
        label="Stan oferty",
        choices=[
            one
            for one in Assessment.State.choices
            if one[0] in {"to_correct", "corrected", "rejected_formal"}
        ],
    )

    class Meta:
        model = FormalAnswer
        fields = ("correctable", "state")
