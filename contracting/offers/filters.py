"""Filters of the lists; the office's ones look only at what a sealed offer may show."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from contracting.calls.models import Call, CallTask
from contracting.offers.models import Offer
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.offices.models import OFFICE_ROLES


class OwnOfferFilter(django_filters.FilterSet):
    """State and words of the title (ł = l)."""

    text = django_filters.CharFilter(method="containing", label="Tytuł")
    state = django_filters.ChoiceFilter(label="Stan", choices=Offer.State.choices)

    class Meta:
        model = Offer
        fields = ("text", "state")

    def containing(self, offers: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        """Return the offers whose title has every word."""
        for word in folded(value).split():
            offers = offers.filter(title_folded__contains=word)
        return offers


def own_calls(request: Any) -> QuerySet[Call]:  # noqa: ANN401 - django-filter gives a request or None
    """Return the calls of the office for which the act is done."""
    act: Act | None = getattr(request, "act", None)
    if act is None or not act.holds(*OFFICE_ROLES):
        return Call.objects.none()
    return Call.objects.filter(office=act.scope.id).only("title").order_by("-year", "title")


def own_tasks(request: Any) -> QuerySet[CallTask]:  # noqa: ANN401 - as above
    """Return the tasks of those calls."""
    return CallTask.objects.filter(call__in=own_calls(request)).only("code", "title")


class OfficeOfferFilter(django_filters.FilterSet):
    """Call, task, state, number or words of an opened offer's bidder and title."""

    call = django_filters.ModelChoiceFilter(
        field_name="task__call", queryset=own_calls, label="Konkurs"
    )
    task = django_filters.ModelChoiceFilter(queryset=own_tasks, label="Zadanie")
    state = django_filters.ChoiceFilter(label="Stan", choices=Offer.State.choices[1:])
    text = django_filters.CharFilter(method="containing", label="Numer, oferent lub tytuł")

    class Meta:
        model = Offer
        fields = ("call", "task", "state", "text")

    def containing(self, offers: QuerySet[Offer], name: str, value: str) -> QuerySet[Offer]:
        """Return the offers with every word in the number or in what is not sealed."""
        for word in folded(value).split():
            offers = offers.filter(
                Q(number__icontains=word)
                | Q(shown_title_folded__contains=word)
                | Q(shown_bidder_folded__contains=word)
            )
        return offers
