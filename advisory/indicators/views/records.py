"""One indicator: its value on a day, and the records or readings behind it."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_tables2 import Table

from advisory.events.models import Event
from advisory.indicators.figures import figures_of
from advisory.indicators.models import Indicator
from advisory.indicators.permissions import may_note, may_read, may_remove, may_set
from advisory.indicators.sources import BY_CODE
from advisory.indicators.standing import shown
from advisory.indicators.tables import TABLES
from advisory.indicators.views.board import chosen_day
from advisory.programmes.models import Unit
from mkus_portal.web.permission import signed_in
from mkus_portal.web.views import ListPage

TOGETHER = {"Consultation": ("unit", "adviser"), "Expertise": ("unit",)}


class IndicatorDetail(ListPage):
    """The value with every record behind it; a manual one with its readings."""

    permission = signed_in
    export_name = "wskaznik"
    template_name = "advisory/indicators/indicator_detail.html"

    def indicator(self) -> Indicator:
        """Return the indicator of the address. Raises Http404, PermissionDenied."""
        rows = Indicator.objects.visible_to(self.act).select_related("programme")
        found = get_object_or_404(rows.prefetch_related("readings"), pk=self.kwargs["pk"])
        self.insist(may_read(self.act, found.programme))
        return found

    def get_queryset(self) -> QuerySet[Any]:
        """Return the records behind the value; none of a manual one."""
        indicator = self.indicator()
        if indicator.is_manual:
            return Unit.objects.none()
        day, _ = chosen_day(self.request.GET, self.act.day)
        rows = BY_CODE[indicator.source].records(indicator.programme, day)
        if rows.model is Event:
            rows = Event.objects.filter(pk__in=rows.values("pk")).with_presence()
        return rows.select_related(*TOGETHER.get(rows.model.__name__, ()))

    def get_table(self, rows: QuerySet[Any]) -> Table:
        """Return the table of the records' kind."""
        return TABLES[rows.model](rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the value, and what may be done."""
        indicator = self.indicator()
        day, form = chosen_day(self.request.GET, self.act.day)
        return super().get_context_data(
            indicator=indicator,
            programme=indicator.programme,
            day=day,
            form=form,
            shown=shown(indicator, figures_of(indicator.programme, day), day),
            readings=list(indicator.readings.all()),
            may_set=bool(may_set(self.act, indicator.programme)),
            noting=may_note(self.act, indicator),
            removing=may_remove(self.act, indicator),
            **kwargs,
        )
