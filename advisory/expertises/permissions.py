"""Who may order, assign, write, read and accept an expertise."""

from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict


def may_import(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator, the operator and the portal's own commands to bring in old records."""
    if act.holds("operator", "system"):
        return ALLOWED
    return may_run(act, programme)
