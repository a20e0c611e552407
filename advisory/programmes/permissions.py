"""Who may change a programme and look into its units."""

from advisory.programmes.models import MOST_LOGOS, Adviser, Assignment, Programme, Unit
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

APPLICANTS = ("coordinator", "executive")


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


def may_add_logo(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator while there is a place in the row."""
    if programme.logos.count() >= MOST_LOGOS:
        return refused(
            f"Dokumenty mieszczą najwyżej tyle logotypów: {MOST_LOGOS}. Usuń jedno, aby dodać inne."
        )
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
    is_past = assignment.valid_to is not None and assignment.valid_to < act.day
    if is_past or assignment.ended_at is not None:
        return refused("Ten przydział już się skończył.")
    return may_run(act, assignment.unit.programme)


def may_replace(act: Act, assignment: Assignment) -> Verdict:
    """Allow the coordinator to end an assignment that goes on, or let another adviser take over."""
    if assignment.is_substitution:
        return refused("To zastępstwo: można je tylko zakończyć i zapisać nowe.")
    return may_end(act, assignment)


def may_cancel(act: Act, assignment: Assignment) -> Verdict:
    """Allow the coordinator to end a substitution that goes on or is still to come."""
    if not assignment.is_substitution:
        return refused("To przydział, nie zastępstwo.")
    return may_end(act, assignment)


def may_advise(act: Act, unit: Unit) -> Verdict:
    """Allow an adviser whose assignment to the unit is in force.

    Whether it was in force on the day of the consultation too is asked when the entry is kept.
    """
    if not (act.holds("adviser") and act.acts_for("programme", unit.programme_id)):
        return refused("Konsultacje zapisuje doradca przydzielony do jednostki.")
    own = Assignment.objects.in_force(act).filter(unit=unit, adviser__user__pk=act.user or 0)
    return ALLOWED if own.exists() else refused("Nie masz przydziału do tej jednostki.")


def may_run_unit(act: Act, unit: Unit) -> Verdict:
    """Allow the coordinator of the unit's programme."""
    return may_run(act, unit.programme)


def may_apply(act: Act, programme: Programme) -> Verdict:
    """Allow the coordinator or the head of an office, while the programme recruits, once."""
    if act.scope.kind != "office" or not act.holds(*APPLICANTS):
        return refused("Gminę zgłasza koordynator urzędu albo organ wykonawczy.")
    if not programme.recruits_on(act.day):
        return refused("Nabór do tego programu jest zamknięty.")
    if programme.units.filter(office=act.scope.id).exists():
        return refused("Wasz urząd jest już w tym programie albo się zgłosił.")
    return ALLOWED


def may_withdraw(act: Act, unit: Unit) -> Verdict:
    """Allow the programme's coordinator, and whoever may apply for the unit's office."""
    if act.holds(*APPLICANTS) and act.acts_for("office", unit.office_id):
        return ALLOWED
    return may_run_unit(act, unit)


def may_read_agreement(act: Act, unit: Unit) -> Verdict:
    """Allow whoever sees the unit."""
    if Unit.objects.visible_to(act).filter(pk=unit.pk).exists():
        return ALLOWED
    return refused("Porozumienie czyta jednostka, jej doradca i koordynator programu.")
