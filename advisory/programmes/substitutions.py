"""Who stands in for an adviser, for a time or for good: the verbs and what people are told."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from advisory.programmes.advising import tell_rooms
from advisory.programmes.letters import ADVISER_CHANGED, SUBSTITUTION, SUBSTITUTION_ENDED
from advisory.programmes.models import Adviser, Assignment, Unit
from advisory.programmes.permissions import may_cancel, may_replace
from advisory.programmes.readers import CLERKS, office_people
from advisory.programmes.rules import lasting, share_a_day
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    send_letter,
)
from mkus_portal.versions import Overtaken
from mkus_portal.web import wording
from mkus_portal.workflow.engine import insist

KNOW = "know_substitution"
ONE_DAY = timedelta(days=1)


@transaction.atomic
def let_stand_in(
    act: Act,
    assignment: Assignment,
    adviser: Adviser,
    *,
    valid_from: date,
    valid_to: date,
    reason: str,
    keeps_access: bool = True,
) -> Assignment:
    """Let another adviser stand in from a day to a day; their hours go to the assignment's limit.

    Raises Refused, ValidationError when the days or the person do not fit.
    """
    hold(assignment)
    list(Unit.objects.select_for_update(of=("self",)).filter(pk=assignment.unit_id))
    insist(may_replace(act, assignment))
    standing_in = Assignment(
        unit=assignment.unit,
        adviser=adviser,
        valid_from=valid_from,
        valid_to=valid_to,
        hours_limit=Decimal(0),
        predecessor=assignment,
        is_substitution=True,
        keeps_access=keeps_access,
        reason=reason,
    )
    standing_in.full_clean()
    _refuse_days(act, standing_in, assignment)
    refuse_person(standing_in, assignment)
    standing_in.save()
    _tell(act, SUBSTITUTION.code, standing_in)
    _wait(act, standing_in)
    tell_rooms(act, assignment.unit)
    return standing_in


def _refuse_days(act: Act, standing_in: Assignment, assignment: Assignment) -> None:
    """Refuse days that are over, outside the assignment, or of another substitution."""
    first, last = standing_in.valid_from, standing_in.valid_to or standing_in.valid_from
    if last < act.day:
        raise ValidationError({"valid_to": "Ten okres już minął."})
    if first < assignment.valid_from:
        since = wording.day(assignment.valid_from)
        raise ValidationError({"valid_from": f"Przydział zaczyna się {since}."})
    if assignment.valid_to is not None and last > assignment.valid_to:
        until = wording.day(assignment.valid_to)
        raise ValidationError({"valid_to": f"Przydział kończy się {until}."})
    for one in assignment.successors.filter(is_substitution=True).select_related("adviser"):
        if share_a_day((first, last), lasting(one)):
            whose = f"{one.adviser.full_name} ({wording.day(one.valid_from)} – {_last(one)})"
            raise ValidationError({"valid_from": f"W tym czasie zastępuje już {whose}."})


def refuse_person(assignment: Assignment, predecessor: Assignment) -> None:
    """Refuse whoever advises or stands in at the unit in those days, or is of another programme."""
    if assignment.adviser_id == predecessor.adviser_id:
        raise ValidationError({"adviser": "Wybierz inną osobę: to ten sam doradca."})
    if assignment.adviser.programme_id != assignment.unit.programme_id:
        raise ValidationError({"adviser": "Wybierz doradcę z tego programu."})
    period = (assignment.valid_from, assignment.valid_to)
    others = Assignment.objects.filter(unit=assignment.unit, adviser=assignment.adviser)
    if any(share_a_day(period, (one.valid_from, one.valid_to)) for one in others):
        message = "Ten doradca ma w tych dniach własny przydział albo zastępstwo w tej jednostce."
        raise ValidationError({"adviser": message})


@transaction.atomic
def end_substitution(act: Act, standing_in: Assignment) -> None:
    """End a substitution at once; one that has not begun is taken back and leaves no row.

    Raises Refused, Overtaken when somebody has taken it back meanwhile.
    """
    try:
        hold(standing_in)
    except Assignment.DoesNotExist:
        raise Overtaken from None
    insist(may_cancel(act, standing_in))
    stop(act, standing_in)
    tell_rooms(act, standing_in.unit)


def stop(act: Act, standing_in: Assignment) -> None:
    """End it with its duties and letters, for whoever has asked for permission already."""
    close_duty(act, KNOW, standing_in)
    _tell(act, SUBSTITUTION_ENDED.code, standing_in)
    if standing_in.valid_from > act.day:
        standing_in.delete()
        return
    standing_in.valid_to, standing_in.ended_at = act.day, act.at
    standing_in.save(update_fields=["valid_to", "ended_at"])


@transaction.atomic
def hand_over(
    act: Act,
    assignment: Assignment,
    adviser: Adviser,
    *,
    first_day: date,
    hours_limit: Decimal,
    hours_kept: Decimal,
) -> Assignment:
    """End an assignment and begin another adviser's with `hours_limit`, in one step.

    `hours_kept` is the limit that stays with the one that ends, so that the unit's hours stay what
    they were. From today on the former adviser sees nothing at once. Raises Refused,
    ValidationError.
    """
    hold(assignment)
    list(Unit.objects.select_for_update(of=("self",)).filter(pk=assignment.unit_id))
    insist(may_replace(act, assignment))
    if first_day < act.day:
        raise ValidationError({"first_day": "Jednostkę można przekazać od dziś albo później."})
    if assignment.valid_to is not None and first_day > assignment.valid_to:
        until = wording.day(assignment.valid_to)
        raise ValidationError({"first_day": f"Przydział kończy się {until}."})
    new = Assignment(
        unit=assignment.unit,
        adviser=adviser,
        valid_from=first_day,
        valid_to=assignment.valid_to,
        hours_limit=hours_limit,
        predecessor=assignment,
    )
    new.full_clean()
    refuse_person(new, assignment)
    _close(act, assignment, first_day, hours_kept)
    new.save()
    _tell(act, ADVISER_CHANGED.code, new)
    tell_rooms(act, assignment.unit)
    return new


def _close(act: Act, assignment: Assignment, first_day: date, hours_kept: Decimal) -> None:
    """Let the assignment end before the first day of the next one."""
    shorten_substitutions(act, assignment, first_day - ONE_DAY)
    assignment.hours_limit = hours_kept
    if first_day <= act.day or first_day <= assignment.valid_from:
        assignment.valid_to, assignment.ended_at = max(act.day, assignment.valid_from), act.at
    else:
        assignment.valid_to = first_day - ONE_DAY
    assignment.full_clean()
    assignment.save(update_fields=["hours_limit", "valid_to", "ended_at"])


def shorten_substitutions(act: Act, assignment: Assignment, last_day: date) -> None:
    """Let the assignment's substitutions last no longer than itself; joins the transaction."""
    rows = assignment.successors.filter(is_substitution=True, ended_at=None)
    for one in rows.filter(valid_to__gte=act.day).select_related("adviser__user", "unit"):
        if last_day <= act.day or one.valid_from > last_day:
            stop(act, one)
        elif one.valid_to is not None and one.valid_to > last_day:
            one.valid_to = last_day
            one.save(update_fields=["valid_to"])
            _wait(act, one)


def _last(assignment: Assignment) -> str:
    return wording.day(assignment.valid_to) if assignment.valid_to else "bezterminowo"


def _office(unit: Unit) -> Scope | None:
    return Scope("office", unit.office_id) if unit.office_id else None


def _tell(act: Act, kind: str, assignment: Assignment) -> None:
    """Write to both advisers and to the unit's office."""
    before = assignment.predecessor
    people: list[User | None] = [assignment.adviser.user, before.adviser.user if before else None]
    people += office_people(act, assignment.unit)
    context = {
        "url": reverse("programme-unit-detail", args=(assignment.unit_id,)),
        "who": assignment.adviser.full_name,
        "whom": before.adviser.full_name if before else "",
        "since": wording.day(assignment.valid_from),
        "until": _last(assignment),
        "reason": assignment.reason,
    }
    readers = list(dict.fromkeys(one for one in people if one is not None))
    send_letter(act, kind, readers, assignment.unit, context)


def _wait(act: Act, standing_in: Assignment) -> None:
    """Let the substitution stand among the duties of all three until its last day."""
    before, unit = standing_in.predecessor, standing_in.unit
    days = f"{wording.day(standing_in.valid_from)} – {_last(standing_in)}"
    own = reverse("own-units")
    readers: list[tuple[Whose, str, str]] = []
    if standing_in.adviser.user_id is not None and before is not None:
        said = f"Zastępujesz: {before.adviser.full_name}, {unit.name}, {days}"
        readers.append((Whose(user=standing_in.adviser.user_id), own, said))
    if before is not None and before.adviser.user_id is not None:
        said = f"Przekaż sprawy: {unit.name}, zastępuje Cię {standing_in.adviser.full_name}, {days}"
        readers.append((Whose(user=before.adviser.user_id), own, said))
    office = _office(unit)
    if office is not None:
        said = f"W zastępstwie doradza Wam: {standing_in.adviser.full_name}, {days}"
        whose = Whose(scope=office, roles=CLERKS)
        readers.append((whose, unit.get_absolute_url(), said))
    last = Until.end_of(standing_in.valid_to or standing_in.valid_from)
    for whose, url, sentence in readers:
        due = Until(last.at, lapses=True)
        open_duty(act, KNOW, standing_in, whose, url=url, sentence=sentence, due=due)
