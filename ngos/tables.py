"""The list of organisations as a table, on the screen and in a file."""

import django_tables2 as tables

from ngos.models import Organisation


class OrganisationTable(tables.Table):
    """Name, legal form, entry in the register, seat, public benefit status."""

    name = tables.Column(
        verbose_name="Nazwa", linkify=("organisation-detail", {"pk": tables.A("pk")})
    )
    legal_form = tables.Column(verbose_name="Forma prawna")
    register = tables.Column(
        verbose_name="Rejestr",
        accessor="register_label",
        order_by=("register_kind", "register_number"),
    )
    nip = tables.Column(verbose_name="NIP", default="–")
    seat_place = tables.Column(verbose_name="Miejscowość")
    has_opp_status = tables.Column(verbose_name="OPP")

    class Meta:
        model = Organisation
        fields = ("name", "legal_form", "register", "nip", "seat_place", "has_opp_status")
        sequence = fields
        caption = "Organizacje w portalu"

    def render_has_opp_status(self, *, value: bool) -> str:
        """Return a word."""
        return "tak" if value else "nie"
