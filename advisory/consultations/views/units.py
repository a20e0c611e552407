"""Units with their progress: the programme's page and the adviser's own units."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from advisory.consultations.filters import UnitFilter
from advisory.consultations.models import Consultation
from advisory.consultations.progress import with_progress
from advisory.consultations.tables import UnitTable
from advisory.programmes.models import Assignment, Unit
from advisory.programmes.permissions import may_run
from advisory.programmes.views.bases import ProgrammeMixin
from mkus_portal.web import wording
from mkus_portal.web.panels import panels_of
from mkus_portal.web.permission import roles
from mkus_portal.web.views import ListPage


class UnitListPage(ListPage):
    """A list of units with hours and meetings."""

    table_class = UnitTable
    filter_class = UnitFilter
    export_name = "jednostki"

    def rows(self, units: QuerySet[Unit], assignments: QuerySet[Assignment]) -> QuerySet[Any]:
        """Return the units with their progress, as far as the act may see it."""
        seen = Consultation.objects
        entries = (
            seen.counted_for(self.act) if self.act.holds("adviser") else seen.visible_to(self.act)
        )
        shown = Prefetch("assignments", assignments.select_related("adviser"))
        found = with_progress(units, entries, assignments).select_related("programme")
        return found.prefetch_related(shown).order_by("name", "pk")


class ProgrammeDetail(ProgrammeMixin, UnitListPage):
    """The programme: its units and how far each is. Here, because it counts consultations."""

    template_name = "advisory/consultations/programme_detail.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the programme's units."""
        units = Unit.objects.filter(programme=self.programme())
        return self.rows(units, Assignment.objects.all())

    def get_table(self, rows: QuerySet[Any]) -> UnitTable:
        """Return the table without the adviser's button."""
        return UnitTable(rows, day=self.act.day, exclude=("log",))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme and its figures."""
        programme = self.programme()
        entries = Consultation.objects.filter(unit__programme=programme)
        waiting = entries.filter(state=Consultation.State.SENT).count()
        return super().get_context_data(
            programme=programme,
            panels=panels_of("programme-detail", self.request, self.act, programme),
            last_panels=panels_of("programme-detail-end", self.request, self.act, programme),
            may_run=bool(may_run(self.act, programme)),
            facts=[
                ("Kod", programme.code),
                (
                    "Czas trwania",
                    f"{wording.day(programme.starts_on)} – {wording.day(programme.ends_on)}",
                ),
                ("Spotkań na jednostkę", str(programme.meetings_due)),
                ("Ekspertyz na jednostkę", str(programme.expertises_limit)),
                ("Konsultacje do uzgodnienia", str(waiting)),
            ],
            **kwargs,
        )


class OwnUnits(UnitListPage):
    """The units of the adviser, each with the button that matters most."""

    permission = roles("adviser")
    title = "Moje jednostki"
    template_name = "advisory/consultations/own_units.html"

    def get_queryset(self) -> QuerySet[Any]:
        """Return the units with the adviser's own hours and limits."""
        own = Assignment.objects.counting_for(self.act)
        return self.rows(Unit.objects.visible_to(self.act), own)

    def get_table(self, rows: QuerySet[Any]) -> UnitTable:
        """Return the table without what an adviser knows."""
        return UnitTable(
            rows, day=self.act.day, exclude=("kind", "agreement_signed_on", "advisers")
        )
