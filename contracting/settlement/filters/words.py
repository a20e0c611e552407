"""Words by which everything that belongs to a contract is found."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from mkus_portal.folding import folded


class OfContract(django_filters.FilterSet):
    """Words of the contract's number, its contractor or its title (ł = l)."""

    text = django_filters.CharFilter(method="containing", label="Numer, zleceniobiorca lub tytuł")

    def containing(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Return the rows of contracts with every word."""
        for word in folded(value).split():
            rows = rows.filter(
                Q(contract__number__icontains=word)
                | Q(contract__organisation__name_folded__contains=word)
                | Q(contract__title_folded__contains=word)
            )
        return rows
