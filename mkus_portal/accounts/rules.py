"""When a role may not end, and who may take one by invitation."""

from datetime import date

from allauth.account.models import EmailAddress

from mkus_portal.accounts.models import Invitation, Membership, User
from mkus_portal.accounts.roles import admin_roles, is_personal


def has_confirmed(user: User, address: str) -> bool:
    """Return whether the person has shown that they read the address."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    found: bool = confirmed.filter(email__iexact=address).exists()
    return found


def reads(user: User, address: str) -> bool:
    """Return whether the address is the person's own: the account's, or another confirmed one."""
    return user.email.lower() == address.lower() or has_confirmed(user, address)


def masked(address: str) -> str:
    """Return the address as its owner knows it and a finder of the link does not learn it."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"


def address_shown(invitation: Invitation) -> str:
    """Return the invited address as the page behind the link says it."""
    return masked(invitation.email) if is_personal(invitation.role) else invitation.email


def why_not_take(invitation: Invitation, user: User) -> str:
    """Return why the person may not take the invitation; empty when they may.

    Whoever gets hold of a forwarded link must not sign or decide in somebody else's name.
    """
    if not is_personal(invitation.role) or has_confirmed(user, invitation.email):
        return ""
    return (
        f"Tę rolę może przyjąć tylko właściciel adresu {masked(invitation.email)}, na który wysłano"
        " zaproszenie. Zaloguj się na konto, w którym ten adres jest potwierdzony, albo poproś"
        " o zaproszenie na swój adres."
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
