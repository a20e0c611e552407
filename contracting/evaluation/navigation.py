"""The doors of this room in the header."""

from contracting.evaluation.models import COMMISSION_ROLES, OFFICE_READERS
from mkus_portal.act import Act
from mkus_portal.web.navigation import Entry, Fold
from ngos.models import NGO_ROLES


def for_readers(act: Act) -> bool:
    """Whether it is a door of the office and of commissions."""
    return act.holds(*OFFICE_READERS, *COMMISSION_ROLES)


def for_organisations(act: Act) -> bool:
    """Whether it is a door of organisations."""
    return act.holds(*NGO_ROLES)


ENTRIES = (
    Entry("Ocena ofert", "evaluation-list", for_readers, order=26, fold=Fold.CALLS),
    Entry("Nabory do komisji", "recruitment-list", for_organisations, order=27, fold=Fold.CALLS),
)
