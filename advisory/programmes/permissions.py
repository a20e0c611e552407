"""Who may change a programme and look into its units."""

from advisory.programmes.models import Assignment, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_run(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator: units, advisers and assignments are theirs."""
    if act.holds("programme_coordinator") and act.acts_for("programme", programme.pk):
        return ALLOWED
    return refused("Program prowadzi jego koordynator.")


def may_advise(act: Act, unit: Unit) -> Verdict:
    """Allow an adviser who is assigned to the unit on the day of the act."""
    if not (act.holds("adviser") and act.acts_for("programme", unit.programme_id)):
        return refused("Konsultacje zapisuje doradca przydzielony do jednostki.")
    assigned = Assignment.objects.filter(unit=unit, adviser__user__pk=act.user or 0).exists()
    return ALLOWED if assigned else refused("Nie masz przydziału do tej jednostki.")
