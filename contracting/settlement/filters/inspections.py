"""What the list of inspections can be narrowed by."""

import django_filters

from contracting.settlement.filters.words import OfContract
from contracting.settlement.models import Inspection


class InspectionFilter(OfContract):
    """Year of the plan, state, and words of the contract."""

    planned_year = django_filters.NumberFilter(label="Rok", min_value=2000, max_value=2100)
    state = django_filters.ChoiceFilter(label="Stan", choices=Inspection.State.choices)

    class Meta:
        model = Inspection
        fields = ("planned_year", "state", "text")
