"""The plan of work: typical steps, contradictions, the office's calendar, what is done and late."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracting.analysis.actions import close_analysis
from contracting.analysis.content import filled
from contracting.analysis.method import methods
from contracting.analysis.models import Analysis, PlanTerm
from contracting.analysis.plan_actions import carry_plan, finish_term, insert_typical_plan
from contracting.analysis.plans import differences, work_plan
from contracting.analysis.rules.answers import FilledRow
from contracting.analysis.rules.plan import contradictions, plan_of, typical_plan
from mkus_portal.drafting.actions import remove_row, save_field
from mkus_portal.drafting.models import Row
from mkus_portal.notifications.models import Duty
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import (
    AT,
    fill,
    fill_row,
    make_office,
    member_act,
    user_of,
)

PLAN = methods()["2026.1"].plan
FIRST = date(2026, 12, 1)
DAY = timedelta(days=1)


def rows_of(*cells):
    return tuple(FilledRow(number, one) for number, one in enumerate(cells, 1))


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("regranting", {"rules"}),
        ("service", {"standard"}),
        ("institution", {"standard", "property"}),
        ("cooperation", {"partnership"}),
        ("other", set()),
    ],
)
def test_a_typical_plan_has_the_steps_of_its_type(kind, own):
    special = {"rules", "standard", "property", "partnership"}
    assert {step.code for step in PLAN if step.is_for(kind)} & special == own
    rows = typical_plan(PLAN, kind, FIRST)
    assert rows[0].start == FIRST
    for row in rows:
        assert row.start <= row.end
        if row.after is not None:
            assert row.start > rows[row.after].end


def test_a_step_that_waits_begins_after_the_other_however_long_it_takes():
    rows = typical_plan(PLAN, "service", FIRST)
    actions = [row.action for row in rows]
    survey = rows[actions.index("Badanie sondażowe wśród organizacji lub mieszkańców")]
    efficiency = rows[actions.index("Analiza efektywności ekonomicznej i społecznej")]
    assert survey.end == FIRST + timedelta(weeks=6) - DAY
    assert efficiency.start == survey.end + DAY


def test_contradictions_are_named():
    steps = rows_of(
        {"action": "Umowa", "start": "2027-02-01", "end": "2027-01-31"},
        {"action": "Start", "start": "2027-01-31", "end": "2027-03-01", "after": "1"},
        {"action": "Dobre", "start": "2027-03-02", "end": "2027-03-02", "after": "2"},
    )
    assert list(contradictions(plan_of(steps, (), {}))) == [
        "Działanie 1. „Umowa” kończy się, zanim się zacznie.",
        "Działanie 2. „Start” zaczyna się, zanim skończy się działanie 1. „Umowa”, na które czeka.",
    ]


def test_late_is_what_should_be_over_and_is_not_done():
    steps = rows_of({"action": "A", "end": "2026-11-21"}, {"action": "B", "end": "2026-11-21"})
    milestones = rows_of({"milestone": "M", "date": "2026-11-22"})
    plan = plan_of(steps, milestones, {2: date(2026, 11, 21)})
    late = [step.name for step in plan.steps if step.is_late(date(2026, 11, 22))]
    assert late == ["A"]
    assert not plan.milestones[0].is_late(date(2026, 11, 22))
    assert plan.milestones[0].is_late(date(2026, 11, 23))


def test_what_has_still_to_begin_is_ahead():
    steps = rows_of({"action": "konkurs", "start": "2027-02-01", "end": "2027-03-01"})
    plan = plan_of(steps, rows_of({"milestone": "umowa", "date": "2027-02-01"}), {})
    for one in (*plan.steps, *plan.milestones):
        assert one.is_ahead(date(2027, 1, 31))
        assert not one.is_ahead(date(2027, 2, 1))
    done = plan_of(steps, (), {1: date(2027, 1, 1)})
    assert not done.steps[0].is_ahead(date(2027, 1, 31))


def test_costs_and_days_of_the_whole_plan():
    steps = rows_of(
        {"action": "A", "start": "2027-01-02", "end": "2027-01-05", "cost": "1 200,50"},
        {"action": "B", "start": "2027-01-01", "cost": "99,50"},
        {"action": ""},
    )
    plan = plan_of(steps, rows_of({"milestone": "M", "date": "2027-05-01"}), {})
    assert (len(plan.steps), str(plan.cost)) == (2, "1300.00")
    assert (plan.first, plan.last) == (date(2027, 1, 1), date(2027, 5, 1))


def test_the_typical_plan_keeps_what_stands(act, analysis):
    fill_row(act, analysis, "E3-01.steps", action="Nasze działanie", owner="My")
    added = insert_typical_plan(act, analysis, FIRST)
    plan = work_plan(analysis)
    assert plan.steps[0].name == "Nasze działanie"
    assert len(plan.steps) == added + 1
    by_row = {step.row: step for step in plan.steps}
    contract = next(step for step in plan.steps if step.name == "Zawarcie umowy")
    assert by_row[contract.after].name == "Ogłoszenie i rozstrzygnięcie konkursu"
    assert list(contradictions(plan)) == []


def test_an_empty_first_row_is_used(act, analysis):
    added = insert_typical_plan(act, analysis, FIRST)
    assert Row.objects.filter(draft=analysis.draft, table="E3-01.steps").count() == added


@pytest.fixture
def planned(act, analysis):
    """Two dated terms of a plan: a step and a milestone."""
    fill_row(
        act,
        analysis,
        "E3-01.steps",
        action="Konkurs",
        owner="My",
        start="2026-12-01",
        end="2026-12-20",
    )
    fill_row(act, analysis, "E3-03.milestones", milestone="Umowa", date="2027-01-15")
    return analysis


def duties():
    found = Duty.objects.open().filter(kind="plan_term").order_by("due")
    return [(one.sentence, f"{one.due:%Y-%m-%d}") for one in found]


def test_terms_are_carried_moved_dropped_and_finished(act, planned):
    assert differences(planned, work_plan(planned)) == 2
    assert carry_plan(act, planned) == 2
    assert duties() == [
        ("Plan pracy: Konkurs (Punkt informacji)", "2026-12-20"),
        ("Kamień milowy: Umowa (Punkt informacji)", "2027-01-15"),
    ]
    row = Row.objects.get(table="E3-01.steps")
    save_field(act, planned.draft, f"E3-01.steps:{row.pk}:end", "2026-12-31", 1)
    assert differences(planned, work_plan(planned)) == 1
    carry_plan(act, planned)
    assert duties()[0][1] == "2026-12-31"
    finish_term(act, PlanTerm.objects.get(label="Konkurs"))
    assert [sentence for sentence, _ in duties()] == ["Kamień milowy: Umowa (Punkt informacji)"]
    assert work_plan(planned).steps[0].done_on == act.day
    carry_plan(act, planned)
    assert len(duties()) == 1
    finish_term(act, PlanTerm.objects.get(label="Konkurs"), done=False)
    assert len(duties()) == 2
    milestone = Row.objects.get(table="E3-03.milestones")
    remove_row(act, planned.draft, "E3-03.milestones", milestone.pk)
    carry_plan(act, planned)
    assert [sentence for sentence, _ in duties()] == ["Plan pracy: Konkurs (Punkt informacji)"]
    assert PlanTerm.objects.get(label="Umowa").dropped_at == AT
    assert differences(planned, work_plan(planned)) == 0


def test_an_empty_plan_is_not_carried(act, analysis):
    with pytest.raises(MoveRefused, match="ani jednego działania"):
        carry_plan(act, analysis)


def test_closing_carries_the_plan(act, analysis):
    close_analysis(act, fill(act, analysis))
    terms = PlanTerm.objects.filter(analysis=analysis)
    assert {term.kind for term in terms} == {"step", "milestone"}
    assert len(duties()) == len(terms) == 2


def test_others_do_not_touch_the_plan(office, act, planned):
    carry_plan(act, planned)
    term = PlanTerm.objects.first()
    for other in (member_act(office, "executive"), member_act(make_office())):
        with pytest.raises(MoveRefused):
            carry_plan(other, planned)
        with pytest.raises(MoveRefused):
            finish_term(other, term)


def test_the_way_over_the_pages(client, act, analysis):
    client.force_login(user_of(act))
    url = f"/analizy/{analysis.pk}/plan/"
    assert "Plan nie ma jeszcze działań" in client.get(url).content.decode()
    faulty = client.post(f"{url}typowy/", {"first_day": "jutro"})
    assert faulty.status_code == 422
    assert "Podaj dzień, miesiąc i rok." in faulty.content.decode()
    client.post(f"{url}typowy/", {"first_day": "2026-01-05"})
    page = client.get(url).content.decode()
    assert "Ogłoszenie i rozstrzygnięcie konkursu" in page
    assert "po terminie" in page
    client.post(f"{url}kalendarz/")
    term = PlanTerm.objects.first()
    client.post(f"/analizy/plan/{term.pk}/wykonane/")
    assert PlanTerm.objects.get(pk=term.pk).done_by_id == act.user
    client.post(f"/analizy/plan/{term.pk}/wykonane/", {"stan": "otwarte"})
    assert PlanTerm.objects.get(pk=term.pk).done_on is None


def test_the_page_costs_the_same_for_one_step_and_for_many(client, act, planned):
    client.force_login(user_of(act))

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/analizy/{planned.pk}/plan/").status_code == 200
        return len(caught)

    carry_plan(act, planned)
    queries()
    few = queries()
    insert_typical_plan(act, planned, FIRST)
    carry_plan(act, planned)
    assert len(work_plan(Analysis.objects.get(pk=planned.pk)).steps) > 10
    assert filled(planned).rows
    assert queries() == few
