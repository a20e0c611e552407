"""Filters of the lists of analyses and of what others share."""

import django_filters
from django.db.models import QuerySet

from contracting.analysis.models import (
    Analysis,
    CommissioningType,
    SharedAnalysis,
    SharedAnswer,
    UnitSize,
)
from contracting.analysis.models.sharing import SPHERE_CHOICES
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


class SharedAnalysisFilter(django_filters.FilterSet):
    """Words, type, sphere, size and kind of the unit."""

    text = django_filters.CharFilter(method="containing", label="Tytuł lub zadanie")
    commissioning_type = django_filters.ChoiceFilter(
        label="Typ zlecenia", choices=CommissioningType.choices
    )
    sphere = django_filters.ChoiceFilter(label="Sfera", choices=SPHERE_CHOICES)
    unit_size = django_filters.ChoiceFilter(label="Wielkość jednostki", choices=UnitSize.choices)

    class Meta:
        model = SharedAnalysis
        fields = ("text", "commissioning_type", "sphere", "unit_size")

    def containing(
        self, shared: QuerySet[SharedAnalysis], name: str, value: str
    ) -> QuerySet[SharedAnalysis]:
        """Return the copies whose title or task has every word."""
        for word in folded(value).split():
            shared = shared.filter(folded__contains=word)
        return shared


class SharedAnswerFilter(django_filters.FilterSet):
    """Words of the answer, and the same as of the library."""

    text = django_filters.CharFilter(method="containing", label="Słowa odpowiedzi")
    commissioning_type = django_filters.ChoiceFilter(
        field_name="shared__commissioning_type",
        label="Typ zlecenia",
        choices=CommissioningType.choices,
    )
    sphere = django_filters.ChoiceFilter(
        field_name="shared__sphere", label="Sfera", choices=SPHERE_CHOICES
    )
    unit_size = django_filters.ChoiceFilter(
        field_name="shared__unit_size", label="Wielkość jednostki", choices=UnitSize.choices
    )

    class Meta:
        model = SharedAnswer
        fields = ("text", "commissioning_type", "sphere", "unit_size")

    def containing(
        self, answers: QuerySet[SharedAnswer], name: str, value: str
    ) -> QuerySet[SharedAnswer]:
        """Return the answers that have every word."""
        for word in folded(value).split():
            answers = answers.filter(folded__contains=word)
        return answers
