"""The boards of load: each figure from records, the records behind it, what stands out."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tablib import Dataset

from advisory.consultations.actions import send_consultation
from advisory.consultations.models import Consultation
from advisory.events.models import Event
from advisory.plans.models import PlanStep
from advisory.programmes.models import Assignment
from advisory.programmes.substitutions import let_stand_in
from advisory.reports.load import by_adviser, first_of_quarter, load_of
from tests.advisory import factories
from tests.advisory.programmes.test_substitutions import at
from tests.cast import act_of
from tests.clock import NOW

TODAY = date(2026, 11, 24)


@pytest.fixture
def runs(programme_coordinator):
    return act_of(programme_coordinator)


@pytest.fixture
def loads(runs, programme):
    def read(act=runs):
        return load_of(act, programme, Assignment.objects.own())

    return read


@pytest.fixture
def entries(adviser_act, unit, profile, clerk_act):
    """Entries of September to November; the one of October was agreed to."""
    rows = [
        factories.log(adviser_act, unit, profile, held_on=day, hours=Decimal(hours), form=form)
        for day, hours, form in (
            (date(2026, 8, 31), 8, "visit"),
            (date(2026, 9, 1), 4, "phone"),
            (date(2026, 10, 30), 2, "visit"),
            (date(2026, 11, 2), 1, "email"),
        )
    ]
    Consultation.objects.filter(pk=rows[2].pk).update(state="agreed")
    return rows


def test_an_assignment_with_its_figures(loads, entries, unit, profile):
    (one,) = loads()
    sums = one.sums
    assert (one.assignment.adviser, one.assignment.unit) == (profile, unit)
    assert (sums.hours, sums.agreed, sums.month, sums.quarter) == (15, 2, 1, 7)
    assert (sums.meetings, one.due, sums.drafts) == (2, 12, 3)
    assert (sums.last, one.units, one.term) == (date(2026, 11, 2), 1, None)
    assert not one.is_over
    assert not one.is_silent


def test_the_last_three_months_are_this_one_and_two_before():
    assert first_of_quarter(date(2026, 11, 24)) == date(2026, 9, 1)
    assert first_of_quarter(date(2027, 1, 31)) == date(2026, 11, 1)


def test_hours_of_a_substitute_stand_in_the_row_of_the_replaced(
    runs, loads, entries, unit, programme
):
    other = factories.adviser_with_account(programme, "Zenon Zastępca")
    let_stand_in(
        runs, unit.assignments.get(), other, valid_from=TODAY, valid_to=TODAY, reason="Urlop"
    )
    factories.log(at(other), unit, other, held_on=TODAY)
    (one,) = loads()
    assert (one.sums.hours, one.sums.substituted) == (Decimal("17.5"), Decimal("2.5"))


def test_two_assignments_of_one_adviser_part_the_hours_by_day(loads, entries, unit, profile):
    unit.assignments.update(valid_to=date(2026, 9, 30))
    factories.assign(unit, profile, valid_from=date(2026, 10, 1))
    assert [one.sums.hours for one in loads()] == [12, 3]


def test_over_the_limit_and_silent(runs, loads, entries, unit):
    unit.assignments.update(hours_limit=14)
    (one,) = loads(runs.later(NOW + timedelta(days=38)))
    assert (one.is_over, one.is_silent) == (True, True)
    (one,) = loads(runs.later(NOW + timedelta(days=37)))
    assert not one.is_silent


def test_an_office_that_does_not_answer_is_seen_after_a_fortnight(runs, loads, adviser_act, draft):
    send_consultation(adviser_act, draft)
    fortnight = NOW + timedelta(days=14)
    assert loads(runs.later(fortnight))[0].sums.overdue == 0
    assert loads(runs.later(fortnight + timedelta(minutes=1)))[0].sums.overdue == 1


@pytest.mark.parametrize(
    ("plan", "event", "said"),
    [
        (date(2026, 12, 1), date(2026, 12, 3), (date(2026, 12, 1), "krok planu")),
        (date(2026, 12, 9), date(2026, 12, 3), (date(2026, 12, 3), "wydarzenie")),
        (date(2026, 11, 1), date(2026, 11, 1), (date(2026, 11, 1), "krok planu")),
    ],
)
def test_what_comes_next_in_the_unit(loads, programme, unit, profile, plan, event, said):
    PlanStep.objects.create(unit=unit, name="Szkolenie", whose="office", due_on=plan)
    held = Event.objects.create(
        programme=programme,
        kind="office_training",
        title="Szkolenie",
        starts_on=event,
        ends_on=event,
        state="announced",
        created_at=NOW,
    )
    held.units.add(unit)
    (one,) = loads()
    assert (one.term.day, one.term.kind) == said


def test_sums_of_an_adviser(loads, entries, unit, neighbour_unit, profile):
    factories.assign(neighbour_unit, profile)
    (one,) = by_adviser(loads())
    assert (one.units, one.hours, one.limit, one.due, one.silent) == (2, 15, 240, 24, 1)


def test_figures_cost_the_same_for_more_rows(loads, entries, programme, neighbour_unit, profile):
    with CaptureQueriesContext(connection) as first:
        loads()
    factories.assign(neighbour_unit, profile)
    with CaptureQueriesContext(connection) as second:
        assert len(loads()) == 2
    assert len(first) == len(second)


def test_each_figure_leads_to_its_entries(client_as, programme_coordinator, programme, entries):
    browser = client_as(programme_coordinator)
    page = browser.get(f"/programy/{programme.pk}/obciazenie/przydzialy/").content.decode()
    assignment = Assignment.objects.get()
    address = f"/konsultacje/?assignment={assignment.pk}"
    for query, count in (
        ("", 4),
        ("&state=agreed", 1),
        ("&since=2026-11-01", 1),
        ("&since=2026-09-01", 3),
        ("&form=visit", 2),
        ("&state=draft", 3),
    ):
        assert f'href="{address}{query.replace("&", "&amp;")}"' in page
        assert browser.get(address + query).context["table"].paginator.count == count


def test_the_list_says_why_it_is_short(client_as, programme_coordinator, entries):
    browser = client_as(programme_coordinator)
    page = browser.get("/konsultacje/", {"assignment": Assignment.objects.get().pk})
    assert "Tylko wpisy, które liczą się do przydziału" in page.content.decode()


def test_an_assignment_of_another_programme_filters_everything_out(
    client_as, stranger, entries, adviser
):
    for person, pk in ((stranger, Assignment.objects.get().pk), (adviser, 9999)):
        page = client_as(person).get("/konsultacje/", {"assignment": pk})
        assert page.context["table"].paginator.count == 0


@pytest.mark.parametrize(
    ("look", "count"), [("over", 1), ("silent", 0), ("drafts", 1), ("overdue", 0), ("", 1)]
)
def test_the_board_is_filtered(
    client_as, programme_coordinator, programme, entries, unit, look, count
):
    unit.assignments.update(hours_limit=14)
    browser = client_as(programme_coordinator)
    for address in ("obciazenie/", "obciazenie/przydzialy/"):
        page = browser.get(f"/programy/{programme.pk}/{address}", {"look": look})
        assert page.context["table"].paginator.count == count
    if look == "over":
        assert "ponad limit" in page.content.decode()


def test_files_have_bare_figures(client_as, programme_coordinator, programme, entries, unit):
    unit.assignments.update(hours_limit=14)
    browser = client_as(programme_coordinator)
    sheets = [
        Dataset().load(browser.get(address, {"eksport": "csv"}).content.decode(), "csv").dict[0]
        for address in (
            f"/programy/{programme.pk}/obciazenie/",
            f"/programy/{programme.pk}/obciazenie/przydzialy/",
        )
    ]
    adviser, assignment = sheets
    assert (adviser["Doradca"], adviser["Jednostek"], adviser["Ponad limit"]) == (
        "Daria Doradczyni",
        "1",
        "1",
    )
    figures = ("Limit", "Uzgodnione", "3 miesiące", "Niewysłane")
    assert [Decimal(assignment[one]) for one in figures] == [14, 2, 7, 3]


def test_ended_assignments_are_shown_when_asked_for(
    client_as, programme_coordinator, programme, unit, profile
):
    unit.assignments.update(valid_to=date(2026, 11, 1))
    browser = client_as(programme_coordinator)
    address = f"/programy/{programme.pk}/obciazenie/przydzialy/"
    counts = [
        browser.get(address, {"standing": one}).context["table"].paginator.count
        for one in ("", "ended", "all")
    ]
    assert counts == [0, 1, 1]
