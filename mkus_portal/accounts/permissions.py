"""Who may invite people to an office, an organisation or a programme, and end their roles."""

from mkus_portal.accounts import givers
from mkus_portal.accounts.models import Invitation, Membership, User
from mkus_portal.accounts.roles import admin_roles, role_label
from mkus_portal.accounts.rules import why_not_end
from mkus_portal.act import Act, Scope
from mkus_portal.verdict import ALLOWED, Verdict, refused


def may_manage_people(act: Act, scope: Scope) -> Verdict:
    """Allow the administrator of the same office, organisation or programme.

    Where a room gives the roles itself, its own word counts.
    """
    given = givers.verdict_on(act, scope)
    if given is not None:
        return given
    administrators = admin_roles(scope.kind)
    if act.scope == scope and act.holds(*administrators):
        return ALLOWED
    if not administrators:
        return refused("Osób w tej roli nie zaprasza się w portalu.")
    who = " lub ".join(role_label(code).lower() for code in administrators)
    return refused(f"Osoby zaprasza i odwołuje {who}.")


def may_give_role(act: Act, role: str, scope: Scope) -> Verdict:
    """Allow the administrator; the portal and its operator enter only the first one."""
    administrators = admin_roles(scope.kind)
    if act.holds("system", "operator") and role in administrators:
        held = Membership.objects.of(scope).with_role(*administrators).valid_on(act.day)
        if not held.exists():
            return ALLOWED
    return may_manage_people(act, scope)


def may_begin(act: Act, person: User, scope: Scope) -> Verdict:
    """Allow a person to administer what they have entered, while nobody else was let in."""
    invited = Invitation.objects.filter(scope_kind=scope.kind, scope_id=scope.id)
    if act.user != person.pk or Membership.objects.of(scope).exists() or invited.exists():
        return refused("Tu są już osoby z rolami. Poproś ich administratora o dostęp.")
    return ALLOWED


def may_end(act: Act, membership: Membership) -> Verdict:
    """Allow the administrator to end a role, but never the last administrator's."""
    allowed = may_manage_people(act, membership.scope)
    if not allowed:
        return allowed
    reason = why_not_end(membership, act.day)
    return refused(reason) if reason else ALLOWED
