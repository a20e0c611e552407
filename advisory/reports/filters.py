"""Filters of the boards of load."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet

from advisory.programmes.filters import own_units
from advisory.programmes.models import Adviser, Assignment
from advisory.reports.load import SILENCE, Load
from mkus_portal.act import Act

RUNNING, ENDED, ALL = "", "ended", "all"
STANDINGS = ((ENDED, "zakończone"), (ALL, "wszystkie, także przyszłe"))
LOOKS: dict[str, tuple[str, Callable[[Load], bool]]] = {
    "over": ("ponad limit godzin", lambda one: one.is_over),
    "silent": (f"bez kontaktu od {SILENCE.days} dni", lambda one: one.is_silent),
    "overdue": ("urząd zwleka z uzgodnieniem", lambda one: one.sums.overdue > 0),
    "drafts": ("są wpisy niewysłane", lambda one: one.sums.drafts > 0),
}


def own_advisers(request: Any) -> QuerySet[Adviser]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the advisers who exist for the act."""
    act: Act | None = getattr(request, "act", None)
    return Adviser.objects.visible_to(act) if act else Adviser.objects.none()


def looked_for(rows: list[Load], look: str) -> list[Load]:
    """Return the rows that show what is looked for; all of them for an unknown word."""
    if look not in LOOKS:
        return rows
    shows = LOOKS[look][1]
    return [one for one in rows if shows(one)]


class LoadFilter(django_filters.FilterSet):
    """Adviser, unit, running assignments or others, and what to look at.

    What is looked for is a figure, so that the page asks it of the rows (`looked_for`).
    """

    adviser = django_filters.ModelChoiceFilter(queryset=own_advisers, label="Doradca")
    unit = django_filters.ModelChoiceFilter(queryset=own_units, label="Jednostka")
    look = django_filters.ChoiceFilter(
        method="unchanged",
        label="Na co spojrzeć",
        choices=[(code, label) for code, (label, _) in LOOKS.items()],
    )
    standing = django_filters.ChoiceFilter(
        method="unchanged", label="Przydziały", choices=STANDINGS, empty_label="trwające"
    )

    class Meta:
        model = Assignment
        fields = ("adviser", "unit", "look", "standing")

    def unchanged(self, rows: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Return the rows as they are."""
        return rows

    def filter_queryset(self, queryset: Any) -> QuerySet[Assignment]:  # noqa: ANN401 - the room's queryset
        """Return the rows; of those that run, unless others are asked for."""
        act: Act = self.request.act
        rows: QuerySet[Assignment] = super().filter_queryset(queryset)
        standing = self.form.cleaned_data.get("standing") or RUNNING
        running = Assignment.objects.running(act)
        if standing == RUNNING:
            return rows.filter(pk__in=running.values("pk"))
        if standing == ENDED:
            return rows.exclude(pk__in=running.values("pk")).filter(valid_from__lte=act.day)
        return rows
