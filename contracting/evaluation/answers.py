"""What follows a bidder's answer to its award: the contract's room registers it."""

from collections.abc import Callable

from contracting.evaluation.models import Assessment
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict

Sequel = Callable[[Act, Assessment], None]
Resigned = Callable[[Act, Assessment, str], None]
Objection = Callable[[Act, Assessment], Verdict]
_accepted: list[Sequel] = []
_resigned: list[Resigned] = []
_objections: list[Objection] = []


def register(accepted: Sequel, resigned: Resigned, objection: Objection) -> None:
    """Let a later room follow an acceptance and a resignation, and object to the latter."""
    _accepted.append(accepted)
    _resigned.append(resigned)
    _objections.append(objection)


def tell_accepted(act: Act, assessment: Assessment) -> None:
    """Do all that follows an acceptance, in its transaction."""
    for follow in _accepted:
        follow(act, assessment)


def tell_resigned(act: Act, assessment: Assessment, reason: str) -> None:
    """Do all that follows a resignation, in its transaction."""
    for follow in _resigned:
        follow(act, assessment, reason)


def may_still_resign(act: Act, assessment: Assessment) -> Verdict:
    """Whether no later room objects: a concluded contract is not resigned from."""
    for object_to in _objections:
        verdict = object_to(act, assessment)
        if not verdict:
            return verdict
    return ALLOWED
