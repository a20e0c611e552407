"""An inspection during the task: authorised, held, signed, its recommendation answered."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.settlement.actions import inspection_protocols as protocols
from contracting.settlement.actions import inspections, recommendations
from contracting.settlement.models import AROUND_CONTRACT, Inspection
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content, office_of
from mkus_portal.demo.loading.contracts import contract_of, entry_of
from mkus_portal.demo.loading.decided import KEY, office_act
from mkus_portal.demo.loading.offices import signature_of
from mkus_portal.demo.loading.organisations import signatories
from mkus_portal.demo.loading.plans import call_plans
from mkus_portal.demo.loading.steps import Step, World

NAME = "inspection"
Make = Callable[..., Inspection]


def inspection_steps(world: World) -> Iterator[Step]:
    """Yield the inspection's steps, from the plan to the contractor's answer."""
    entry = content("settlement")["inspection"]
    starts, ends = call_plans(world.calendar)[KEY].starts, call_plans(world.calendar)[KEY].ends
    first = min(starts + timedelta(days=entry["planned_after"]), ends - timedelta(days=25))
    for suffix, days, hour, make in (
        ("", 0, "09:00", _plan),
        (":authorised", 3, "11:00", _authorise),
        (":held", 8, "15:00", _hold),
        (":protocol", 11, "12:00", _send),
        (":signed", 14, "18:00", _sign),
        (":recommended", 15, "10:00", _recommend),
        (":answered", 22, "17:00", _answer),
    ):
        at = moment(first + timedelta(days=days), hour)
        yield Step(f"{NAME}{suffix}", at, partial(_make, make=make, entry=entry, at=at))


def _make(world: World, make: Make, entry: dict[str, Any], at: datetime) -> Inspection:
    return make(world, entry, at)


def _inspection(world: World) -> Inspection:
    return Inspection.objects.select_related(*AROUND_CONTRACT).get(pk=world.made[NAME])


def _contractor(world: World, entry: dict[str, Any], at: datetime) -> Act:
    contract = contract_of(world, entry["contract"])
    president = signatories(entry_of(entry["contract"]))[0]
    return world.act(president, "ngo_signatory", contract.organisation.scope, at)


def _plan(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    clerk, contract = office_act(world, "clerk", at), contract_of(world, entry["contract"])
    held = at + timedelta(days=8)
    return inspections.plan_inspection(
        clerk,
        contract,
        planned_year=held.year,
        planned_month=held.month,
        scope_text=entry["scope"],
    )


def _authorise(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    clerk = office_act(world, "clerk", at - timedelta(hours=1))
    team = [{"name": name, "function": function} for name, function in entry["team"]]
    found = inspections.prepare_authorisation(
        clerk,
        _inspection(world),
        team,
        authorisation_number=f"{entry['number']}.{at.year}",
        authorised_by=signature_of(office_of("prusice")),
    )
    return inspections.authorise(office_act(world, "executive", at), found)


def _hold(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    clerk, day = office_act(world, "clerk", at), at.date()
    return inspections.carry_out(clerk, _inspection(world), day, day)


def _send(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    clerk = office_act(world, "clerk", at)
    found = protocols.write_protocol(
        clerk,
        _inspection(world),
        entry["findings"],
        is_irregular=True,
        irregularities=entry["irregularities"],
        protocol_number=f"{entry['protocol']}/{at.year}",
        protocol_on=at.date(),
    )
    protocols.send_protocol(clerk, found)
    return found


def _sign(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    found = _inspection(world)
    people = found.contract.organisation.representatives.order_by("pk")
    names = ", ".join(str(one) for one in people)[:200]
    protocols.sign(_contractor(world, entry, at), found, names, at.date())
    return found


def _recommend(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    clerk = office_act(world, "clerk", at)
    recommendations.add_recommendation(clerk, _inspection(world), entry["recommendation"])
    return recommendations.recommend(clerk, _inspection(world), at.date())


def _answer(world: World, entry: dict[str, Any], at: datetime) -> Inspection:
    act = _contractor(world, entry, at)
    for row in _inspection(world).recommendations.order_by("pk"):
        recommendations.write_answer(act, row, entry["answer"], at.date())
    return recommendations.send_answers(act, _inspection(world))
