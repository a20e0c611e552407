"""Who may open a page: declared on every page, checked before anything else happens."""

from collections.abc import Callable

from mkus_portal.act import Act
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

PagePermission = Callable[[Act], Verdict]


def public(act: Act) -> Verdict:
    """Everybody, signed in or not."""
    del act
    return ALLOWED


def signed_in(act: Act) -> Verdict:
    """Whoever has signed in."""
    if act.user is None:
        return refused("Zaloguj się, aby otworzyć tę stronę.")
    return ALLOWED


def roles(*codes: str) -> PagePermission:
    """Whoever wears a hat with one of the roles."""

    def permission(act: Act) -> Verdict:
        if act.holds(*codes):
            return ALLOWED
        return refused("Ta strona jest dla osób w innej roli. Możesz zmienić rolę u góry strony.")

    permission.codes = codes  # type: ignore[attr-defined]  # read by docs/permissions.md
    permission.__doc__ = "Role: " + ", ".join(codes)
    return permission
