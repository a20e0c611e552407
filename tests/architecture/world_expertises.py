"""The world's expertises, one in each state, and its experts."""

from datetime import datetime
from typing import Any

from mkus_portal.act import Act
from tests.advisory.expertises import factories

STATES = ("assigned", "in_work", "delivered", "returned", "accepted")


def add_expertises(world: Any, at: datetime) -> None:
    """Make them as the coordinator; one more is asked for by the unit's office."""
    programme, unit = world.things["programme"], world.things["advised_unit"]
    programme.expertises_limit = 20
    programme.save()
    runs: Act = world.act("programme_coordinator", at)
    person = world.people["expert"].user
    expert = factories.make_expert(programme, "Ewelina Ekspertka", person.email, person)
    for state in STATES:
        make = getattr(factories, state)
        world.things[f"{state}_expertise"] = make(runs, unit, expert, title=f"Badanie {state}")
    world.things |= {
        "new_expert": factories.make_expert(programme, "Nowy Ekspert", "nowy@swiat.example"),
        "ordered_expertise": factories.fresh(factories.order(runs, unit)),
        "asked_expertise": factories.fresh(factories.order(world.act("clerk", at), unit)),
        "cancelled_expertise": factories.cancelled(runs, unit),
        "expertise_draft": world.things["in_work_expertise"].draft,
    }
