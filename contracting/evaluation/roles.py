"""The roles of a commission: for one call, given by its office, taken by invitation."""

from contracting.calls.models import Call
from contracting.evaluation.permissions import WRITERS
from mkus_portal.accounts import givers, roles
from mkus_portal.act import Act, Scope, ScopeKind
from mkus_portal.verdict import ALLOWED, Verdict, refused

CALL: ScopeKind = "call"
GIVERS = (*WRITERS, "executive")
ROLES = (
    roles.Role(
        "commission_member",
        "Członek komisji",
        CALL,
        "Ocenia oferty jednego konkursu po złożeniu oświadczenia o bezstronności.",
        decides=True,
    ),
    roles.Role(
        "commission_expert",
        "Ekspert komisji",
        CALL,
        "Doradza komisji jednego konkursu; nie głosuje (art. 15 ust. 2e).",
        decides=True,
    ),
)


def may_give(act: Act, scope: Scope) -> Verdict:
    """Allow the people of the call's office who run the evaluation or decide."""
    own = Call.objects.of_office(act).filter(pk=scope.id or 0)
    if act.holds(*GIVERS) and own.exists():
        return ALLOWED
    return refused("Do komisji zaprasza i z niej odwołuje urząd, który ogłosił konkurs.")


def register_roles() -> None:
    """Make the roles, their holder's name and their giver known."""
    titles = Call.objects.values_list("title", flat=True)
    roles.register(*ROLES)
    roles.register_holder(CALL, lambda pk: titles.get(pk=pk))
    givers.register(CALL, may_give)
