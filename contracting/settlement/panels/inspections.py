"""The inspections of a contract on its page."""

from contracting.contracts.models import Contract
from contracting.settlement.models import Inspection
from contracting.settlement.permissions.inspections import INSPECTED, may_plan_inspection
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel


def of_contract(act: Act, contract: object) -> dict[str, object] | None:
    """Return the inspections that exist for whoever looks; None where there is nothing to say."""
    if not isinstance(contract, Contract):
        return None
    rows = list(Inspection.objects.visible_to(act).filter(contract=contract))
    is_office = act.scope.kind == "office"
    if not rows and not (is_office and contract.state in INSPECTED):
        return None
    return {
        "inspections": rows,
        "contract": contract,
        "is_office": is_office,
        "may_plan_inspection": may_plan_inspection(act, contract),
    }


INSPECTION_PANELS = tuple(
    Panel(page, "contracting/settlement/_inspection_panel.html", of_contract, 40)
    for page in ("contract-detail", "settlement-detail")
)
