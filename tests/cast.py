"""The cast of the tests: two offices, two organisations, a programme and their people."""

from datetime import date
from itertools import count

from allauth.account.models import EmailAddress

from mkus_portal.accounts.models import Membership, User
from mkus_portal.act import Act, Scope
from mkus_portal.folding import folded
from mkus_portal.offices.models import LocalGovernment
from tests.clock import NOW

LONG_AGO = date(2024, 1, 2)
PASSWORD = "dlugie-haslo-do-prob"
_numbers = count(1)


def make_user(full_name="", *, email="", **fields):
    """A person with an address of their own."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"osoba{number}@example.pl",
        full_name=full_name or f"Osoba {number}",
        **fields,
    )


def confirm(user):
    """The person has shown that they read their address."""
    return EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def give(user, role, scope, *, since=LONG_AGO, until=None):
    """The person holds the role for the holder."""
    return Membership.objects.create(
        user=user,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.id,
        valid_from=since,
        valid_to=until,
    )


def member(role, scope, full_name=""):
    """A new person with the role."""
    user = make_user(full_name)
    give(user, role, scope)
    return user


def act_of(user, role=None, scope=None, at=NOW):
    """What the person does: in the role, else in the first one they hold."""
    if role is None:
        held = user.memberships.order_by("valid_from", "pk").first()
        role = held.role if held else "operator" if user.is_operator else "person"
        scope = held.scope if held else None
    return Act(user=user.pk, role=role, scope=scope or Scope("none", None), at=at)


def make_office(code, name, **fields):
    """An office whose words are whole."""
    return LocalGovernment.objects.create(
        **{
            "code": code,
            "name": name,
            "name_genitive": name,
            "name_locative": name,
            "kind": "gmina",
            "executive_body": "wojt",
            "executive_title": f"Wójt: {name}",
            "executive_title_genitive": f"Wójta: {name}",
            "office_name": f"Urząd: {name}",
            "seat": "Prusice",
            "seat_locative": "Prusicach",
            "email": f"urzad@{code}.example",
            **fields,
        }
    )


def make_organisation(**fields):
    """An association in KRS; two people sign jointly."""
    from ngos.models import Organisation  # noqa: PLC0415 - a room above, needed by its tests only

    number = next(_numbers)
    name = fields.pop("name", f"Stowarzyszenie {number}")
    return Organisation.objects.create(
        **{
            "name": name,
            "name_folded": folded(name),
            "legal_form": "ASSOCIATION",
            "register_kind": "krs",
            "register_number": f"{990_000 + number:010d}",
            "seat_street": "ul. Przykładowa 1",
            "seat_postcode": "55-110",
            "seat_place": "Prusice",
            **fields,
        }
    )
