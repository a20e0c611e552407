"""A new day of the agreement: the plan stays, and the move of its open steps is proposed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from advisory.plans import actions
from advisory.plans.models import PlanStep
from advisory.programmes.actions import change_unit, end_assignment
from mkus_portal.act import WARSAW
from mkus_portal.notifications.models import Duty
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory import factories
from tests.clock import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SIGNED, LATER = date(2026, 9, 1), date(2026, 9, 15)


@pytest.fixture
def runs(programme):
    return factories.running(programme)


@pytest.fixture
def planned(runs, programme):
    """A unit with a plan whose agreement got another day."""
    for name, offset in (("Spotkanie", 10), ("Ankieta", 30), ("Raport", 80)):
        actions.add_template_step(
            runs, programme, name=name, kind="", whose="coordinator", offset_days=offset
        )
    unit = factories.make_unit(programme, "ustka", "Ustka", agreement_signed_on=SIGNED)
    actions.finish_step(runs, unit.plan_steps.get(name="Spotkanie"), "Odbyło się.")
    change_unit(runs, unit, agreement_signed_on=LATER)
    return unit


def terms(unit):
    return dict(unit.plan_steps.values_list("name", "due_on"))


def test_the_plan_stays_until_somebody_answers(planned):
    assert terms(planned)["Ankieta"] == SIGNED + timedelta(days=30)
    assert {one.name for one in planned.plan_steps.out_of_step()} == {"Ankieta", "Raport"}


def test_open_steps_move_and_done_ones_stay(runs, planned):
    by_hand = planned.plan_steps.get(name="Raport")
    actions.change_step(runs, by_hand, due_on=date(2026, 12, 24))
    assert actions.follow_agreement(runs, planned, LATER, move=True) == 1
    assert terms(planned) == {
        "Spotkanie": SIGNED + timedelta(days=10),
        "Ankieta": LATER + timedelta(days=30),
        "Raport": date(2026, 12, 24),
    }
    with pytest.raises(MoveRefused, match="zgadzają się"):
        actions.follow_agreement(runs, planned, LATER, move=True)


def test_terms_may_be_left(runs, planned):
    before = terms(planned)
    assert actions.follow_agreement(runs, planned, LATER, move=False) == 2
    assert terms(planned) == before
    assert not planned.plan_steps.out_of_step().exists()


def test_the_agreement_moved_once_more_meanwhile(runs, planned):
    change_unit(runs, planned, agreement_signed_on=date(2026, 9, 20))
    with pytest.raises(Overtaken):
        actions.follow_agreement(runs, planned, LATER, move=True)


def test_a_step_that_comes_due_by_the_move_waits_with_its_new_term(runs, planned):
    step = planned.plan_steps.get(name="Raport")  # 20 November, by the first agreement
    assert Duty.objects.of(step).open().get().due.astimezone(WARSAW).date() == date(2026, 11, 20)
    actions.follow_agreement(runs, planned, LATER, move=True)
    assert Duty.objects.of(step).open().get().due.astimezone(WARSAW).date() == date(2026, 12, 4)


def test_the_pages_propose_it_to_those_who_plan(
    planned, office, programme_coordinator, clerk, client_as
):
    planned.office = office
    planned.save(update_fields=["office"])
    url = reverse("plan-follow", args=(planned.pk,))
    client = client_as(programme_coordinator)
    for page in (planned.get_absolute_url(), reverse("unit-plan", args=(planned.pk,))):
        assert url in client.get(page).content.decode()
        assert url not in client_as(clerk).get(page).content.decode()
    page = client.get(url).content.decode()
    assert "15 października 2026" in page or "15.10.2026" in page
    assert client_as(clerk).get(url).status_code == 403
    assert client.post(url, {"what": "", "signed": LATER.isoformat()}).status_code == 422
    assert client.post(url, {"what": "move", "signed": "2026-09-02"}).status_code == 409
    assert client.post(url, {"what": "move", "signed": LATER.isoformat()}).status_code == 302
    assert terms(planned)["Ankieta"] == LATER + timedelta(days=30)
    assert client.get(url).status_code == 403


def test_an_adviser_whose_assignment_ended_finds_neither_plan_nor_proposal(
    runs, planned, profile, client_as
):
    assignment = factories.assign(planned, profile)
    client = client_as(profile.user)
    pages = [reverse(name, args=(planned.pk,)) for name in ("unit-plan", "plan-follow")]
    assert [client.get(one).status_code for one in pages] == [200, 200]
    end_assignment(runs, assignment, NOW.date())
    assert [client.get(one).status_code for one in pages] == [404, 404]
    assert PlanStep.objects.filter(unit=planned).exists()
