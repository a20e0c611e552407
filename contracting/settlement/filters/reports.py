"""What the register of reports can be narrowed by."""

import django_filters

from contracting.settlement.filters.words import OfContract
from contracting.settlement.models import TaskReport


class ReportFilter(OfContract):
    """State, kind, and words of the contract."""

    state = django_filters.ChoiceFilter(label="Stan", choices=TaskReport.State.choices)
    kind = django_filters.ChoiceFilter(label="Rodzaj", choices=TaskReport.Kind.choices)

    class Meta:
        model = TaskReport
        fields = ("state", "kind", "text")
