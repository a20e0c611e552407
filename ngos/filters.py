"""Filters of the list of organisations."""

import django_filters
from django.db.models import Q, QuerySet

from mkus_portal.folding import folded
from ngos.legal_forms import LegalForm
from ngos.models import Organisation


class OrganisationFilter(django_filters.FilterSet):
    """Words of the name (ł = l) or a number, legal form, seat, public benefit status."""

    text = django_filters.CharFilter(method="named", label="Nazwa, KRS lub NIP")
    legal_form = django_filters.ChoiceFilter(label="Forma prawna", choices=LegalForm.choices)
    seat_place = django_filters.CharFilter(lookup_expr="icontains", label="Miejscowość")
    has_opp_status = django_filters.ChoiceFilter(
        label="Organizacja pożytku publicznego", choices=((True, "tak"), (False, "nie"))
    )

    class Meta:
        model = Organisation
        fields = ("text", "legal_form", "seat_place", "has_opp_status")

    def named(self, rows: QuerySet[Organisation], name: str, value: str) -> QuerySet[Organisation]:
        """Return the organisations whose name has every word, or whose number it is."""
        words = Q()
        for word in folded(value).split():
            words &= Q(name_folded__contains=word)
        number = value.strip()
        return rows.filter(words | Q(register_number__endswith=number) | Q(nip=number))
