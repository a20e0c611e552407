"""Units, advisers, assignments and entries, built through the actions alone."""

from datetime import date, time
from decimal import Decimal

from advisory.consultations import actions
from advisory.programmes.actions import add_adviser, add_unit, assign_adviser
from mkus_portal.act import Act, Scope
from tests.cast import member
from tests.clock import NOW

SINCE = date(2026, 1, 7)
VISIT = date(2026, 11, 20)


def running(programme):
    """The act of the programme's coordinator."""
    return Act(user=None, role="programme_coordinator", scope=programme.scope, at=NOW)


def make_unit(programme, code="prusice", name="Prusice", **fields):
    given = {"kind": "gmina", "commissioning_type": "service", **fields}
    return add_unit(running(programme), programme, code, name, **given)


def make_adviser(programme, full_name="Daria Doradczyni", *, user=None, code=""):
    return add_adviser(
        running(programme), programme, code, full_name, "Centrum Wsparcia", user=user
    )


def assign(unit, adviser, **fields):
    return assign_adviser(running(unit.programme), unit, adviser, **{"valid_from": SINCE, **fields})


def adviser_with_account(programme, full_name):
    """A person with the role and their row in the programme."""
    user = member("adviser", Scope("programme", programme.pk), full_name)
    return make_adviser(programme, full_name, user=user)


def entry_fields(**fields):
    return {
        "held_on": VISIT,
        "started_at": time(9, 0),
        "hours": Decimal("2.5"),
        "form": "visit",
        "people_office": 3,
        "people_ngo": 2,
        "subject": "Łączenie zadań i standard",
        "findings": "Urząd przygotuje projekt standardu.",
        **fields,
    }


def log(act, unit, adviser, steps=(), **fields):
    return actions.log_consultation(act, unit, adviser, steps, **entry_fields(**fields))


def step(sentence="Przygotować projekt standardu", due=None, whose="office"):
    return actions.Step(sentence, due, whose)


def form_fields(steps=(), **fields):
    """What a browser sends for an entry."""
    sent = {
        "held_on": "2026-11-20",
        "started_at": "09:00",
        "hours": "2.5",
        "form": "visit",
        "subject": "Łączenie zadań",
        "findings": "Ustalono harmonogram.",
        "people_office": "3",
        "people_ngo": "2",
        "version": "",
        "entry_key": "",
        "krok-TOTAL_FORMS": str(max(3, len(steps))),
        "krok-INITIAL_FORMS": "0",
    }
    rows = [*steps, *[("", "", "office")] * (3 - len(steps))]
    for number, (sentence, due, whose) in enumerate(rows):
        sent[f"krok-{number}-sentence"] = sentence
        sent[f"krok-{number}-due"] = due
        sent[f"krok-{number}-whose"] = whose
    return {**sent, **fields}
