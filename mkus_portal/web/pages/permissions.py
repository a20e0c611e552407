"""Who may open the pages about people."""

from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused


def acts_for_somebody(act: Act) -> Verdict:
    """Allow whoever acts for an office, an organisation or a programme."""
    if act.scope.id is not None:
        return ALLOWED
    return refused("Ta strona jest dla osób, które działają w czyimś imieniu. Wybierz rolę.")
