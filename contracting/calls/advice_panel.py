"""What the pages of a draft say of its advisers, and of what changed after they spoke."""

from dataclasses import dataclass

from contracting.calls.advice_permissions import may_see_advisers
from contracting.calls.models import Call, CallAdvice
from mkus_portal.accounts.models import Membership
from mkus_portal.act import Act
from mkus_portal.drafting.models import Thread
from mkus_portal.web.following import Followed, followed
from mkus_portal.web.panels import Panel


@dataclass(frozen=True, slots=True)
class Adviser:
    """Somebody who advises, or advised, the office; `holders` are NGOs that they act for."""

    name: str
    until: object
    is_over: bool
    holders: tuple[str, ...] = ()


def after_advice(act: Act, call: Call) -> list[Followed]:
    """Return the advisers' comments with what changed since; also those whose access has ended."""
    if call.draft is None:
        return []
    advisers = CallAdvice.objects.helped(call.pk)
    return followed(act, call.draft, advisers.values("user"))


def advisers_of(act: Act, call: Call) -> list[Adviser]:
    """Return who has taken an invitation, with the organisations for which they have a role."""
    taken = list(call.advice.filter(accepted_at__isnull=False).select_related("user"))
    holders: dict[int, list[str]] = {}
    held = Membership.objects.valid_on(act.day).filter(
        user__in=[one.user_id for one in taken], scope_kind="organisation"
    )
    for row in held:
        names = holders.setdefault(row.user_id, [])
        if row.holder not in names:
            names.append(row.holder)
    found = []
    for one in taken:
        one.call = call
        is_over = one.state == CallAdvice.State.WITHDRAWN or one.has_ended(act.at)
        held_by = tuple(holders.get(one.user_id or 0, ()))
        found.append(Adviser(str(one.user), one.until, is_over, held_by))
    return found


def advising(act: Act, call: object) -> dict[str, object] | None:
    """Return who advises on the draft and what came of it; None for others than the office."""
    if not isinstance(call, Call) or not may_see_advisers(act, call):
        return None
    comments = after_advice(act, call)
    is_open = call.state in Call.ON_THE_WAY
    advisers = advisers_of(act, call)
    if not (is_open or advisers):
        return None
    talk = Thread.objects.filter(draft=call.draft, state=Thread.State.OPEN)
    return {
        "call": call,
        "is_open": is_open,
        "advisers": advisers,
        "followed": comments,
        "changed": sum(one.is_changed for one in comments),
        "open_count": talk.count() if call.draft is not None else 0,
    }


ADVISING = Panel("call-office", "contracting/calls/_advising.html", advising, order=1)
