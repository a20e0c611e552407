"""The hat somebody wears: one role for one holder at a time, switched in the open."""

from dataclasses import dataclass
from datetime import date

from django.contrib.sessions.backends.base import SessionBase

from mkus_portal.accounts.models import Membership, User
from mkus_portal.accounts.roles import holder_name, role_label
from mkus_portal.act import NOWHERE, Scope

SESSION_KEY = "hat"


@dataclass(frozen=True, slots=True)
class Hat:
    """A role for a holder that this person may put on."""

    role: str
    scope: Scope

    @property
    def code(self) -> str:
        """The hat as a form's value."""
        return f"{self.role}:{self.scope.kind}:{self.scope.id or ''}"

    @property
    def label(self) -> str:
        """The hat in words: role and holder."""
        name = holder_name(self.scope.kind, self.scope.id)
        return f"{role_label(self.role)} – {name}" if name else role_label(self.role)


BARE = Hat("person", NOWHERE)


def hats_of(user: User, day: date) -> list[Hat]:
    """Return the hats a person may wear on the day, the oldest membership first."""
    rows = Membership.objects.filter(user=user).valid_on(day).order_by("valid_from", "pk")
    hats = list(dict.fromkeys(Hat(row.role, row.scope) for row in rows))
    if user.is_operator:
        hats.append(Hat("operator", NOWHERE))
    return hats


def worn(user: User, day: date, session: SessionBase) -> Hat:
    """Return the hat kept in the session if it still fits, else the first that does."""
    wanted = session.get(SESSION_KEY)
    if wanted:
        role, kind, holder = wanted
        hat = Hat(role, Scope(kind, holder))
        if fits(user, hat, day):
            return hat
    hats = hats_of(user, day)
    return hats[0] if hats else BARE


def fits(user: User, hat: Hat, day: date) -> bool:
    """Whether the person may wear the hat on the day."""
    if hat.role == "operator":
        return user.is_operator
    return (
        Membership.objects.filter(user=user)
        .of(hat.scope)
        .with_role(hat.role)
        .valid_on(day)
        .exists()
    )


def put_on(hat: Hat, session: SessionBase) -> None:
    """Keep the hat in the session."""
    session[SESSION_KEY] = [hat.role, hat.scope.kind, hat.scope.id]
