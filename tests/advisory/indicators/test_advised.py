"""Advised offers beside the others: what is counted, and what is too little to show."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advisory.indicators.advised import advised_and_others
from advisory.programmes.models import Programme, Unit
from contracting.evaluation.models import Assessment, Evaluation
from contracting.offers.models import Advice
from tests.advisory.factories import make_unit
from tests.contracting.calls.factories import AT
from tests.contracting.evaluation.factories_deciding import LATER, announced
from tests.contracting.offers.factories import make_user

pytestmark = pytest.mark.django_db
ROWS = [(points, 1000) for points in (10, 8, 8, 6, 4, 2, 2)]


def advise(assessments, at=AT):
    """Somebody took the consent for these offers at the instant."""
    for one in assessments:
        Advice.objects.create(
            offer=one.offer,
            email="doradca@fundacja.example",
            until=LATER.date(),
            consent="tak",
            state=Advice.State.WITHDRAWN,
            user=make_user(),
            invited_at=at,
            accepted_at=at,
        )


@pytest.fixture
def results():
    cast, evaluation = announced(*ROWS)
    programme = Programme.objects.create(code="p", name="Program")
    unit = make_unit(programme)
    Unit.objects.filter(pk=unit.pk).update(state=Unit.State.TESTING, office=cast.office)
    rows = list(evaluation.assessments.order_by("offer__number").select_related("offer"))
    return programme, evaluation, rows


def test_two_groups_with_their_shares(results):
    programme, evaluation, rows = results
    advise(rows[:5])
    Assessment.objects.filter(pk=rows[4].pk).update(state="rejected_formal", points=None)
    Assessment.objects.filter(pk=rows[0].pk).update(state="accepted")
    for row in rows[1:4]:
        Assessment.objects.filter(pk=row.pk).update(state="not_awarded")
    advised, others = advised_and_others(programme)
    assert (advised.count, advised.passed, advised.awarded) == (5, Decimal("80.0"), Decimal("20.0"))
    assert (advised.points, advised.points_count) == (None, 4)
    assert (others.count, others.passed, others.points, others.awarded) == (2, None, None, None)
    Evaluation.objects.filter(pk=evaluation.pk).update(state="decided")
    assert [one.count for one in advised_and_others(programme)] == [0, 0]


def test_mean_points_are_percent_of_the_most_on_a_card(results):
    programme, evaluation, rows = results
    advise(rows[:6])
    most = sum(
        one.max_points * one.weight
        for one in evaluation.call.criteria.filter(counts=True, parts=None)
    )
    mean = sum(one.points for one in rows[:6]) / 6 / most * 100
    advised, _ = advised_and_others(programme)
    assert advised.points == mean.quantize(Decimal("0.1"))
    Evaluation.objects.filter(pk=evaluation.pk).update(counting="sum")
    assert advised_and_others(programme)[0].points is None


def test_advice_after_sending_and_another_office_do_not_count(results):
    programme, _, rows = results
    advise(rows, at=LATER)
    assert [one.count for one in advised_and_others(programme)] == [0, 7]
    programme.units.update(state=Unit.State.APPLIED)
    assert [one.count for one in advised_and_others(programme)] == [0, 0]


def test_as_many_queries_for_one_offer_as_for_seven(results):
    programme, evaluation, rows = results
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            advised_and_others(programme)
        counts.append(len(queries))
        evaluation.assessments.exclude(pk=rows[0].pk).update(state="rejected_formal")
    assert counts[0] == counts[1] == 2
