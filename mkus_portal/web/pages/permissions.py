"""Who may open the pages about people."""

from mkus_portal.accounts.roles import admin_roles
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused


def acts_for_somebody(act: Act) -> Verdict:
    """Allow whoever acts for an office, an organisation or a programme: a holder with an admin."""
    if act.scope.id is not None and admin_roles(act.scope.kind):
        return ALLOWED
    return refused("Ta strona jest dla osób, które działają w czyimś imieniu. Wybierz rolę.")
