"""The way from a contract to its settlement."""

from contracting.contracts.models import Contract
from contracting.settlement.models import TaskReport
from contracting.settlement.permissions import is_settled_now
from contracting.settlement.terms import owed
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def of_contract(act: Act, contract: object) -> dict[str, object] | None:
    """Return what is owed next and the newest report of a concluded contract."""
    if not isinstance(contract, Contract) or contract.concluded_on is None:
        return None
    terms = owed(contract) if is_settled_now(contract) else []
    rows = TaskReport.objects.visible_to(act).filter(contract=contract)
    newest = rows.exclude(state=TaskReport.State.DISCARDED).defer("content").last()
    return {"contract": contract, "owed": terms[0] if terms else None, "report": newest}


PANELS = (
    Panel("contract-detail", "contracting/settlement/_contract_panel.html", of_contract, order=20),
)
