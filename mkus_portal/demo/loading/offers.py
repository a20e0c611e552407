"""Thirty offers on the official form: drafts, half signed, sent and withdrawn ones."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from contracting.offers import actions
from contracting.offers.models import Offer
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.demo.loading.calls import task_of
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.offer_texts import offer_content
from mkus_portal.demo.loading.organisations import signatories, writer
from mkus_portal.demo.loading.plans import CallPlan, call_plans
from mkus_portal.demo.loading.steps import Step, World
from ngos.models import Organisation

SENT = ("submitted", "withdrawn")


def offer_steps(world: World) -> Iterator[Step]:
    """Yield how each offer is written, signed, sent and withdrawn, a day after another."""
    plans = call_plans(world.calendar)
    for place, entry in enumerate(content("offers")["offer"]):
        key = f"offer:{entry['key']}"
        start = _written(plans[entry["to"][0]], entry, place)
        yield Step(key, start, partial(_write, entry=entry, at=start))
        if entry["ends"] == "draft":
            continue
        signing = signatories(entry["by"])
        if entry["ends"] == "to_sign":
            signing = signing[:1]
        for number, email in enumerate(signing, 1):
            at = start + timedelta(days=number, minutes=47 * number)
            yield Step(
                f"{key}:signed{number}",
                at,
                partial(_sign, key=key, email=email, at=at),
            )
        if entry["ends"] == "withdrawn":
            at = start + timedelta(days=len(signing) + 1, minutes=23)
            yield Step(
                f"{key}:withdrawn",
                at,
                partial(_withdraw, entry=entry, at=at),
            )


def written_at(world: World, key: str) -> datetime:
    """Return when the offer of the content file was written. Raises StopIteration."""
    rows = enumerate(content("offers")["offer"])
    place, entry = next((at, one) for at, one in rows if one["key"] == key)
    return _written(call_plans(world.calendar)[entry["to"][0]], entry, place)


def _written(plan: CallPlan, entry: dict[str, Any], place: int) -> datetime:
    """Return when it was written: no two in the same minute."""
    hour = f"{9 + place % 9:02d}:{(7 * place) % 60:02d}:{(13 * place) % 60:02d}"
    if plan.entry["deadline"] < 0:
        return plan.before_closing(entry["when"], hour)
    return plan.since_opening(entry["when"], hour)


def _act(world: World, organisation: str, email: str, role: str, at: datetime) -> Act:
    scope = world.scope("organisation", f"organisation:{organisation}")
    return world.act(email, role, scope, at)


def _write(world: World, entry: dict[str, Any], at: datetime) -> Offer:
    """Start, fill, and ask the signatories, as whoever writes does."""
    email, role = writer(entry["by"])
    act = _act(world, entry["by"], email, role, at)
    keys = [entry["by"], *([entry["with"]] if "with" in entry else [])]
    bidders = [world.get(Organisation, f"organisation:{key}") for key in keys]
    call_key, task_title = entry["to"]
    task = task_of(world, call_key, task_title)
    offer = actions.start_offer(
        act, task, bidders[0], task.call.forms or "", is_joint=len(bidders) > 1
    )
    name = world.get(User, f"person:{email}").full_name
    full = offer_content(entry, world.calendar, (name, email), bidders)
    actions.fill_offer(act.later(at + timedelta(minutes=38)), offer, full)
    if entry["ends"] != "draft":
        actions.ask_for_signatures(act.later(at + timedelta(minutes=41)), offer)
    return offer


def _sign(world: World, key: str, email: str, at: datetime) -> Offer:
    """Sign, and send with the signature that completes them."""
    offer = world.get(Offer, key)
    if offer.state == Offer.State.DRAFT:
        scope = offer.organisation.scope
        actions.sign_and_send(world.act(email, "ngo_signatory", scope, at), offer)
    return offer


def _withdraw(world: World, entry: dict[str, Any], at: datetime) -> Offer:
    act = _act(world, entry["by"], signatories(entry["by"])[0], "ngo_admin", at)
    offer = world.get(Offer, f"offer:{entry['key']}")
    actions.withdraw_offer(act, offer, entry["reason"])
    return offer
