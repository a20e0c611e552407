"""Results of a call: a later room decides; this room records the three places of publication."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracting.calls.models import Call, Publication
from mkus_portal.act import Act


@dataclass(frozen=True, slots=True)
class Results:
    """A decision whose results have to be published: its number in the call, and since when."""

    ordinal: int
    decided_at: datetime


Pending = Callable[[Call], Results | None]
Sequel = Callable[[Act, Call, datetime], None]
_pending: list[Pending] = []
_sequels: list[Sequel] = []


def register(pending: Pending, sequel: Sequel) -> None:
    """Let a later room say which results are due, and follow their last publication.

    Called from its `apps.py`; the sequel runs in the transaction of the third publication.
    """
    _pending.append(pending)
    _sequels.append(sequel)


def pending_results(call: Call) -> Results | None:
    """Return the results that are not yet in all three places."""
    found = (pending(call) for pending in _pending)
    return next((one for one in found if one is not None), None)


def results_published(act: Act, call: Call, last: datetime) -> None:
    """Tell the later room that the results stand in all three places."""
    for sequel in _sequels:
        sequel(act, call, last)


def due_subject(call: Call) -> str:
    """Return what has to be published now; empty where nothing has."""
    if call.state == Call.State.APPROVED:
        return Publication.Subject.ANNOUNCEMENT.value
    if call.state == Call.State.ANNULLED:
        done = call.publications.filter(subject=Publication.Subject.ANNULMENT).count()
        return Publication.Subject.ANNULMENT.value if done < len(Publication.Place) else ""
    return Publication.Subject.RESULTS.value if pending_results(call) else ""
