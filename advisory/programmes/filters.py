"""Filters of the lists of programmes and advisers."""

import django_filters

from advisory.programmes.models import Adviser, Programme


class ProgrammeFilter(django_filters.FilterSet):
    """Words of the name, or the code."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Nazwa")
    code = django_filters.CharFilter(lookup_expr="iexact", label="Kod")

    class Meta:
        model = Programme
        fields = ("name", "code")


class AdviserFilter(django_filters.FilterSet):
    """Words of the name or the organisation, with an account or not yet."""

    full_name = django_filters.CharFilter(lookup_expr="icontains", label="Imię i nazwisko")
    organisation_name = django_filters.CharFilter(lookup_expr="icontains", label="Organizacja")
    without_account = django_filters.ChoiceFilter(
        field_name="user",
        lookup_expr="isnull",
        label="Konto",
        choices=((False, "ma konto"), (True, "bez konta")),
    )

    class Meta:
        model = Adviser
        fields = ("full_name", "organisation_name", "without_account")
