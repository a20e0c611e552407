"""Terms of a task and phase of a call: the task's own, else the call's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

from contracting.calls.models import Call, CallTask, Criterion, Limits
from mkus_portal.act import WARSAW

V = TypeVar("V")

FORMS = {
    Limits.Forms.ENTRUST.value: frozenset({"entrust"}),
    Limits.Forms.SUPPORT.value: frozenset({"support"}),
    Limits.Forms.BOTH.value: frozenset({"entrust", "support"}),
}


class Phase(StrEnum):
    """What a person sees of a call at an instant."""

    PREPARATION = "preparation"
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    ANNULLED = "annulled"
    CANCELLED = "cancelled"


PHASE_LABELS = {
    Phase.PREPARATION: "w przygotowaniu",
    Phase.PLANNED: "nabór jeszcze nie trwa",
    Phase.OPEN: "nabór trwa",
    Phase.CLOSED: "nabór zakończony",
    Phase.ANNULLED: "konkurs unieważniony",
    Phase.CANCELLED: "konkurs odwołany",
}
_FIXED = {
    Call.State.DRAFT.value: Phase.PREPARATION,
    Call.State.TO_APPROVE.value: Phase.PREPARATION,
    Call.State.APPROVED.value: Phase.PLANNED,
    Call.State.ANNULLED.value: Phase.ANNULLED,
    Call.State.CANCELLED.value: Phase.CANCELLED,
}


class Timed(Protocol):
    """What has a state, an opening and one deadline."""

    @property
    def state(self) -> str:
        """The call's state."""

    @property
    def opens_at(self) -> datetime | None:
        """The instant of the last publication."""

    @property
    def deadline_at(self) -> datetime | None:
        """The last instant in time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a task: its own limits, else the call's. Shares and caps are per cent."""

    forms: frozenset[str]
    pool: Decimal | None
    state: str
    opens_at: datetime | None
    deadline_at: datetime | None
    realization_from: date | None
    realization_to: date | None
    min_grant: Decimal | None
    max_grant: Decimal | None
    max_grant_share: Decimal | None
    min_own_share: Decimal | None
    min_own_financial_share: Decimal | None
    admin_cost_cap: Decimal | None
    admin_cost_base: str
    recipient_fees_allowed: bool
    results_table_required: bool
    min_points: Decimal | None


def terms_of(task: CallTask) -> Terms:
    """Return the terms of a task; uses `task.call`, so select it together with the task.

    Where neither the task nor the call says anything: fees are not allowed, the results table of
    the form's III.6 is required, the administrative costs' cap counts from the grant.
    """
    call = task.call

    return Terms(
        forms=FORMS.get(first_of(task.forms, call.forms) or "", frozenset()),
        pool=task.pool,
        state=call.state,
        opens_at=call.opens_at,
        deadline_at=first_of(task.deadline_at, call.deadline_at),
        realization_from=first_of(task.realization_from, call.realization_from),
        realization_to=first_of(task.realization_to, call.realization_to),
        min_grant=first_of(task.min_grant, call.min_grant),
        max_grant=first_of(task.max_grant, call.max_grant),
        max_grant_share=first_of(task.max_grant_share, call.max_grant_share),
        min_own_share=first_of(task.min_own_share, call.min_own_share),
        min_own_financial_share=first_of(
            task.min_own_financial_share, call.min_own_financial_share
        ),
        admin_cost_cap=first_of(task.admin_cost_cap, call.admin_cost_cap),
        admin_cost_base=first_of(task.admin_cost_base, call.admin_cost_base)
        or Limits.CostBase.GRANT.value,
        recipient_fees_allowed=bool(
            first_of(task.recipient_fees_allowed, call.recipient_fees_allowed)
        ),
        results_table_required=first_of(
            task.results_table_required, call.results_table_required, True
        )
        is not False,
        min_points=first_of(task.min_points, call.min_points),
    )


def first_of(*values: V | None) -> V | None:
    """Return the first value that is given: the task's own, else the call's; 0 is given."""
    return next((value for value in values if value is not None), None)


def phase(what: Call | Timed, at: datetime) -> Phase:
    """Return the phase at the instant; an arrival exactly at the deadline is in time.

    A call is open as long as any of its tasks is; prefetch `tasks` for a list.
    """
    if what.state in _FIXED:
        return _FIXED[what.state]
    closes_at = last_deadline(what) if isinstance(what, Call) else what.deadline_at
    if what.opens_at is None or at < what.opens_at:
        return Phase.PLANNED
    if closes_at is None or at <= closes_at:
        return Phase.OPEN
    return Phase.CLOSED


def deadlines(call: Call) -> list[datetime]:
    """Return the deadlines of the call's tasks, the call's own where it has no task."""
    own = [first_of(task.deadline_at, call.deadline_at) for task in call.tasks.all()]
    return [instant for instant in own or [call.deadline_at] if instant is not None]


def last_deadline(call: Call) -> datetime | None:
    """Return the instant after which no task of the call takes offers."""
    return max(deadlines(call), default=None)


def first_deadline(call: Call) -> datetime | None:
    """Return the nearest of the tasks' deadlines: the one that the 21 days are counted to."""
    return min(deadlines(call), default=None)


def warsaw_day(instant: datetime) -> date:
    """Return the calendar day in Warsaw."""
    return instant.astimezone(WARSAW).date()


def days_left(until: datetime, at: datetime) -> int:
    """Return the calendar days from today's date to the deadline's; 0 on its day."""
    return (warsaw_day(until) - warsaw_day(at)).days


def fits_form(statutory: int, forms: frozenset[str]) -> bool:
    """Whether the criterion may be used: the fourth needs support (art. 15 ust. 1 pkt 4)."""
    return statutory != Criterion.Statutory.OWN_FUNDS or not forms or "support" in forms


def total_pool(tasks: Iterable[CallTask]) -> Decimal:
    """Return the sum of the tasks' pools in złoty; a pool not given counts as nothing."""
    return sum((task.pool for task in tasks if task.pool is not None), Decimal(0))
