"""When a role may not end: an office or an organisation never stays without an administrator."""

from datetime import date

from mkus_portal.accounts.models import Membership
from mkus_portal.accounts.roles import admin_roles


def why_not_end(membership: Membership, day: date) -> str:
    """Return why the role cannot end on the day; empty when it can."""
    if not membership.is_valid_on(day) and membership.valid_from <= day:
        return "Ta rola już się skończyła."
    administrators = admin_roles(membership.scope.kind)
    if membership.role not in administrators:
        return ""
    others = (
        Membership.objects.of(membership.scope)
        .with_role(*administrators)
        .valid_on(day)
        .filter(user__is_active=True)
        .exclude(pk=membership.pk)
    )
    if others.exists():
        return ""
    return (
        "To jedyny administrator. Najpierw zaproś kogoś do tej roli"
        " i poczekaj, aż przyjmie zaproszenie."
    )
