"""Who may write the ledger and reports, decide about items, demand returns, inspect."""

from contracting.contracts.models import OFFICE_READERS, Contract
from contracting.contracts.permissions import (
    PLANNERS,
    WRITERS,
    is_of_contractor,
    is_of_office,
)
from contracting.settlement.models import Item, TaskReport
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES

DESK = (*WRITERS, "treasurer")
SETTLED_IN = (Contract.State.IN_FORCE, Contract.State.TERMINATED)


def who_settles(act: Act) -> bool:
    """Whether somebody acts in a role that reads settlements: of an office or an organisation."""
    return act.holds(*OFFICE_READERS, *NGO_ROLES)


def is_settled_now(contract: Contract) -> Verdict:
    """Ask that the contract was concluded and its money is not settled yet."""
    if contract.state in SETTLED_IN:
        return ALLOWED
    return refused("Rozlicza się umowę, która została zawarta i nie jest jeszcze rozliczona.")


def may_write_ledger(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's people to enter expenses and contributions of a contract."""
    if not is_of_contractor(act, contract, *PLANNERS):
        return refused("Wydatki i wkład wpisuje zleceniobiorca.")
    return is_settled_now(contract)


def may_change_item(act: Act, item: Item) -> Verdict:
    """Allow the contractor, until a report has brought the item to the office.

    In a report that was given back an item is open where the desk has asked about it or not
    accepted it; the others with the part of the money, unless the desk has accepted them.
    """
    allowed = may_write_ledger(act, item.contract)
    if not allowed or item.report is None:
        return allowed
    if item.report.state != TaskReport.State.RETURNED:
        return refused("Ta pozycja jest w złożonym sprawozdaniu.")
    if item.state == Item.State.ACCEPTED:
        return refused("Urząd już uznał tę pozycję.")
    if item.state == Item.State.PENDING and not item.report.opens(TaskReport.MONEY_PART):
        return refused("Części z wydatkami urząd nie zwrócił do poprawy.")
    return ALLOWED


def may_check(act: Act, contract: Contract) -> Verdict:
    """Allow clerks, coordinators and the treasurer of the office to check a settlement."""
    if is_of_office(act, contract, *DESK):
        return ALLOWED
    return refused("Rozliczenie sprawdza pracownik merytoryczny, koordynator albo skarbnik.")
