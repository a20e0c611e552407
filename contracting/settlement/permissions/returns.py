"""Who may find that a grant comes back, demand it, record what was paid."""

from contracting.contracts.models import Contract
from contracting.contracts.permissions import WRITERS, is_of_office, may_read
from contracting.settlement.models import GrantReturn
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused

DEMANDED = (GrantReturn.State.DEMANDED, GrantReturn.State.DECISION)


def may_find(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators of the office, once the contract was concluded."""
    if not is_of_office(act, contract, *WRITERS):
        return refused("Zwrot stwierdza pracownik merytoryczny albo koordynator urzędu.")
    if contract.concluded_on is None:
        return refused("Zwrot dotyczy umowy, która została zawarta.")
    return ALLOWED


def may_demand(act: Act, grant_return: GrantReturn) -> Verdict:
    """Allow clerks and coordinators."""
    return may_find(act, grant_return.contract)


def may_ask_again(act: Act, grant_return: GrantReturn) -> Verdict:
    """Allow clerks and coordinators to make the letter anew, while the demand stands."""
    allowed = may_demand(act, grant_return)
    if allowed and grant_return.state not in DEMANDED:
        return refused("Pismo powstaje po wezwaniu, dopóki kwota nie jest zwrócona.")
    return allowed


def may_record(act: Act, grant_return: GrantReturn) -> Verdict:
    """Allow the treasurer."""
    if is_of_office(act, grant_return.contract, "treasurer"):
        return ALLOWED
    return refused("Wpłaty odnotowuje skarbnik.")


def may_take_back(act: Act, grant_return: GrantReturn) -> Verdict:
    """Allow the treasurer to take back the last payment, where there is one."""
    allowed = may_record(act, grant_return)
    if allowed and not grant_return.payments.standing().exists():
        return refused("Nie odnotowano żadnej wpłaty.")
    return allowed


def may_read_return(act: Act, grant_return: GrantReturn) -> Verdict:
    """Allow whoever reads the contract."""
    return may_read(act, grant_return.contract)
