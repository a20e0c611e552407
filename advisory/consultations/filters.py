"""Filters of the lists of units and consultations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet

from advisory.consultations.models import SIGN_OFF, Consultation, NextStep
from advisory.programmes.filters import own_units
from advisory.programmes.models import Adviser, Assignment, Unit
from contracting.analysis.models import CommissioningType
from mkus_portal.act import Act
from mkus_portal.folding import folded
from mkus_portal.web.namechoice import NameChoiceFilter

LONGEST_KEY = 18
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UnitFilter(django_filters.FilterSet):
    """Words of the name, kind, type of commissioning."""

    name = django_filters.CharFilter(lookup_expr="icontains", label="Nazwa")
    kind = django_filters.ChoiceFilter(label="Rodzaj", choices=Unit.Kind.choices)
    commissioning_type = django_filters.ChoiceFilter(
        label="Typ zlecenia", choices=CommissioningType.choices
    )

    class Meta:
        model = Unit
        fields = ("name", "kind", "commissioning_type")


def known_advisers(request: Any) -> QuerySet[Adviser]:  # noqa: ANN401 - as above
    """Return the advisers whose entries the act may see."""
    act: Act | None = getattr(request, "act", None)
    if act is None:
        return Adviser.objects.none()
    seen = Consultation.objects.visible_to(act).filter(adviser=OuterRef("pk"))
    return Adviser.objects.filter(Exists(seen))


def chosen_assignment(act: Act, given: str) -> Assignment | None:
    """Return the assignment of the address, where its unit exists for the act."""
    if not given.isdecimal() or len(given) > LONGEST_KEY:
        return None
    rows = Assignment.objects.filter(unit__in=Unit.objects.visible_to(act), pk=given)
    return rows.select_related("unit", "adviser").first()


class ConsultationFilter(django_filters.FilterSet):
    """Words of the subject (ł = l), unit, adviser, form, state, days, open or late steps."""

    text = django_filters.CharFilter(method="containing", label="Temat")
    unit = NameChoiceFilter(queryset=own_units, label="Jednostka")
    adviser = NameChoiceFilter(queryset=known_advisers, name_column="full_name", label="Doradca")
    state = django_filters.ChoiceFilter(label="Stan", choices=Consultation.State.choices)
    form = django_filters.ChoiceFilter(label="Forma", choices=Consultation.Form.choices)
    since = django_filters.DateFilter(
        field_name="held_on", lookup_expr="gte", label="Od dnia", widget=DAY
    )
    until = django_filters.DateFilter(
        field_name="held_on", lookup_expr="lte", label="Do dnia", widget=DAY
    )
    steps = django_filters.ChoiceFilter(
        method="with_steps",
        label="Następne kroki",
        choices=(("open", "są otwarte"), ("late", "są po terminie")),
    )

    waiting = django_filters.ChoiceFilter(
        method="waiting_long",
        label="Uzgodnienie",
        choices=(("long", f"czeka ponad {SIGN_OFF.days} dni"),),
    )
    assignment = django_filters.CharFilter(method="counting", widget=forms.HiddenInput, label="")

    class Meta:
        model = Consultation
        fields = (
            "text",
            "unit",
            "adviser",
            "state",
            "form",
            "since",
            "until",
            "steps",
            "waiting",
            "assignment",
        )

    def waiting_long(self, rows: Any, name: str, value: str) -> QuerySet[Consultation]:  # noqa: ANN401 - the room's queryset
        """Return what the office has not agreed to for too long."""
        late: QuerySet[Consultation] = rows.waiting_long(self.request.act.at)
        return late

    def counting(self, rows: Any, name: str, value: str) -> QuerySet[Consultation]:  # noqa: ANN401 - as above
        """Return what counts towards an assignment of a unit that exists for the act."""
        found = chosen_assignment(self.request.act, value)
        counted: QuerySet[Consultation] = rows.counting_towards(found) if found else rows.none()
        return counted

    def containing(
        self, rows: QuerySet[Consultation], name: str, value: str
    ) -> QuerySet[Consultation]:
        """Return the entries whose subject has every word."""
        for word in folded(value).split():
            rows = rows.filter(subject_folded__contains=word)
        return rows

    def with_steps(
        self, rows: QuerySet[Consultation], name: str, value: str
    ) -> QuerySet[Consultation]:
        """Return agreed entries with steps that are not done, or that are late."""
        steps = NextStep.objects.filter(consultation=OuterRef("pk"), done_at=None)
        if value == "late":
            steps = steps.filter(due__lt=self.request.act.day)
        return rows.filter(Exists(steps), state=Consultation.State.AGREED)
