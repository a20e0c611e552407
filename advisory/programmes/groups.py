"""The units of a programme as groups of its surveys."""

from advisory.programmes.models import Unit
from contracting.surveys.groups import Group
from mkus_portal.act import Scope
from mkus_portal.folding import folded


def units_of(owner: Scope) -> list[Group]:
    """Return the units that take part; places: the unit's name and that of its office's town."""
    rows = Unit.objects.taking_part().filter(programme=owner.id).select_related("office")
    return [
        Group(one.code, one.name, _places(one), _postcodes(one), one.office_id)
        for one in rows.order_by("name", "pk")
    ]


def _postcodes(unit: Unit) -> frozenset[str]:
    return frozenset({unit.office.postcode} - {""}) if unit.office else frozenset()


def _places(unit: Unit) -> frozenset[str]:
    town = (unit.office.seat,) if unit.office else ()
    return frozenset(folded(one) for one in (unit.name, *town))
