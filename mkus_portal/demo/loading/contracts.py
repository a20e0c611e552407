"""The contracts of the decided call: plan, opinion, countersignature, signatures, payment."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.contracts.actions import opening, paying, planning, signing
from contracting.contracts.models import TOGETHER, Contract, PaymentOrder, Tranche
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.decided import KEY, assessment_of, office_act
from mkus_portal.demo.loading.offices import signature_of
from mkus_portal.demo.loading.organisations import signatories, writer
from mkus_portal.demo.loading.plans import call_plans
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting import actions as drafting
from mkus_portal.offices.models import LocalGovernment

CLASSIFICATION: dict[str, Any] = {
    "budget_division": "926",
    "budget_chapter": "92605",
    "budget_paragraph": "2360",
}
KEYS = ("kawiarenka-naprawcza", "treningi-caly-rok", "lato-w-swietlicy")
UPDATED = "lato-w-swietlicy"
ONE_TRIP, OWN_MONEY = "1", "1650"
PLACE = "Prusice"
Make = Callable[..., Contract]


def contract_steps(world: World) -> Iterator[Step]:
    """Yield each contract's way from the accepted grant to the transfer."""
    plan = call_plans(world.calendar)[KEY]

    def at(days: int, hour: str, place: int) -> datetime:
        day = plan.deadline.date() + timedelta(days=days)
        return moment(day, hour) + timedelta(minutes=18 * place)

    for place, key in enumerate(KEYS):
        name = f"contract:{key}"
        yield _step(name, at(17, "09:00", place), _open, key)
        if key == UPDATED:
            yield _step(f"{name}:plan", at(18, "17:00", place), _update, key)
        yield _step(f"{name}:terms", at(20, "09:30", place), _set_terms, key)
        yield _step(f"{name}:opinion", at(21, "11:00", place), _approve, key)
        yield _step(f"{name}:countersigned", at(22, "10:00", place), _countersign, key)
        yield _step(f"{name}:signed", at(24, "16:00", place), _sign, key)
        yield _step(f"{name}:concluded", at(25, "12:00", place), _conclude, key)
    ordered = at(27, "10:30", 0)
    yield Step(f"payment:{KEY}", ordered, partial(_order, at=ordered))
    paid = at(28, "14:30", 0)
    yield Step(f"payment:{KEY}:paid", paid, partial(_pay, at=paid))


def _step(name: str, at: datetime, make: Make, key: str) -> Step:
    return Step(name, at, partial(make, key=key, at=at))


def contract_of(world: World, key: str) -> Contract:
    """Return the contract on an offer, with all that actions read of it."""
    return Contract.objects.select_related(*TOGETHER).get(pk=world.made[f"contract:{key}"])


def entry_of(key: str) -> str:
    """Return whose offer it is."""
    return next(str(one["by"]) for one in content("offers")["offer"] if one["key"] == key)


def _open(world: World, key: str, at: datetime) -> Contract:
    return opening.open_contract(office_act(world, "clerk", at), assessment_of(world, key))


def _update(world: World, key: str, at: datetime) -> Contract:
    """Let the contractor plan one trip fewer and more of its own money, and hand the plan over."""
    by = entry_of(key)
    email, role = writer(by)
    contract = contract_of(world, key)
    act = world.act(email, role, contract.organisation.scope, at)
    trip = contract.draft.planlines.get(name="Autokar")
    source = contract.draft.fundingsources.get()
    trips = contract.draft.expectedresults.get(name="Liczba wycieczek")
    for place, text in (
        (f"results:{trips.pk}:target_value", ONE_TRIP),
        (f"costs:{trip.pk}:quantity", ONE_TRIP),
        (f"funding:{source.pk}:own_financial", OWN_MONEY),
    ):
        drafting.save_field(act, contract.draft, place, text, 0)
    president = world.act(
        signatories(by)[0], "ngo_signatory", contract.organisation.scope, at + timedelta(minutes=9)
    )
    return planning.send_plan(president, contract_of(world, key))


def _set_terms(world: World, key: str, at: datetime) -> Contract:
    clerk = office_act(world, "clerk", at)
    contract = planning.set_terms(clerk, contract_of(world, key), **CLASSIFICATION)
    return signing.ask_opinion(clerk.later(at + timedelta(minutes=6)), contract)


def _approve(world: World, key: str, at: datetime) -> Contract:
    lawyer = office_act(world, "lawyer", at)
    return signing.approve(lawyer, contract_of(world, key), "Bez uwag.")


def _countersign(world: World, key: str, at: datetime) -> Contract:
    return signing.countersign(office_act(world, "treasurer", at), contract_of(world, key))


def _sign(world: World, key: str, at: datetime) -> Contract:
    contract, by = contract_of(world, key), entry_of(key)
    people = contract.organisation.representatives.order_by("pk")
    names = ", ".join(str(one) for one in people)
    act = world.act(signatories(by)[0], "ngo_signatory", contract.organisation.scope, at)
    signed = signing.Signed(names, PLACE, at.date(), "trusted", contract.organisation.name)
    return signing.record_contractor(act, contract, signed)


def _conclude(world: World, key: str, at: datetime) -> Contract:
    name = signature_of(office_of("prusice"))
    signed = signing.Signed(name, PLACE, at.date(), "qualified")
    return signing.conclude(office_act(world, "executive", at), contract_of(world, key), signed)


def _order(world: World, at: datetime) -> PaymentOrder:
    office = world.get(LocalGovernment, "office:prusice")
    due = Tranche.objects.filter(contract__office=office, state=Tranche.State.PLANNED)
    return paying.draw_up_order(office_act(world, "treasurer", at), office, list(due))


def _pay(world: World, at: datetime) -> PaymentOrder:
    order = world.get(PaymentOrder, f"payment:{KEY}")
    paying.record_payment(office_act(world, "treasurer", at), order, at.date())
    return order
