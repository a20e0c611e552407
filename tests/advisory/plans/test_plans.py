"""Plans of work: made from the template, changed, done by hand or by a confirmed record."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from advisory.consultations.actions import agree_consultation, send_consultation
from advisory.plans import actions
from advisory.plans.models import PlanStep
from advisory.plans.records import proposed
from advisory.plans.rules import Found, proposals
from advisory.plans.typical import BadTemplate, read, typical_steps
from advisory.programmes.actions import end_assignment
from advisory.programmes.taking_part import move_unit
from mkus_portal.notifications.models import Duty
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory import factories
from tests.cast import act_of
from tests.clock import NOW

SIGNED = date(2026, 9, 1)
TODAY = NOW.date()


@pytest.fixture
def template(programme):
    return actions.add_typical_template(factories.running(programme), programme)


@pytest.fixture
def runs(programme):
    return factories.running(programme)


def step_of(runs, unit, whose="office", kind="", due_on=TODAY, name="Krok"):
    return actions.add_step(runs, unit, name=name, kind=kind, whose=whose, due_on=due_on)


def waiting(step):
    return list(Duty.objects.of(step).open())


def test_the_typical_template_is_added_once(runs, programme, template):
    assert template == len(typical_steps()) > 10
    assert actions.add_typical_template(runs, programme) == 0


def test_a_wrong_file_names_the_step_and_the_key():
    with pytest.raises(BadTemplate, match="krok 1, klucz kind"):
        read('[[step]]\nname = "A"\nkind = "x"\ndays = 1\nwhose = "office"\n')


def test_the_signing_makes_the_plan_with_terms_from_the_agreement(runs, programme, template):
    unit = factories.make_unit(programme)
    assert not unit.plan_steps.exists()
    unit.agreement_signed_on = SIGNED
    unit.save()
    move_unit(runs, unit, "sign")
    days = {one.name: one.offset_days for one in programme.plan_template.all()}
    assert {one.name: (one.due_on - SIGNED).days for one in unit.plan_steps.all()} == days


def test_a_unit_added_with_its_agreement_gets_a_plan_at_once(programme, template):
    unit = factories.make_unit(programme, agreement_signed_on=SIGNED)
    assert unit.plan_steps.count() == template


def test_without_a_template_nobody_gets_a_plan(runs, programme):
    unit = factories.make_unit(programme, agreement_signed_on=SIGNED)
    assert not unit.plan_steps.exists()
    with pytest.raises(MoveRefused, match="nie ma wzoru"):
        actions.make_plan(runs, unit)


def test_a_plan_is_made_once(runs, programme, template):
    unit = factories.make_unit(programme, agreement_signed_on=SIGNED)
    with pytest.raises(MoveRefused, match="ma już plan"):
        actions.make_plan(runs, unit)


def test_a_changed_template_leaves_plans_alone(runs, programme, template):
    unit = factories.make_unit(programme, agreement_signed_on=SIGNED)
    before = set(unit.plan_steps.values_list("name", "due_on"))
    for one in programme.plan_template.all():
        actions.change_template_step(runs, one, offset_days=one.offset_days + 5)
    assert set(unit.plan_steps.values_list("name", "due_on")) == before


def test_the_office_marks_its_own_step_with_a_note(runs, unit, clerk_act):
    step = step_of(runs, unit)
    assert waiting(step)
    actions.finish_step(clerk_act, step, "Zebranie wiejskie.")
    step.refresh_from_db()
    assert (step.done_on, step.note) == (TODAY, "Zebranie wiejskie.")
    assert step.done_by
    assert not waiting(step)
    with pytest.raises(MoveRefused, match="już wykonany"):
        actions.finish_step(clerk_act, step, "Jeszcze raz.")


def test_the_office_does_not_mark_the_advisers_step(runs, unit, clerk_act, adviser_act):
    step = step_of(runs, unit, "adviser")
    with pytest.raises(MoveRefused, match="doradca jednostki"):
        actions.finish_step(clerk_act, step, "Zrobione.")
    actions.finish_step(adviser_act, step, "Zrobione.")


def test_a_step_waits_for_its_people_fourteen_days_before_its_term(runs, unit):
    step = step_of(runs, unit, due_on=TODAY + timedelta(days=15))
    assert not waiting(step)
    actions.change_step(runs, step, due_on=TODAY + timedelta(days=14))
    assert [one.roles for one in waiting(step)] == [",coordinator,clerk,"]


def test_the_clock_opens_what_has_come_due_and_leaves_an_adviser_who_is_gone(
    runs, unit, profile, adviser
):
    unit.state = unit.State.TESTING
    unit.save()
    step = step_of(runs, unit, "adviser")
    assert [one.user_id for one in waiting(step)] == [adviser.pk]
    end_assignment(runs, unit.assignments.get(), TODAY)
    actions.tell_due(runs)
    assert not waiting(step)


def test_an_agreed_visit_is_proposed_and_confirmed_on_its_day(
    runs, unit, profile, adviser_act, clerk_act
):
    step = step_of(runs, unit, "adviser", "consultation:visit")
    entry = factories.log(adviser_act, unit, profile)
    assert not proposed(unit, [step], TODAY)
    send_consultation(adviser_act, entry)
    agree_consultation(clerk_act, entry)
    found = proposed(unit, [step], TODAY)[step.pk]
    assert (found.column, found.pk) == ("consultation", entry.pk)
    with pytest.raises(Overtaken):
        actions.confirm_step(adviser_act, step, "consultation:0")
    actions.confirm_step(adviser_act, step, f"consultation:{entry.pk}")
    step.refresh_from_db()
    assert (step.consultation, step.done_on) == (entry, entry.held_on)
    other = step_of(runs, unit, "adviser", "consultation:visit", name="Druga")
    assert not proposed(unit, list(unit.plan_steps.all()), TODAY)
    actions.reopen_step(adviser_act, step)
    assert set(proposed(unit, [other], TODAY)) == {other.pk}


def test_each_record_goes_to_one_step():
    visits = [Found("consultation", 1, SIGNED, "a"), Found("consultation", 2, SIGNED, "b")]
    found = proposals([(7, "v"), (8, "v"), (9, "v")], {"v": visits})
    assert {key: one.pk for key, one in found.items()} == {7: 1, 8: 2}


def test_late_steps_are_those_before_the_day(runs, unit):
    late = step_of(runs, unit, due_on=TODAY - timedelta(days=1))
    step_of(runs, unit, due_on=TODAY, name="Dziś")
    assert list(PlanStep.objects.late_on(TODAY)) == [late]


def test_the_neighbours_adviser_sees_no_plan(runs, unit, other_profile):
    step = step_of(runs, unit)
    other = act_of(other_profile.user)
    assert not PlanStep.objects.visible_to(other).filter(pk=step.pk).exists()


def test_a_done_step_is_not_changed(runs, unit):
    step = step_of(runs, unit)
    actions.finish_step(runs, step, "Zrobione.")
    with pytest.raises(MoveRefused, match="Wykonanego"):
        actions.change_step(runs, step, name="Inny")
    with pytest.raises(MoveRefused, match="Wykonanego"):
        actions.remove_step(runs, step)


def test_the_page_shows_progress_and_what_is_late(client_as, clerk, runs, unit):
    step_of(runs, unit, due_on=TODAY - timedelta(days=3), name="Ankieta")
    done = step_of(runs, unit, name="Zebranie")
    actions.finish_step(runs, done, "Zrobione.")
    client = client_as(clerk)
    page = client.get(reverse("unit-plan", args=(unit.pk,))).content.decode()
    assert "1 z 2" in page
    assert "po terminie" in page
    assert "<img" in page
    home = client.get(unit.get_absolute_url()).content.decode()
    assert "1 z 2" in home
    sheet = client.get(reverse("unit-plan", args=(unit.pk,)), {"eksport": "csv"})
    assert "Zebranie" in sheet.content.decode()
