"""The world's inspections, one in each state, all of one contract in force."""

from datetime import timedelta
from typing import Any

from contracting.contracts.models import Contract
from contracting.settlement.models import Inspection, InspectionRecommendation, ProtocolVersion
from contracting.settlement.protocol import content_of, frozen
from tests.architecture.world_contracts import make_contract
from tests.clock import NOW

DAY = NOW.date()
LATER = DAY + timedelta(days=14)
TEAM = [{"name": "Maria Kontrolna", "function": "inspektor"}]
PLANNED: dict[str, Any] = {
    "planned_year": 2026,
    "planned_month": 11,
    "subjects": ["completion", "money"],
    "authorisation_number": "OR.077.5.2026",
    "authorised_by": "Anna Wzorowa, wójt",
    "team": TEAM,
}
ANNOUNCED = {**PLANNED, "announced_at": NOW, "authorised_on": DAY}
HELD = {
    **ANNOUNCED,
    "held_from": DAY,
    "held_to": DAY,
    "findings": {"completion": "Zadanie trwa.", "money": "Brak opisu faktury."},
    "is_irregular": True,
    "irregularities": "Faktura bez opisu.",
    "protocol_number": "K/1/2026",
    "protocol_on": DAY,
}
DELIVERED = {**HELD, "recommended_on": DAY}
COLUMNS: dict[str, dict[str, Any]] = {
    "planned": PLANNED,
    "authorised": ANNOUNCED,
    "carried_out": HELD,
    "protocol": HELD,
    "objected": HELD,
    "settled": HELD,
    "recommended": DELIVERED,
    "answered": {**DELIVERED, "answered_at": NOW},
    "closed": HELD,
    "cancelled": PLANNED,
}
SENT = ("protocol", "objected", "settled", "recommended", "answered", "closed")


def add_inspections(world: Any) -> None:
    """Enter them, with recommendations where there are any."""
    contract = make_contract(world, "inspected")
    for state in COLUMNS:
        make_inspection(world, contract, state, state)
    for name, state in (
        ("unsigned", "protocol"),
        ("unwanted", "planned"),
        ("clean", "settled"),
        ("overdue", "recommended"),
    ):
        make_inspection(world, contract, name, state)
    late = ProtocolVersion.objects.filter(pk=world.things["unsigned_protocol"].pk)
    late.update(due_on=DAY - timedelta(days=1), sent_at=NOW - timedelta(days=15))
    add_recommendation(world, "settled")
    add_recommendation(world, "recommended", answer="Opisano.", due_on=LATER)
    done = {"answer": "Opisano.", "due_on": LATER, "outcome": "done"}
    add_recommendation(world, "answered", **done)
    add_recommendation(world, "overdue", **done)


def make_inspection(world: Any, contract: Contract, name: str, state: str) -> Inspection:
    """One inspection, kept under its name; its protocol too, where one was sent."""
    given = {"state": state, "planned_at": NOW, **COLUMNS[state]}
    one = Inspection.objects.create(contract=contract, **given)
    world.things[f"{name}_inspection"] = one
    if state in SENT:
        content, digest = frozen(content_of(one))
        world.things[f"{name}_protocol"] = ProtocolVersion.objects.create(
            inspection=one, ordinal=1, content=content, digest=digest, sent_at=NOW, due_on=LATER
        )
    return one


def add_recommendation(world: Any, name: str, **columns: Any) -> None:
    """One recommendation of the inspection of that name, kept under it."""
    world.things[f"{name}_recommendation"] = InspectionRecommendation.objects.create(
        inspection=world.things[f"{name}_inspection"], ordinal=1, text="Opisać.", **columns
    )
