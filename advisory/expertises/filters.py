"""Filters of the lists of expertises and experts."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from advisory.expertises.models import Expert, Expertise
from advisory.programmes.models import Unit
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.web.namechoice import NameChoiceFilter

CHOICES = (("late", "po terminie"),)


def known_units(request: Any) -> QuerySet[Unit]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the units of the expertises that exist for the act."""
    act: Act | None = getattr(request, "act", None)
    if act is None:
        return Unit.objects.none()
    seen = Expertise.objects.visible_to(act).values("unit")
    return Unit.objects.filter(pk__in=seen)


class ExpertiseFilter(django_filters.FilterSet):
    """Words of the title (ł = l), unit, kind, state, past the term."""

    text = django_filters.CharFilter(method="containing", label="Tytuł")
    unit = NameChoiceFilter(queryset=known_units, label="Jednostka")
    kind = django_filters.ChoiceFilter(label="Rodzaj", choices=Expertise.Kind.choices)
    state = django_filters.ChoiceFilter(label="Stan", choices=Expertise.State.choices)
    term = django_filters.ChoiceFilter(method="late", label="Termin", choices=CHOICES)

    class Meta:
        model = Expertise
        fields = ("text", "unit", "kind", "state", "term")

    def containing(self, rows: QuerySet[Expertise], name: str, value: str) -> QuerySet[Expertise]:
        """Return the expertises whose title has every word."""
        for word in folded(value).split():
            rows = rows.filter(title_folded__contains=word)
        return rows

    def late(self, rows: Any, name: str, value: str) -> QuerySet[Expertise]:  # noqa: ANN401 - the room's queryset
        """Return those that should have been delivered and are not."""
        late: QuerySet[Expertise] = rows.late_on(self.request.act.day)
        return late


class ExpertFilter(django_filters.FilterSet):
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
        model = Expert
        fields = ("full_name", "organisation_name", "without_account")
