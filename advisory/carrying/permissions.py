"""Who brings records in and takes them out."""

from advisory.programmes.models import Programme
from advisory.programmes.permissions import may_look, may_run
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict


def may_carry_in(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator, and the portal's own commands."""
    return ALLOWED if act.holds("system") else may_run(act, programme)


def may_carry_out(act: Act, programme: Programme) -> Verdict:
    """Allow whoever reads all of the programme."""
    return ALLOWED if act.holds("system") else may_look(act, programme)
