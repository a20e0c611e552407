"""Loading on any day: the plan holds on every day of three years, and one odd day is loaded."""

from datetime import datetime, timedelta

import pytest

from contracting.calls.models import Call
from contracting.offers.models import Offer
from mkus_portal.act import WARSAW
from mkus_portal.demo.loading import everything
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.everything import all_steps, load
from mkus_portal.demo.loading.offices import office_steps
from mkus_portal.demo.loading.plans import call_plans
from mkus_portal.demo.loading.steps import Step, World, run, world_at
from mkus_portal.demo.models import LoadedStep
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.models import MoveLog

FIRST = datetime(2026, 6, 1, 0, 5, tzinfo=WARSAW)
DAYS = [FIRST + timedelta(days=number) for number in range(3 * 365)]


def anchors():
    """Each day just after midnight, when the day before is nearest."""
    return [datetime.combine(one.date(), one.time().replace(fold=0), WARSAW) for one in DAYS]


def test_every_step_is_in_the_past_of_any_day():
    for anchor in anchors():
        late = [step.key for step in all_steps(World(anchor)) if step.at >= anchor]
        assert late == [], anchor


def test_steps_of_one_thing_come_in_the_order_they_are_told():
    for anchor in anchors()[::7]:
        steps = all_steps(World(anchor))
        assert len({step.key for step in steps}) == len(steps)
        at = {step.key: step.at for step in steps}
        for step in steps:
            parent = step.key.rpartition(":")[0]
            if parent in at:
                assert at[parent] < step.at, (anchor, step.key)


def test_calls_obey_the_21_days_and_stay_open_or_closed_on_any_day():
    for anchor in anchors():
        for key, plan in call_plans(World(anchor).calendar).items():
            wanted = plan.entry["deadline"] >= 0
            assert (plan.deadline > anchor) is wanted, (anchor, key)
            assert plan.starts <= plan.ends
            if plan.has("published"):
                days = (plan.deadline.date() - plan.when("published").date()).days
                assert days >= 21, (anchor, key)
                assert plan.when("approved") < plan.when("published")
            if plan.has("annulled"):
                assert plan.deadline < plan.when("annulled"), anchor


def test_offers_are_written_and_sent_while_their_call_is_open():
    for anchor in anchors()[::3]:
        plans = call_plans(World(anchor).calendar)
        calls = {f"offer:{one['key']}": one["to"][0] for one in content("offers")["offer"]}
        for step in all_steps(World(anchor)):
            key = ":".join(step.key.split(":")[:2])
            if key in calls:
                plan = plans[calls[key]]
                opened = plan.when("published") + timedelta(minutes=30)
                assert opened < step.at < plan.deadline, (anchor, step.key)


@pytest.mark.django_db
def test_an_interrupted_loading_goes_on_from_the_first_day(monkeypatch):
    anchor = datetime(2026, 11, 24, 10, 0, tzinfo=WARSAW)

    def broken(world: World) -> LocalGovernment:
        LocalGovernment.objects.filter(code="prusice").update(phone="0")
        message = "prąd zgasł"
        raise RuntimeError(message)

    world = world_at(anchor)
    steps = list(office_steps(world))
    last = max(step.at for step in steps) - timedelta(days=30)
    with pytest.raises(RuntimeError):
        run(world, [*steps, Step("broken", last, broken)])
    assert LocalGovernment.objects.count() == 17
    assert LocalGovernment.objects.get(code="prusice").phone != "0"
    assert LoadedStep.objects.filter(key="broken").count() == 0

    later = world_at(anchor + timedelta(days=2))
    assert later.anchor == anchor
    assert run(later, list(office_steps(later))) == 1
    assert LocalGovernment.objects.count() == 17


LOADED_OFFERS = ("offer:polkolonie-bez-granic", "offer:dom-przystanek", "offer:piesni-i-chleb")

SETTLING = ("owed:", "ledger:", "report:", "return:", "inspection")
NEEDS_OFFERS = ("offer:", "evaluation:", "formal:", "answer:", "contract:", "payment:", *SETTLING)


def test_a_contract_is_paid_before_it_is_inspected_and_settled_on_any_day():
    for anchor in anchors()[::5]:
        at = {step.key: step.at for step in all_steps(World(anchor))}
        paid = max(when for key, when in at.items() if key.startswith("payment:"))
        early = [key for key, when in at.items() if key.startswith(SETTLING) and when <= paid]
        assert early == [], anchor


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day",
    [datetime(2027, 1, 1, 0, 5, tzinfo=WARSAW), datetime(2028, 2, 29, 12, 0, tzinfo=WARSAW)],
)
def test_odd_days_load_everything_but_the_many_offers(day):
    world = world_at(day)
    steps = [
        step
        for step in all_steps(world)
        if not step.key.startswith(NEEDS_OFFERS) or step.key.startswith(LOADED_OFFERS)
    ]
    assert run(world, steps) == len(steps)
    assert Call.objects.filter(state="published").count() == 6
    assert Offer.objects.filter(state="submitted").count() == 3
    assert MoveLog.objects.filter(at__gte=day).count() == 0


@pytest.mark.django_db
def test_nothing_is_loaded_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(everything.DemoRefusedError):
        load(FIRST)
    assert LoadedStep.objects.count() == 0
