"""Who is written to about a unit: the people of its office and its present advisers."""

from collections.abc import Iterable

from advisory.programmes.models import Unit
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import people_with

CLERKS = ("coordinator", "clerk")  # who in an office works with the adviser


def office_people(act: Act, unit: Unit, roles: Iterable[str] = CLERKS) -> list[User]:
    """Return the people with one of the roles in the unit's office; none where it has no office."""
    if unit.office_id is None:
        return []
    return people_with(Scope("office", unit.office_id), act.day, *roles)


def advisers_of(act: Act, unit: Unit) -> list[User]:
    """Return the active accounts of those whose assignment is in force, each once."""
    rows = unit.assignments.in_force(act).filter(adviser__user__is_active=True)
    people = (one.adviser.user for one in rows.select_related("adviser__user"))
    return list(dict.fromkeys(filter(None, people)))
