"""The tree of criteria: groups and parts, weights, steps, criteria that only inform."""

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contracting.calls import actions
from contracting.calls.documents import draft_text, thawed
from contracting.calls.models import Criterion
from contracting.calls.procedure import contents_of
from contracting.calls.rules import (
    completeness,
    orders,
    points_fault,
    points_of,
    sum_of_parts,
    tree,
)
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.calls.factories import make_call, make_office, make_task, member_act

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def clerk(office):
    return member_act(office)


@pytest.fixture
def call(office, clerk):
    """A call with one criterion of 10.5 points."""
    return make_call(office, act=clerk)


@pytest.fixture
def group(clerk, call):
    """Quality: 20 points, in two parts of 6 (weight 2) and 8."""
    group = actions.add_criterion(clerk, call, statutory=3, label="Jakość", max_points=Decimal(20))
    actions.add_criterion(
        clerk, call, parent=group, label="Kadra", max_points=Decimal(6), weight=Decimal(2)
    )
    actions.add_criterion(clerk, call, parent=group, label="Program", max_points=Decimal(8))
    return Criterion.objects.get(pk=group.pk)


def names(call):
    return [(one.number, str(one.criterion), one.is_group) for one in tree(call.criteria.all())]


def test_a_group_has_the_points_of_its_parts(call, group):
    assert group.max_points == Decimal(20)
    assert names(call) == [
        ("1", "Doświadczenie", False),
        ("2", "Jakość", True),
        ("2.1", "Kadra", False),
        ("2.2", "Program", False),
    ]
    assert points_of(call.tasks.get(), call.criteria.all()) == Decimal("30.5")


def test_a_group_follows_its_parts(clerk, call, group):
    part = call.criteria.get(label="Program")
    actions.edit_criterion(clerk, part, max_points=Decimal(3))
    assert call.criteria.get(pk=group.pk).max_points == Decimal(15)
    actions.remove_criterion(clerk, part)
    assert call.criteria.get(pk=group.pk).max_points == Decimal(12)
    actions.edit_criterion(clerk, call.criteria.get(label="Kadra"), parent=None)
    assert call.criteria.get(pk=group.pk).max_points == Decimal(12)
    assert [one for one, _, _ in names(call)] == ["1", "2", "3"]


def test_parts_are_for_what_their_group_is_for(clerk, call, group):
    task = make_task(call, act=clerk, title="Drugie")
    actions.edit_criterion(clerk, group, statutory=5, task=task)
    assert set(call.criteria.filter(parent=group).values_list("statutory", "task")) == {
        (5, task.pk)
    }
    assert points_of(call.tasks.first(), call.criteria.all()) == Decimal("10.5")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"parent": "Kadra"}, "części nie dzieli się dalej"),
        ({"max_points": Decimal(0)}, "Wpisz punkty albo zaznacz"),
        ({"max_points": Decimal("1.25"), "weight": Decimal("1.25")}, "najwyżej dwa miejsca"),
        ({"parent": "Informacja", "max_points": Decimal(2)}, "tylko informuje"),
    ],
)
def test_what_does_not_fit_the_tree_is_refused(clerk, call, group, fields, sentence):
    actions.add_criterion(clerk, call, statutory=6, label="Informacja", counts=False)
    if "parent" in fields:
        fields = {**fields, "parent": call.criteria.get(label=fields["parent"])}
    before = call.criteria.count()
    with pytest.raises(MoveRefused, match=sentence):
        actions.add_criterion(
            clerk, call, label="Nowe", **{"statutory": 3, "max_points": Decimal(1), **fields}
        )
    assert call.criteria.count() == before


def test_a_group_cannot_become_a_part_nor_stop_counting(clerk, call, group):
    other = call.criteria.get(label="Doświadczenie")
    with pytest.raises(MoveRefused, match="samo ma części"):
        actions.edit_criterion(clerk, group, parent=other)
    with pytest.raises(MoveRefused, match="Części tego kryterium dają punkty"):
        actions.edit_criterion(clerk, group, counts=False)


def test_a_criterion_that_informs_adds_nothing(clerk, call):
    actions.add_criterion(
        clerk, call, statutory=6, label="Historia", max_points=Decimal(5), counts=False
    )
    assert points_of(call.tasks.get(), call.criteria.all()) == Decimal("10.5")
    actions.edit_criterion(clerk, call.criteria.get(label="Doświadczenie"), counts=False)
    verdict = completeness(contents_of(call))
    assert "tryb i kryteria wyboru" in verdict.reason


def test_a_group_whose_points_are_no_sum_stands_in_the_way(call, group):
    assert orders(contents_of(call))
    call.criteria.filter(pk=group.pk).update(max_points=Decimal(19))
    assert "nie są sumą" in orders(contents_of(call)).reason
    call.criteria.filter(pk=group.pk).update(max_points=Decimal(20), statutory=1)
    assert "muszą dotyczyć tego samego" in orders(contents_of(call)).reason


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ("0", ""),
        ("4.5", ""),
        ("10", ""),
        ("10.5", "Najwyżej 10 pkt za to kryterium."),
        ("4.25", "Punkty daje się co 0,5: na przykład 0,5, 1."),
    ],
)
def test_points_stay_within_the_most_and_the_step(points, fault):
    criterion = Criterion(max_points=Decimal(10), points_step=Decimal("0.5"))
    assert points_fault(criterion, Decimal(points)) == fault


def test_the_most_may_be_given_whatever_the_step():
    criterion = Criterion(max_points=Decimal("7.25"), points_step=Decimal(1))
    assert points_fault(criterion, Decimal("7.25")) == ""
    informing = Criterion(max_points=Decimal(0), counts=False)
    assert "nie daje się punktów" in points_fault(informing, Decimal(0))


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(1, 500), st.booleans()), min_size=1, max_size=8
    )
)
def test_the_sum_of_parts_is_what_they_can_add(rows):
    parts = [
        Criterion(max_points=Decimal(most), weight=Decimal(weight) / 100, counts=counts)
        for most, weight, counts in rows
    ]
    assert sum_of_parts(parts) * 100 == sum(
        most * weight for most, weight, counts in rows if counts
    )


def test_the_announcement_says_how_points_are_given(call, group):
    rows = {one.label: one for one in draft_text(contents_of(call)).criteria}
    assert rows["Kadra"].number == "2.1"
    assert rows["Kadra"].terms == "punkty co 0,5; waga 2, razem do 12 pkt"
    assert rows["Jakość"].terms == "suma punktów części"


def test_an_announcement_frozen_before_the_tree_is_still_read(call):
    from contracting.calls.documents import frozen  # noqa: PLC0415 - only here

    content, _ = frozen(draft_text(contents_of(call)))
    for one in content["criteria"]:
        for later in ("number", "terms", "is_part"):
            del one[later]
    assert [one.number for one in thawed(content).criteria] == [""]


def test_the_form_takes_a_part_without_asking_for_the_statutory_criterion(
    client_as, clerk, call, group
):
    user = clerk.user
    from mkus_portal.accounts.models import User  # noqa: PLC0415 - only here

    browser = client_as(User.objects.get(pk=user), ("clerk", clerk.scope))
    url = reverse("office-criterion-create", args=(call.pk,))
    answer = browser.post(url, {"label": "Miejsce", "parent": group.pk, "max_points": "2.5"})
    assert answer.status_code == 302
    added = call.criteria.get(label="Miejsce")
    assert (added.statutory, added.points_step, added.counts) == (3, Decimal("0.5"), True)
    assert call.criteria.get(pk=group.pk).max_points == Decimal("22.5")
    missing = browser.post(url, {"label": "Sierota", "max_points": "2"})
    assert missing.status_code == 422
    assert "statutory" in missing.context["form"].errors
    listed = browser.get(reverse("office-call-criteria", args=(call.pk,))).content.decode()
    assert "2.3. Miejsce" in listed


def test_a_stale_save_of_a_criterion_is_noticed(clerk, call, group):
    part = call.criteria.get(label="Kadra")
    actions.edit_criterion(clerk, part, based_on=1, label="Kadra i wolontariusze")
    with pytest.raises(Overtaken):
        actions.edit_criterion(clerk, part, based_on=1, label="Zespół")
