"""The public list of a programme's units with the map beside it."""

from typing import Any, ClassVar

from django.db.models import QuerySet

from advisory.profiles.filters import UnitFilter
from advisory.profiles.models import UnitProfile
from advisory.profiles.tables import UnitTable
from advisory.profiles.views.reading import ProgrammePage, counts_of
from advisory.profiles.voivodeships import UNKNOWN, tiles, unknown
from mkus_portal.web.permission import public
from mkus_portal.web.views import ListPage


class PublicUnits(ProgrammePage, ListPage):
    """All units whose page is public."""

    permission = public
    table_class = UnitTable
    filter_class = UnitFilter
    title: ClassVar[str] = "Jednostki programu"
    export_name: ClassVar[str] = "jednostki-programu"
    template_name = "advisory/profiles/units.html"
    part = "public-units"
    asks = ("text", "type", "voivodeship", "state", "sort", "page")

    def get_queryset(self) -> QuerySet[UnitProfile]:
        """Return them with all that the table shows, and no long texts to carry and sort."""
        rows = UnitProfile.objects.published().filter(unit__programme=self.programme())
        rows = rows.with_region().select_related("unit__programme")
        return rows.defer("about", "effects", "unit__description", "unit__application")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the programme and the map."""
        programme = self.programme()
        counts = counts_of(programme)
        chosen = self.request.GET.get("voivodeship", "")
        return super().get_context_data(
            programme=programme,
            tiles=tiles(counts, chosen),
            unknown=unknown(counts),
            unknown_code=UNKNOWN,
            chosen=chosen,
            **kwargs,
        )
