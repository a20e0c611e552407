"""Who may close a settlement, and what must be done before."""

from contracting.contracts.models import Contract, Tranche
from contracting.contracts.permissions import may_write
from contracting.settlement.models import GrantReturn, TaskReport, open_inspections
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused


def may_close(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators, once the final report, returns and inspections are through."""
    allowed = may_write(act, contract)
    if not allowed:
        return allowed
    if contract.state != Contract.State.IN_FORCE:
        return refused("Za rozliczoną uznaje się umowę, która obowiązuje.")
    final = contract.reports.filter(kind="final", state__in=TaskReport.DECIDED)
    if not final.exists():
        return refused("Urząd nie rozstrzygnął jeszcze sprawozdania końcowego.")
    if contract.tranches.filter(state=Tranche.State.ORDERED).exists():
        return refused("Transza jest zlecona do wypłaty: najpierw odnotuj wypłatę albo ją wycofaj.")
    return is_through(act, contract)


def is_through(act: Act, contract: Contract) -> Verdict:
    """Ask that nothing of the settlement is on its way: also of one that is kept outside.

    A contract without any report in the portal may be recorded as settled elsewhere.
    """
    states = TaskReport.State
    open_ones = (states.SUBMITTED, states.RETURNED)
    if contract.reports.filter(state__in=open_ones).exists():
        return refused("Urząd nie rozstrzygnął jeszcze sprawozdania z tej umowy.")
    if GrantReturn.objects.filter(contract=contract).open().exists():
        return refused("Zleceniobiorca nie zwrócił jeszcze całej kwoty, która jest do zwrotu.")
    if open_inspections(contract).exists():
        return refused("Kontrola tej umowy nie jest zakończona.")
    return ALLOWED
