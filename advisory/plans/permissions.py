"""Who sets the template, makes and changes a plan, and says that a step is done."""

from advisory.plans.models import PlanStep, TemplateStep, Whose
from advisory.programmes.models import Assignment, Programme, Unit
from advisory.programmes.permissions import may_look, may_run
from advisory.programmes.readers import CLERKS
from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, first_refusal, refused

COORDINATOR = "programme_coordinator"


def may_read_template(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator and the operator."""
    return may_look(act, programme)


def may_set_template(act: Act, programme: Programme) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, programme)


def may_change_template(act: Act, step: TemplateStep) -> Verdict:
    """Allow the programme's coordinator."""
    return may_run(act, step.programme)


def is_adviser_of(act: Act, unit: Unit) -> bool:
    """Whether the act is of an adviser whose assignment to the unit is in force."""
    if not (act.holds("adviser") and act.acts_for("programme", unit.programme_id)):
        return False
    rows = Assignment.objects.in_force(act).filter(unit=unit, adviser__user__pk=act.user or 0)
    return rows.exists()


def may_plan(act: Act, unit: Unit) -> Verdict:
    """Allow the coordinator and the unit's present adviser to write the plan."""
    if may_run(act, unit.programme) or is_adviser_of(act, unit):
        return ALLOWED
    return refused("Plan pracy układa koordynator programu i doradca jednostki.")


def has_agreement(act: Act, unit: Unit) -> Verdict:
    """Ask that the unit takes part and the agreement's day is known: terms count from it."""
    if unit.state not in {Unit.State.TESTING, Unit.State.FINISHED}:
        return refused("Plan powstaje, gdy jednostka zaczyna udział w programie.")
    if unit.agreement_signed_on is None:
        return refused("Wpisz w danych jednostki dzień podpisania porozumienia.")
    return ALLOWED


def may_make(act: Act, unit: Unit) -> Verdict:
    """Allow whoever may plan, once, where the programme has a template."""
    allowed = first_refusal(may_plan(act, unit), has_agreement(act, unit))
    if not allowed:
        return allowed
    if unit.plan_steps.exists():
        return refused("Jednostka ma już plan pracy.")
    if not unit.programme.plan_template.exists():
        return refused("Program nie ma wzoru planu. Układa go koordynator programu.")
    return ALLOWED


def may_follow(act: Act, unit: Unit) -> Verdict:
    """Allow whoever plans, while open steps count from another day than the agreement's."""
    allowed = may_plan(act, unit)
    if allowed and not unit.plan_steps.out_of_step().exists():
        return refused("Terminy planu zgadzają się z dniem porozumienia.")
    return allowed


def may_change(act: Act, step: PlanStep) -> Verdict:
    """Allow whoever plans, while the step is not done."""
    if step.done_on is not None:
        return refused("Wykonanego kroku się nie zmienia. Najpierw cofnij jego wykonanie.")
    return may_plan(act, step.unit)


def may_do(act: Act, step: PlanStep) -> Verdict:
    """Allow those who see to the step, and the coordinator."""
    if may_run(act, step.unit.programme):
        return ALLOWED
    if step.whose == Whose.OFFICE:
        if act.holds(*CLERKS) and act.acts_for("office", step.unit.office_id):
            return ALLOWED
        return refused("Ten krok robi urząd; zaznacza go koordynator albo pracownik urzędu.")
    if step.whose == Whose.ADVISER:
        if is_adviser_of(act, step.unit):
            return ALLOWED
        return refused("Ten krok robi i zaznacza doradca jednostki.")
    return refused("Ten krok robi i zaznacza koordynator programu.")


def may_finish(act: Act, step: PlanStep) -> Verdict:
    """Allow those who see to the step, once."""
    if step.done_on is not None:
        return refused("Ten krok jest już wykonany.")
    return may_do(act, step)


def may_reopen(act: Act, step: PlanStep) -> Verdict:
    """Allow those who see to the step to take back what was marked by mistake."""
    if step.done_on is None:
        return refused("Ten krok nie jest wykonany.")
    return may_do(act, step)
