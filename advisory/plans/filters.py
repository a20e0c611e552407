"""Filters of the lists of plans and steps."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from advisory.plans.models import PlanStep, Whose
from advisory.programmes.models import Unit

STANDS = (("late", "z krokiem po terminie"), ("none", "bez planu"), ("done", "wykonany w całości"))
STEP_STANDS = (("open", "do zrobienia"), ("late", "po terminie"), ("done", "wykonane"))


class PlanFilter(django_filters.FilterSet):
    """Words of the unit's name; where its plan stands."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Jednostka")
    stands = django_filters.ChoiceFilter(method="standing", label="Plan", choices=STANDS)

    class Meta:
        model = Unit
        fields = ("name", "stands")

    def standing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the units whose plan is late, missing or done."""
        if value == "late":
            return rows.filter(late_count__gt=0)
        if value == "none":
            return rows.filter(step_count=0)
        return rows.filter(step_count__gt=0, open_count=0)


class StepFilter(django_filters.FilterSet):
    """Words of the step, who, open, late or done."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Krok")
    whose = django_filters.ChoiceFilter(label="Kto", choices=Whose.choices)
    stands = django_filters.ChoiceFilter(method="standing", label="Stan", choices=STEP_STANDS)

    class Meta:
        model = PlanStep
        fields = ("name", "whose", "stands")

    def standing(self, rows: Any, name: str, value: str) -> QuerySet[PlanStep]:  # noqa: ANN401 - the room's queryset
        """Return the open, late or done steps."""
        if value == "late":
            late: QuerySet[PlanStep] = rows.late_on(self.request.act.day)
            return late
        chosen: QuerySet[PlanStep] = rows.filter(done_on__isnull=value == "open")
        return chosen
