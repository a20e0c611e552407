"""Events, people and days, built through the actions alone."""

from datetime import date

from advisory.events import actions
from tests.advisory.factories import running
from tests.clock import NOW

TODAY = NOW.date()


def plan(programme, units=(), *, first=TODAY, last=None, **fields):
    """An event planned by the coordinator."""
    given = {
        "kind": "ngo_training",
        "title": "Szkolenie dla organizacji",
        "place": "Dom Kultury",
        "starts_on": first,
        "ends_on": last or first,
        **fields,
    }
    return actions.plan_event(running(programme), programme, units, **given)


def announced(programme, units=(), **fields):
    event = plan(programme, units, **fields)
    actions.announce_event(running(programme), event)
    return event


def held(programme, units=(), **fields):
    """An event of the past that counts."""
    event = plan(programme, units, **{"first": date(2026, 11, 10), **fields})
    actions.hold_event(running(programme), event)
    return event


def person(name="Anna Uczestniczka", email="anna@org.example", sector="ngo", **fields):
    return {"full_name": name, "email": email, "sector": sector, "comes_from": "Fundacja", **fields}
