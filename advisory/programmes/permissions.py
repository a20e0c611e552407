"""Who may change a programme and look into its units."""

from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def may_run(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator: units, advisers and assignments are theirs."""
    if act.holds("programme_coordinator") and act.acts_for("programme", programme.pk):
        return ALLOWED
    return refused("Program prowadzi jego koordynator.")


def may_look(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator, and the operator who started the programme, to read all of it."""
    if act.holds("operator"):
        return ALLOWED
    return may_run(act, programme)


def may_start(act: Act) -> Verdict:
    """Allow the portal's operator to start an edition."""
    if act.holds("operator"):
        return ALLOWED
    return refused("Program zakłada operator portalu.")


def may_invite(act: Act, adviser: Adviser) -> Verdict:
    """Allow the coordinator to write to an adviser who has no account yet."""
    if adviser.user_id is not None:
        return refused("Ta osoba ma już konto w portalu.")
    return may_run(act, adviser.programme)


def may_end(act: Act, assignment: Assignment) -> Verdict:
    """Allow the coordinator to end an assignment that has not ended."""
    if assignment.valid_to is not None and assignment.valid_to < act.day:
        return refused("Ten przydział już się skończył.")
    return may_run(act, assignment.unit.programme)


def may_advise(act: Act, unit: Unit) -> Verdict:
    """Allow an adviser with an assignment to the unit, also a past one.

    Whether it was in force on the day of the consultation is asked when the entry is kept.
    """
    if not (act.holds("adviser") and act.acts_for("programme", unit.programme_id)):
        return refused("Konsultacje zapisuje doradca przydzielony do jednostki.")
    assigned = Assignment.objects.filter(unit=unit, adviser__user__pk=act.user or 0).exists()
    return ALLOWED if assigned else refused("Nie masz przydziału do tej jednostki.")
