"""Filters of the lists of programmes and advisers."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from advisory.programmes.models import Adviser, Programme, Unit
from mkus_portal.act import Act


def own_units(request: Any) -> QuerySet[Unit]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the units that exist for the act."""
    act: Act | None = getattr(request, "act", None)
    return Unit.objects.visible_to(act) if act else Unit.objects.none()


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
