"""Published results of real calls, said in this room's own terms; names of bidders are invented.

Each record holds what an office published: how many offers came for which task, how many were
rejected, which amounts were given. What cannot be said: one pool for several tasks (235 is divided
into a pool for each), one limit for two offers in place of amounts (216), results of a whole call
without amounts (217, 224, 234), groups of residents as bidders (213).
"""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from contracting.calls.actions import annul_call
from contracting.calls.models import CallTask
from contracting.evaluation.actions import deciding, dividing
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.documents.results import thawed
from contracting.evaluation.models import Assessment
from contracting.offers.models import Offer
from mkus_portal.verdict import Refused
from tests.contracting.calls.factories import publish
from tests.contracting.evaluation.factories_deciding import BY, LATER, like, office_act, score
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Task:
    """A task as its results say: pool, amounts given, offers rejected and under the threshold."""

    awards: tuple[int, ...]
    pool: int | None = None
    rejected: int = 0
    below: int = 0


@dataclass(frozen=True)
class Record:
    """A published result; `total` is the sum that the office gave."""

    tasks: tuple[Task, ...]
    total: int
    over_pool: str = ""
    empty_tasks: int = 0


RECORDS = {
    "206 the most points and the least money": Record(
        (Task((5000, 65833, 62833, 46333), 180000, rejected=1),), 179999
    ),
    "218 one offer in each task takes the whole pool": Record(
        tuple(Task((amount,), amount) for amount in (7000, 20000, 15000, 6000)), 48000
    ),
    "221 fit and not chosen": Record(
        (Task((100000, 90000, 60000, 50000, 30000), below=1),), 330000
    ),
    "222 entrusted in whole": Record((Task((4000, 44000, 12000)),), 60000),
    "225 two under the threshold": Record(
        (Task((30000, 20000, 20000, 10000), 80000, below=2),), 80000
    ),
    "226 four clubs and the whole pool": Record(
        (Task((80000, 64000, 49000, 7000), 200000),), 200000
    ),
    "227 one service for two years": Record((Task((2746518,), 2746518),), 2746518),
    "230 one task spent in whole, the other in part": Record(
        (Task((120000, 100000), 220000), Task((100000, 93938), 220000)), 413938
    ),
    "231 exactly the pool": Record((Task((8000, 10500, 3000, 10500, 5000, 3000), 40000),), 40000),
    "233 asked for almost twice the pool": Record(
        (Task((101500, 101500, 27000, 10000, 10000, 3000, 3000, 4000), 260000, rejected=1),), 260000
    ),
    "235 a task without an offer": Record(
        (Task((5000,), 7000), Task((4000, 4000), 8000), Task((6000,), 6000), Task((), 5000)),
        19000,
        empty_tasks=1,
    ),
    "237 more than the pool, from the reserve": Record(
        (Task((18000, 87000, 18000, 48000, 48000), 200000, rejected=6, below=3),),
        219000,
        over_pool="Rezerwa celowa.",
    ),
    "239 the smallest grant": Record((Task((4000, 2700, 1500, 580), 20000),), 8780),
}


def published(record):
    """The record as a call whose results stand in the three places."""
    cast = make_cast(tasks=len(record.tasks))
    tasks = list(cast.call.tasks.order_by("position"))
    first, offers, points, amounts, rejected = cast.sent(), [], {}, {}, []
    number = 0
    for task, said in zip(tasks, record.tasks, strict=True):
        CallTask.objects.filter(pk=task.pk).update(pool=said.pool)
        for place, asked in enumerate((*said.awards, *(9000,) * (said.rejected + said.below))):
            number += 1
            offer = like(first, grant=asked + 1000, number=f"O/2026/7{number:04d}", task=task)
            offers.append(offer)
            if place < len(said.awards):
                points[offer.pk], amounts[offer.pk] = 30 - place, asked
            elif place < len(said.awards) + said.below:
                points[offer.pk] = 19
            else:
                rejected.append(offer.pk)
    Offer.objects.filter(pk=first.pk).update(state="withdrawn")
    evaluation = begin_evaluation(cast.clerk(LATER), cast.call)
    score(evaluation, points)
    evaluation.assessments.filter(offer__in=rejected).update(state=Assessment.State.REJECTED_FORMAL)
    clerk = cast.clerk(LATER)
    by_offer = {one.offer_id: one.pk for one in evaluation.assessments.all()}
    for task in tasks:
        scenario = dividing.add_scenario(
            clerk, evaluation, task, name="Komisja", cut="typed", min_points=Decimal(20)
        )
        mine = {
            by_offer[one.pk]: Decimal(amounts[one.pk])
            for one in offers
            if one.task_id == task.pk and one.pk in amounts
        }
        dividing.type_amounts(clerk, scenario, mine)
        dividing.choose_scenario(clerk, scenario, "Według propozycji komisji.")
    executive = office_act(cast.call, "executive")
    deciding.decide(executive, evaluation, BY, over_pool=record.over_pool)
    publish(cast.call, at=LATER, subject="results")
    return evaluation


@pytest.mark.parametrize("name", RECORDS)
def test_r08_the_results_can_be_said_with_the_three_compulsory_facts(name):
    record = RECORDS[name]
    text = thawed(published(record).decisions.get().content)
    given = [amount for task in record.tasks for amount in task.awards]
    assert sorted(Decimal(one.amount) for one in text.awards) == sorted(map(Decimal, given))
    assert text.total == record.total
    assert all(one.bidder and one.title and one.task for one in text.awards)
    fates = [one.outcome for one in text.others]
    assert fates.count("rejected_formal") == sum(task.rejected for task in record.tasks)
    assert fates.count("not_awarded") == sum(task.below for task in record.tasks)
    assert len(text.annulled) == record.empty_tasks
    assert text.over_pool == record.over_pool


def test_237_without_saying_where_the_money_comes_from_the_pool_holds():
    record = replace(RECORDS["237 more than the pool, from the reserve"], over_pool="")
    with pytest.raises(Refused, match="ponad pulę"):
        published(record)


def test_236_two_projects_of_one_organisation_are_two_awards():
    record = Record((Task((6900, 3500)),), 10400)
    evaluation = published(record)
    organisation = evaluation.assessments.first().offer.organisation
    Offer.objects.filter(assessment__evaluation=evaluation).update(organisation=organisation)
    awarded = evaluation.assessments.filter(state="awarded")
    assert awarded.count() == 2
    assert awarded.values("offer__organisation").distinct().count() == 1


def test_229_none_fits_and_the_call_is_annulled():
    cast = make_cast()
    cast.sent()
    evaluation = begin_evaluation(cast.clerk(LATER), cast.call)
    executive, ground = office_act(cast.call, "executive"), "none_fits"
    act = ("Żadna nie spełnia.", "9/2026", LATER.date(), "Wójt")
    with pytest.raises(Refused, match="nie zachodzi"):
        annul_call(executive, cast.call, ground, *act)
    evaluation.assessments.update(state="rejected_formal")
    annul_call(executive, cast.call, ground, *act)
    assert cast.call.state == "annulled"
