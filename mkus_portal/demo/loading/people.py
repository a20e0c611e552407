"""Invented people with accounts that can sign in at once; one password for all of them."""

from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from mkus_portal.accounts.models import User
from mkus_portal.demo.loading.steps import World

PASSWORD = "haslo-pokazowe-mkus"  # noqa: S105 - printed on the screen; refused in production


@cache
def _hashed() -> str:
    """Return the common password's hash: computing it takes long on purpose, once is enough."""
    return make_password(PASSWORD)


def make_person(world: World, email: str, full_name: str, *, is_operator: bool = False) -> User:
    """Return a new person whose address is confirmed."""
    user = User.objects.create_user(email, full_name=full_name, is_operator=is_operator)
    user.password = _hashed()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    world.keep(f"person:{email}", user)
    return user
