"""Talk over a contract's plan: each side by itself, the contractor's and the office's."""

from contracting.contracts.models import OFFICE_READERS, Contract
from contracting.contracts.permissions import PLANNERS, WRITERS
from mkus_portal.act import Act, Scope
from mkus_portal.drafting.talk import OFFICE_SIDE
from mkus_portal.notifications.actions import people_with
from ngos.models import NGO_ROLES


def people_of(act: Act, contract: Contract, side: str) -> set[int]:
    """Return the people of a side who may read what the contract's two sides write."""
    return _people(act, contract, side, OFFICE_READERS, NGO_ROLES)


def owners_of(act: Act, contract: Contract, side: str) -> set[int]:
    """Return the people of a side who work on the contract."""
    return _people(act, contract, side, WRITERS, PLANNERS)


def _people(
    act: Act,
    contract: Contract,
    side: str,
    office: tuple[str, ...],
    contractor: tuple[str, ...],
) -> set[int]:
    if side == OFFICE_SIDE:
        found = people_with(Scope("office", contract.office_id), act.day, *office)
    else:
        scope = Scope("organisation", contract.organisation_id)
        found = people_with(scope, act.day, *contractor)
    return {one.pk for one in found}
