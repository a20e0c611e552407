"""Advice on offers: an organisation asks, its adviser reads and speaks, it answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.offers import advice_actions
from contracting.offers.models import Advice, Offer
from mkus_portal.act import Act
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.offers import written_at
from mkus_portal.demo.loading.organisations import writer
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting import actions as drafting
from mkus_portal.drafting.spots import version_at

ASKED, TAKEN, SPOKEN = timedelta(hours=2), timedelta(hours=3), timedelta(hours=4)


def advice_steps(world: World) -> Iterator[Step]:
    """Yield the invitation, its taking and the talk, hours after the offer was written."""
    for one in content("advice")["advice"]:
        key, written = f"offer:{one['offer']}:advice", written_at(world, one["offer"])
        if f"offer:{one['offer']}:signed1" in world.made and key not in world.made:
            continue  # an earlier demonstration has sent this offer without advice
        yield Step(key, written + ASKED, partial(_ask, one=one, at=written + ASKED))
        yield Step(f"{key}:taken", written + TAKEN, partial(_take, key=key, at=written + TAKEN))
        at = written + SPOKEN
        yield Step(f"{key}:talk", at, partial(_talk, key=key, one=one, at=at))


def _ask(world: World, one: dict[str, Any], at: datetime) -> Advice:
    offer = world.get(Offer, f"offer:{one['offer']}")
    return advice_actions.ask_for_advice(
        writer_act(world, offer, at),
        offer,
        email=one["adviser"],
        until=at.date() + timedelta(days=one["until"]),
    )


def writer_act(world: World, offer: Offer, at: datetime) -> Act:
    """Return the act of whoever writes the organisation's offers."""
    key = next(
        name.removeprefix("organisation:")
        for name, pk in world.made.items()
        if name.startswith("organisation:") and pk == offer.organisation_id
    )
    email, role = writer(key)
    return world.act(email, role, offer.organisation.scope, at)


def _take(world: World, key: str, at: datetime) -> Advice:
    advice = world.get(Advice, key)
    advice_actions.accept_advice(world.person_act(advice.email, at), advice)
    return advice


def _talk(world: World, key: str, one: dict[str, Any], at: datetime) -> Advice:
    """Say everything, a few minutes after one another; the organisation answers the next minute."""
    advice = world.get(Advice, key)
    for said in one["said"]:
        at += timedelta(minutes=6)
        adviser = world.person_act(advice.email, at)
        draft = advice.offer.draft
        thread = drafting.open_thread(
            adviser, draft, said["place"], said["text"], said.get("proposed")
        )
        act = writer_act(world, advice.offer, at + timedelta(minutes=3))
        if said.get("then") == "accept":
            drafting.accept_proposal(act, thread, version_at(draft, said["place"]))
        elif "then" in said:
            drafting.move_thread(act, thread, said["then"])
    return advice
