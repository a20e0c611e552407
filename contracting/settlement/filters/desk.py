"""What the items of a report can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet

from contracting.settlement.models import Contribution, ExpenseDocument, Item


class ExpenseFilter(django_filters.FilterSet):
    """State, and words of the document, the issuer or the name."""

    state = django_filters.ChoiceFilter(label="Stan", choices=Item.State.choices)
    text = django_filters.CharFilter(method="containing", label="Dokument, wystawca lub za co")

    class Meta:
        model = ExpenseDocument
        fields = ("state", "text")

    def containing(
        self, rows: QuerySet[ExpenseDocument], name: str, value: str
    ) -> QuerySet[ExpenseDocument]:
        """Return the expenses with every word."""
        for word in value.split():
            rows = rows.filter(
                Q(document_number__icontains=word)
                | Q(issuer_name__icontains=word)
                | Q(name__icontains=word)
            )
        return rows


class ContributionFilter(django_filters.FilterSet):
    """State and kind."""

    state = django_filters.ChoiceFilter(label="Stan", choices=Item.State.choices)
    kind = django_filters.ChoiceFilter(label="Rodzaj", choices=Contribution.Kind.choices)

    class Meta:
        model = Contribution
        fields = ("state", "kind")
