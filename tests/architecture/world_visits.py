"""Corrections of agreed consultations, one in each state, each of an entry of its own."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from advisory.consultations import actions
from advisory.consultations.models import Consultation, Correction
from mkus_portal.act import Act

REASON = "Spotkanie trwało krócej."


def add_visits(world: Any, at: datetime) -> None:
    """Ask as the adviser; the office answers two of them, the adviser calls one off."""
    adviser, clerk = world.act("adviser", at), world.act("clerk", at)
    asked = {state: _asked(world, adviser, state) for state in Correction.State.values}
    actions.accept_correction(clerk, asked["accepted"])
    actions.refuse_correction(clerk, asked["refused"], "Czas jest zapisany dobrze.")
    actions.withdraw_correction(adviser, asked["withdrawn"])
    world.things |= {f"{state}_correction": one for state, one in asked.items()}
    world.things["corrected_consultation"] = asked["asked"].consultation


def _asked(world: Any, adviser: Act, state: str) -> Correction:
    entry = Consultation.objects.create(
        unit=world.things["advised_unit"],
        adviser=world.things["adviser"],
        held_on=date(2026, 11, 4),
        hours=Decimal(2),
        subject=f"Poprawka {state}",
        findings="Ustalono zakres zadania.",
        state=Consultation.State.AGREED,
        logged_at=adviser.at,
    )
    return actions.ask_for_correction(adviser, entry, REASON, hours=Decimal("1.5"))
