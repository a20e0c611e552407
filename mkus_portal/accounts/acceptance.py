"""The register of what else happens when somebody takes a role by invitation."""

from collections.abc import Callable

from mkus_portal.accounts.models import Invitation
from mkus_portal.act import Act

Follower = Callable[[Act, Invitation], None]
_followers: dict[str, Follower] = {}


def register(role: str, follower: Follower) -> None:
    """Follow invitations to a role, in their transaction; called from a room's `apps.py`."""
    _followers[role] = follower


def follow(act: Act, invitation: Invitation) -> None:
    """Call the follower of the invitation's role, where there is one."""
    follower = _followers.get(invitation.role)
    if follower is not None:
        follower(act, invitation)
