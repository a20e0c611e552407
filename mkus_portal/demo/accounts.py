"""Who a newcomer may sign in as: thirteen people of the demonstration, what each is good for."""

from dataclasses import dataclass
from datetime import date

from mkus_portal.accounts.hats import hats_of
from mkus_portal.accounts.models import User
from mkus_portal.accounts.roles import holder_name, role_label

SHOWN = (
    "pracownik@prusice.example",
    "burmistrz@prusice.example",
    "koordynator@prusice.example",
    "administrator@prusice.example",
    "pracownik@elk.example",
    "redaktor@droga.example",
    "skarbnik@droga.example",
    "wiele.rol@portal.example",
    "doradca.d01@program.example",
    "koordynator@program.example",
    "ekspert.e01@program.example",
    "operator@portal.example",
    "mieszkanka@portal.example",
)
NO_ROLE = "bez roli (mieszkanka)"


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the table: the first role the person wears, and how many more they have."""

    role: str
    name: str
    email: str
    holder: str


def accounts_on(day: date) -> list[Account]:
    """Return the shown accounts that are loaded, as they sign in on the day."""
    people = {one.email: one for one in User.objects.filter(email__in=SHOWN)}
    return [_account(people[email], day) for email in SHOWN if email in people]


def _account(person: User, day: date) -> Account:
    hats = hats_of(person, day)
    if not hats:
        return Account(NO_ROLE, person.full_name, person.email, "–")
    roles = list(dict.fromkeys(role_label(hat.role) for hat in hats))
    holders = [holder_name(hat.scope.kind, hat.scope.id) for hat in hats]
    names = [name for name in dict.fromkeys(holders) if name]
    return Account(_first(roles), person.full_name, person.email, _first(names) or "cały portal")


def _first(words: list[str]) -> str:
    """Return the first of the words and how many more there are."""
    if len(words) > 1:
        return f"{words[0]} (+{len(words) - 1})"
    return words[0] if words else ""
