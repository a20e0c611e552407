"""The coordinator's boards of load: by adviser and by assignment."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from advisory.programmes.models import Assignment
from advisory.programmes.views.bases import ProgrammeMixin
from advisory.reports.filters import LoadFilter, looked_for
from advisory.reports.load import Load, by_adviser, load_of
from advisory.reports.tables import AdviserLoadTable, LoadTable
from mkus_portal.web.views import ListPage


class LoadPage(ProgrammeMixin, ListPage):
    """What the two boards share: the rows behind them and the way between them."""

    filter_class = LoadFilter
    template_name = "advisory/reports/load.html"
    here: ClassVar[str]

    def get_queryset(self) -> QuerySet[Assignment]:
        """Return the programme's assignments; substitutions stand in those of the replaced."""
        return Assignment.objects.own().filter(unit__programme=self.programme())

    def loads(self, rows: QuerySet[Assignment]) -> list[Load]:
        """Return the figures of the rows that show what is looked for."""
        found = load_of(self.act, self.programme(), rows)
        return looked_for(found, self.request.GET.get("look", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme and the two boards."""
        programme = self.programme()
        boards = (("programme-load", "Doradcy"), ("assignment-load", "Przydziały"))
        return super().get_context_data(
            programme=programme,
            boards=[
                (label, reverse(name, args=(programme.pk,)), name == self.here)
                for name, label in boards
            ],
            **kwargs,
        )


class AdviserLoads(LoadPage):
    """The sums of each adviser."""

    title = "Obciążenie doradców"
    export_name = "obciazenie-doradcow"
    here = "programme-load"

    def get_table(self, rows: QuerySet[Any]) -> AdviserLoadTable:
        """Return the advisers; each figure leads to the adviser's assignments."""
        url = reverse("assignment-load", args=(self.kwargs["pk"],))
        return AdviserLoadTable(by_adviser(self.loads(rows)), url=url)


class AssignmentLoads(LoadPage):
    """Each assignment with its figures."""

    title = "Obciążenie doradców: przydziały"
    export_name = "obciazenie-przydzialy"
    here = "assignment-load"

    def get_table(self, rows: QuerySet[Any]) -> LoadTable:
        """Return the assignments; each figure leads to the entries behind it."""
        return LoadTable(self.loads(rows), day=self.act.day)
