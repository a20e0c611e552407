"""Who may change an office and the people of an office, an organisation or a programme."""

from mkus_portal.accounts.models import Membership
from mkus_portal.accounts.roles import admin_roles, role_label
from mkus_portal.accounts.rules import why_not_end
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def acts_for_somebody(act: Act) -> Verdict:
    """Allow whoever acts for an office, an organisation or a programme."""
    if act.scope.id is not None:
        return ALLOWED
    return refused("Ta strona jest dla osób, które działają w czyimś imieniu. Wybierz rolę.")


def may_manage_people(act: Act, scope: Scope) -> Verdict:
    """Allow the administrator of the same office, organisation or programme."""
    administrators = admin_roles(scope.kind)
    if act.scope == scope and act.holds(*administrators):
        return ALLOWED
    if not administrators:
        return refused("Osób w tej roli nie zaprasza się w portalu.")
    who = " lub ".join(role_label(code).lower() for code in administrators)
    return refused(f"Osoby zaprasza i odwołuje {who}.")


def may_end(act: Act, membership: Membership) -> Verdict:
    """Allow the administrator to end a role, but never the last administrator's."""
    allowed = may_manage_people(act, membership.scope)
    if not allowed:
        return allowed
    reason = why_not_end(membership, act.day)
    return refused(reason) if reason else ALLOWED


def may_edit_office(act: Act, office: LocalGovernment) -> Verdict:
    """Allow the office's administrator to keep its words, contacts, units and texts."""
    if act.holds("office_admin") and act.acts_for("office", office.pk):
        return ALLOWED
    return refused("Dane urzędu zmienia jego administrator.")
