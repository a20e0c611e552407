"""When a role may not end, and who may take one by invitation."""

from datetime import date

from allauth.account.models import EmailAddress

from mkus_portal.accounts.models import Invitation, Membership, User
from mkus_portal.accounts.roles import admin_roles, is_personal


def reads(user: User, address: str) -> bool:
    """Return whether the address is the person's own: the account's, or another confirmed one."""
    if user.email.lower() == address.lower():
        return True
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    found: bool = confirmed.filter(email__iexact=address).exists()
    return found


def why_not_take(invitation: Invitation, user: User) -> str:
    """Return why the person may not take the invitation; empty when they may.

    Whoever gets hold of a forwarded link must not sign or decide in somebody else's name.
    """
    if not is_personal(invitation.role) or reads(user, invitation.email):
        return ""
    return (
        f"Tę rolę może przyjąć tylko właściciel adresu {invitation.email}."
        " Zaloguj się na konto z tym adresem albo poproś o zaproszenie na swój adres."
    )


def why_not_end(membership: Membership, day: date) -> str:
    """Return why the role cannot end on the day; empty when it can.

    An office or an organisation never stays without an administrator.
    """
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
