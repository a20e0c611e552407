"""Who is told what: duties and letters of an expertise."""

from collections.abc import Iterable

from advisory.expertises.models import Expertise
from advisory.expertises.permissions import ORDER_ROLES
from advisory.programmes.readers import advisers_of, office_people
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)

ASSIGN, ANSWER, ACCEPT = "assign_expertise", "answer_expertise", "accept_expertise"
COORDINATORS = ("programme_coordinator",)


def coordinators(act: Act, expertise: Expertise) -> list[User]:
    """Return the programme's coordinators."""
    return people_with(expertise.unit.programme.scope, act.day, *COORDINATORS)


def clients(act: Act, expertise: Expertise) -> list[User]:
    """Return the unit's office people who order, and its advisers with accounts, each once."""
    unit = expertise.unit
    return list(dict.fromkeys(office_people(act, unit, ORDER_ROLES) + advisers_of(act, unit)))


def experts(expertise: Expertise) -> list[User]:
    """Return the expert, where they have an account."""
    expert = expertise.expert
    return [expert.user] if expert is not None and expert.user is not None else []


def tell(
    act: Act, kind: str, readers: Iterable[User], expertise: Expertise, reason: str = ""
) -> None:
    """Write to each reader once, but not to the one who acts."""
    chosen = [one for one in dict.fromkeys(readers) if one.pk != act.user]
    context = {"url": expertise.get_absolute_url(), "reason": reason}
    send_letter(act, kind, chosen, expertise, context)


def wait_for_coordinator(act: Act, kind: str, expertise: Expertise, sentence: str) -> None:
    """Open a duty of the programme's coordinators."""
    open_duty(
        act,
        kind,
        expertise,
        Whose(scope=expertise.unit.programme.scope, roles=COORDINATORS),
        url=expertise.get_absolute_url(),
        sentence=f"{sentence}: {expertise} ({expertise.unit})",
    )


def wait_for_expert(act: Act, expertise: Expertise) -> None:
    """Open the expert's duty with the term; without an account it waits for the account."""
    returned = expertise.state == Expertise.State.RETURNED
    sentence = "Popraw i oddaj ekspertyzę" if returned else "Przygotuj ekspertyzę"
    for person in experts(expertise):
        open_duty(
            act,
            ANSWER,
            expertise,
            Whose(user=person.pk),
            url=expertise.get_absolute_url(),
            sentence=f"{sentence}: {expertise} ({expertise.unit})",
            due=Until.end_of(expertise.due_on) if expertise.due_on else None,
        )


def stop_waiting(act: Act, expertise: Expertise) -> None:
    """Close every duty about the expertise."""
    for kind in (ASSIGN, ANSWER, ACCEPT):
        close_duty(act, kind, expertise)
