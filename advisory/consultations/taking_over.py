"""Who does for an adviser what waits for them: whoever stands in, and whoever came after."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from advisory.consultations.models import Consultation, NextStep
from advisory.programmes.models import Assignment, Unit
from mkus_portal.act import Act
from mkus_portal.notifications.actions import Until, Whose, open_duty
from mkus_portal.notifications.models import Duty

STEP, CORRECTION = "next_step", "correct_consultation"
PATIENCE = timedelta(days=3)


def people_for(act: Act, unit: Unit) -> dict[int, set[int]]:
    """Return by adviser the accounts for which the adviser's matters at the unit wait now.

    Their own while their assignment is in force, and those of whoever took over from them; what a
    substitute has begun is the replaced adviser's too.
    """
    found: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.in_force(act).filter(unit=unit, adviser__user__isnull=False)
    rows = rows.select_related("adviser", "predecessor").prefetch_related("successors")
    for one in rows:
        person = one.adviser.user_id or 0
        found[one.adviser_id].add(person)
        if one.predecessor is not None:
            found[one.predecessor.adviser_id].add(person)
        for other in one.successors.all():
            if other.is_substitution:
                found[other.adviser_id].add(person)
    return found


def wait_for_step(act: Act, step: NextStep, people: Iterable[int]) -> None:
    """Let an adviser's step wait for the people and for nobody else."""
    _close_others(act, STEP, Duty.objects.of(step), people)
    consultation = step.consultation
    due = Until.end_of(step.due) if step.due else None
    for person in sorted(people):
        open_duty(
            act,
            STEP,
            step,
            Whose(user=person),
            url=consultation.get_absolute_url(),
            sentence=step.sentence,
            due=due,
        )


def wait_for_correction(act: Act, consultation: Consultation, people: Iterable[int]) -> None:
    """Let an entry to which the office objected wait for the people and for nobody else."""
    _close_others(act, CORRECTION, Duty.objects.of(consultation), people)
    for person in sorted(people):
        open_duty(
            act,
            CORRECTION,
            consultation,
            Whose(user=person),
            url=consultation.get_absolute_url(),
            sentence=f"Popraw wpis z {consultation.held_on:%d.%m.%Y}: {consultation.subject}",
        )


def _close_others(act: Act, kind: str, duties: "QuerySet[Duty]", people: Iterable[int]) -> None:
    gone = duties.filter(kind=kind, closed_at=None, user__isnull=False)
    gone.exclude(user__in=list(people)).update(closed_at=act.at)


def tell_open(act: Act, unit: Unit) -> None:
    """Let what advisers have to do at the unit wait for whoever may do it now."""
    people = people_for(act, unit)
    steps = NextStep.objects.filter(
        consultation__unit=unit,
        consultation__state=Consultation.State.AGREED,
        whose=NextStep.Whose.ADVISER,
        done_at=None,
    )
    for step in steps.select_related("consultation"):
        wait_for_step(act, step, people[step.consultation.adviser_id])
    for one in Consultation.objects.filter(unit=unit, state=Consultation.State.DISPUTED):
        wait_for_correction(act, one, people[one.adviser_id])


def tell_begun_and_ended(act: Act) -> int:
    """Tell of every substitution that began or ended by itself these days; return how many."""
    rows = Unit.objects.filter(
        assignments__is_substitution=True,
        assignments__valid_from__lte=act.day,
        assignments__valid_to__gte=act.day - PATIENCE,
    ).distinct()
    for unit in rows:
        tell_open(act, unit)
    return len(rows)
