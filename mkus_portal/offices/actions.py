"""Entering an office, changing its words, units and texts."""

from typing import Any

from django.db import transaction

from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.offices.permissions import may_edit_office, may_enter_office
from mkus_portal.offices.texts import FIELDS
from mkus_portal.verdict import insist

_BODIES = {
    LocalGovernment.Kind.GMINA: (LocalGovernment.ExecutiveBody.WOJT, "Wójt", "Wójta"),
    LocalGovernment.Kind.POWIAT: (
        LocalGovernment.ExecutiveBody.ZARZAD,
        "Zarząd Powiatu",
        "Zarządu Powiatu",
    ),
    LocalGovernment.Kind.CITY: (
        LocalGovernment.ExecutiveBody.PREZYDENT,
        "Prezydent Miasta",
        "Prezydenta Miasta",
    ),
}


@transaction.atomic
def create_office(act: Act, *, code: str, name: str, kind: str, **fields: Any) -> LocalGovernment:
    """Enter an office; words that are not given are the name's, for its administrator to inflect.

    Raises Refused, ValidationError when the code is taken or a field is wrong.
    """
    insist(may_enter_office(act))
    body, title, title_genitive = _BODIES[LocalGovernment.Kind(kind)]
    first_words = {
        "name_genitive": name,
        "name_locative": name,
        "executive_body": body,
        "executive_title": title,
        "executive_title_genitive": title_genitive,
        "office_name": f"Urząd – {name}",
        "seat": name,
        "seat_locative": name,
        "statement_published_on": act.day,
        "statement_updated_on": act.day,
        "statement_prepared_on": act.day,
    }
    office = LocalGovernment(code=code, name=name, kind=kind, **{**first_words, **fields})
    office.full_clean()
    office.save()
    return office


@transaction.atomic
def update_office(
    act: Act, office: LocalGovernment, *, based_on: int | None = None, **fields: Any
) -> None:
    """Keep the changed fields.

    Raises Refused, ValidationError when one is wrong, Overtaken when somebody has saved another
    version since `based_on`.
    """
    insist(may_edit_office(act, office))
    _change(office, based_on, fields)


@transaction.atomic
def write_text(
    act: Act,
    office: LocalGovernment,
    slug: str,
    text: str,
    *,
    based_on: int | None = None,
    **facts: Any,
) -> None:
    """Keep one of the public texts; an empty one brings the default back. Raises as above."""
    insist(may_edit_office(act, office))
    _change(office, based_on, {FIELDS[slug]: text.strip(), **facts})


@transaction.atomic
def save_unit(
    act: Act, unit: OrganisingUnit, *, based_on: int | None = None, **fields: Any
) -> OrganisingUnit:
    """Keep a new or changed unit of an office. Raises as `update_office` does."""
    insist(may_edit_office(act, unit.office))
    _change(unit, based_on, fields)
    return unit


def _change(
    row: LocalGovernment | OrganisingUnit, based_on: int | None, fields: dict[str, Any]
) -> None:
    if row.pk is not None:
        hold(row).step(based_on)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
