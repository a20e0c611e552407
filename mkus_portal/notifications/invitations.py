"""Inviting people by a letter with a link."""

from django.db import transaction
from django.urls import reverse

from mkus_portal.accounts.actions import make_invitation
from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import send_letter
from mkus_portal.notifications.messages import MessageKind

INVITED = MessageKind(
    code="invited",
    label="Zaproszenie do roli",
    subject="Zaproszenie: {role}, {holder}",
    template="mkus_portal/accounts/letters/invited.txt",
)


@transaction.atomic
def invite(act: Act, email: str, role: str, scope: Scope) -> Invitation:
    """Invite the reader of the address to the role; the link works once, for 14 days."""
    invitation = make_invitation(act, email, role, scope)
    send_letter(
        act,
        INVITED.code,
        [invitation.email],
        invitation,
        {
            "role": invitation.role_label,
            "holder": invitation.holder,
            "expires_at": invitation.expires_at,
            "url": reverse("invitation", args=(invitation.token,)),
        },
    )
    return invitation
