"""Terms, phases, the 21 days, gaps, sums and folded words: pure rules at every edge."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracting.calls.actions import (
    add_criterion,
    edit_call,
    edit_task,
    record_publication,
    send_to_approve,
)
from contracting.calls.law import EARLIEST_DEADLINE, MIN_DAYS
from contracting.calls.models import LIMIT_FIELDS, Call, CallTask, Criterion
from contracting.calls.procedure import contents_of, far_enough
from contracting.calls.rules import (
    Phase,
    completeness,
    criterion_fits,
    days_left,
    deadlines,
    first_deadline,
    fits_form,
    gaps,
    last_deadline,
    orders,
    phase,
    terms_of,
    total_pool,
    warnings,
    warsaw_day,
)
from mkus_portal.act import WARSAW
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.calls.factories import (
    AT,
    DEADLINE,
    make_approved_call,
    make_call,
    make_published_call,
    make_task,
    member_act,
    publish,
)

SECOND = timedelta(seconds=1)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis gives the zone


@dataclass
class Timed:
    state: str
    opens_at: datetime | None
    deadline_at: datetime | None


def warsaw(*parts, fold=0):
    return datetime(*parts, tzinfo=WARSAW, fold=fold)


# --- phases -------------------------------------------------------------------------------


@given(INSTANTS, INSTANTS, INSTANTS)
def test_a_published_call_is_open_from_its_opening_to_its_deadline_inclusive(opens, closes, at):
    found = phase(Timed("published", opens, closes), at)
    assert (found is Phase.OPEN) == (opens <= at <= closes)
    assert (found is Phase.PLANNED) == (at < opens)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (AT - SECOND, Phase.PLANNED),
        (AT, Phase.OPEN),
        (DEADLINE - SECOND, Phase.OPEN),
        (DEADLINE, Phase.OPEN),
        (DEADLINE + timedelta(microseconds=1), Phase.CLOSED),
        (DEADLINE + SECOND, Phase.CLOSED),
    ],
)
def test_the_phase_changes_to_the_second(at, expected):
    assert phase(Timed("published", AT, DEADLINE), at) is expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", Phase.PREPARATION),
        ("to_approve", Phase.PREPARATION),
        ("approved", Phase.PLANNED),
        ("annulled", Phase.ANNULLED),
        ("cancelled", Phase.CANCELLED),
    ],
)
@pytest.mark.parametrize("at", [AT - SECOND, AT, DEADLINE + SECOND])
def test_in_other_states_the_instant_changes_nothing(state, expected, at):
    assert phase(Timed(state, AT, DEADLINE), at) is expected


@pytest.mark.parametrize(
    "deadline",
    [warsaw(2026, 10, 25, 2, 30, fold=0), warsaw(2026, 10, 25, 2, 30, fold=1)],
    ids=["summer's half past two", "winter's half past two"],
)
def test_in_the_night_of_the_clock_change_the_two_hours_are_told_apart(deadline):
    call = Timed("published", warsaw(2026, 10, 1), deadline)
    instant = deadline.astimezone(UTC)
    assert instant.hour == (0 if deadline.fold == 0 else 1)
    assert phase(call, instant) is Phase.OPEN
    assert phase(call, instant + SECOND) is Phase.CLOSED


def test_days_are_warsaws_also_over_a_clock_change():
    assert warsaw_day(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 2)
    assert warsaw_day(datetime(2026, 10, 24, 22, 0, tzinfo=UTC)) == date(2026, 10, 25)
    assert days_left(warsaw(2026, 10, 26, 0, 0), warsaw(2026, 10, 24, 23, 59, 59)) == 2
    assert days_left(warsaw(2027, 3, 28, 23, 59, 59), warsaw(2027, 3, 28, 0, 0)) == 0


@given(INSTANTS, INSTANTS)
def test_days_left_never_disagree_with_the_calendar(until, at):
    assert warsaw_day(at) + timedelta(days=days_left(until, at)) == warsaw_day(until)


# --- the 21 days --------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_term_of_the_law_is_cited():
    assert (MIN_DAYS.number_at(date(2026, 11, 25)), MIN_DAYS.cite) == (21, "art. 13 ust. 1 UDPPiW")
    assert EARLIEST_DEADLINE.last_day(date(2026, 11, 25)) == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("published", "deadline", "allowed"),
    [
        (warsaw(2026, 11, 25, 0, 0), warsaw(2026, 12, 15, 23, 59, 59), False),
        (warsaw(2026, 11, 25, 0, 0), warsaw(2026, 12, 16, 0, 0), True),
        (warsaw(2026, 11, 25, 23, 59, 59), warsaw(2026, 12, 16, 0, 0), True),
        (warsaw(2026, 11, 26, 0, 0), warsaw(2026, 12, 16, 23, 59, 59), False),
        (warsaw(2026, 11, 26, 0, 0), warsaw(2026, 12, 17, 0, 0), True),
        # The autumn night in which 25 hours make a day, and the spring one of 23.
        (warsaw(2026, 10, 4, 23, 59, 59), warsaw(2026, 10, 24, 23, 59, 59), False),
        (warsaw(2026, 10, 4, 23, 59, 59), warsaw(2026, 10, 25, 0, 0), True),
        (warsaw(2027, 3, 7, 23, 59, 59), warsaw(2027, 3, 28, 0, 0), True),
        (warsaw(2027, 3, 8, 0, 0), warsaw(2027, 3, 28, 23, 59, 59), False),
        # Warsaw's midnight is not UTC's.
        (datetime(2026, 11, 25, 22, 59, 59, tzinfo=UTC), warsaw(2026, 12, 16, 8, 0), True),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), warsaw(2026, 12, 16, 8, 0), False),
    ],
)
@pytest.mark.django_db
def test_the_deadline_is_on_the_21st_day_after_the_last_publication_or_later(
    office, published, deadline, allowed
):
    call = make_call(office, deadline_at=deadline)
    call.opens_at = published
    verdict = far_enough(member_act(office), call)
    assert bool(verdict) is allowed
    if not allowed:
        assert "co najmniej 21 dni (art. 13 ust. 1 UDPPiW)" in verdict.reason
        assert f"{warsaw_day(published) + timedelta(days=21):%d.%m.%Y}" in verdict.reason


@pytest.mark.django_db
def test_the_nearest_of_the_tasks_deadlines_counts(office, clerk):
    call = make_call(office, act=clerk, tasks=2)
    early = call.tasks.last()
    edit_task(clerk, early, deadline_at=warsaw(2026, 11, 22, 23, 59, 59))
    with pytest.raises(MoveRefused, match=r"22\.11\.2026 r\.\) jest za wczesny"):
        send_to_approve(clerk, call)
    edit_task(clerk, early, deadline_at=warsaw(2026, 11, 23, 0, 0))
    assert send_to_approve(clerk, call).state == Call.State.TO_APPROVE


@pytest.mark.django_db
def test_the_last_of_the_three_publications_counts_and_a_late_one_is_not_recorded(office):
    call = make_approved_call(office, deadline_at=warsaw(2026, 11, 23, 12, 0))
    publish(call, "bip", "board")
    late = member_act(office, at=warsaw(2026, 11, 3, 0, 0))
    proof = {"author": "A", "responsible": "B", "url": "https://a.pl"}
    with pytest.raises(MoveRefused, match="Poproś organ wykonawczy o zwrot"):
        record_publication(late, call, "website", late.at, **proof)
    call.refresh_from_db()
    assert (call.state, call.opens_at, call.publications.count()) == ("approved", None, 2)
    in_time = warsaw(2026, 11, 2, 23, 59, 59)
    record_publication(late, call, "website", in_time, **proof)
    call.refresh_from_db()
    assert (call.state, call.opens_at) == ("published", in_time)


# --- terms --------------------------------------------------------------------------------

CALLS = {
    "forms": "support",
    "deadline_at": DEADLINE,
    "realization_from": date(2027, 1, 15),
    "realization_to": date(2027, 12, 15),
    "min_grant": Decimal(1000),
    "max_grant": Decimal(9000),
    "max_grant_share": Decimal(80),
    "min_own_share": Decimal(20),
    "min_own_financial_share": Decimal(5),
    "admin_cost_cap": Decimal(10),
    "admin_cost_base": "total",
    "recipient_fees_allowed": True,
    "results_table_required": False,
    "min_points": Decimal(60),
}
OWN = {
    "forms": "both",
    "deadline_at": DEADLINE + timedelta(days=3),
    "realization_from": date(2027, 2, 1),
    "realization_to": date(2027, 6, 30),
    "min_grant": Decimal(0),
    "max_grant": Decimal(500),
    "max_grant_share": Decimal(0),
    "min_own_share": Decimal(0),
    "min_own_financial_share": Decimal(0),
    "admin_cost_cap": Decimal(0),
    "admin_cost_base": "grant",
    "recipient_fees_allowed": False,
    "results_table_required": True,
    "min_points": Decimal(0),
}
AS_TERMS = {"forms": {"support": {"support"}, "both": {"support", "entrust"}}}


def test_the_tables_above_name_every_limit():
    assert set(CALLS) == set(OWN) == set(LIMIT_FIELDS)


@pytest.mark.parametrize("name", LIMIT_FIELDS)
def test_a_limit_is_the_calls_until_the_task_has_its_own_and_zero_is_its_own(name):
    def said(value):
        return AS_TERMS[name][value] if name in AS_TERMS else value

    call = Call(**CALLS)
    assert getattr(terms_of(CallTask(call=call)), name) == said(CALLS[name])
    own = terms_of(CallTask(call=call, **{name: OWN[name]}))
    assert getattr(own, name) == said(OWN[name])
    others = set(LIMIT_FIELDS) - {name}
    assert {one: getattr(own, one) for one in others} == {
        one: getattr(terms_of(CallTask(call=call)), one) for one in others
    }


def test_where_nobody_says_anything_the_strict_reading_holds():
    terms = terms_of(CallTask(call=Call()))
    assert (terms.recipient_fees_allowed, terms.results_table_required) == (False, True)
    assert (terms.admin_cost_base, terms.forms, terms.pool) == ("grant", frozenset(), None)


@given(st.lists(st.none() | st.decimals(min_value="0.01", max_value="99999999.99", places=2)))
def test_pools_add_up_to_the_grosz(pools):
    grosze = sum(int(pool * 100) for pool in pools if pool is not None)
    assert total_pool(CallTask(pool=pool) for pool in pools) * 100 == grosze


@pytest.mark.django_db
def test_a_call_is_open_as_long_as_any_of_its_tasks(office):
    call = make_published_call(office, tasks=2)
    call.tasks.filter(pk=call.tasks.last().pk).update(deadline_at=DEADLINE + timedelta(days=2))
    assert deadlines(call) == [DEADLINE, DEADLINE + timedelta(days=2)]
    assert (first_deadline(call), last_deadline(call)) == tuple(deadlines(call))
    assert phase(call, DEADLINE + timedelta(days=2)) is Phase.OPEN
    assert phase(call, DEADLINE + timedelta(days=2, seconds=1)) is Phase.CLOSED
    early, late = call.tasks.all()
    open_tasks = CallTask.objects.open_at
    assert list(open_tasks(DEADLINE)) == [early, late]
    assert list(open_tasks(DEADLINE + SECOND)) == [late]
    assert list(open_tasks(DEADLINE + timedelta(days=2, seconds=1))) == []
    assert list(open_tasks(call.opens_at - SECOND)) == []


# --- gaps and sums ------------------------------------------------------------------------


def found(call):
    return [(gap.item.name, gap.page, gap.field) for gap in gaps(contents_of(call))]


@pytest.mark.django_db
def test_a_whole_call_lacks_nothing(office):
    call = make_call(office)
    assert found(call) == []
    assert completeness(contents_of(call))


@pytest.mark.parametrize(
    ("field", "gap"),
    [
        ("award_rules", ("AWARD_RULES", "text", "award_rules")),
        ("conditions", ("CONDITIONS", "text", "conditions")),
        ("selection_rules", ("SELECTION", "text", "selection_rules")),
        ("deadline_at", ("DEADLINE", "basics", "deadline_at")),
        ("decision_on", ("SELECTION", "basics", "decision_on")),
        ("forms", ("AWARD_RULES", "task", "forms")),
        ("realization_from", ("CONDITIONS", "task", "realization_from")),
        ("realization_to", ("CONDITIONS", "task", "realization_to")),
    ],
)
@pytest.mark.django_db
def test_each_missing_item_is_named_with_its_place(office, clerk, field, gap):
    call = make_call(office, act=clerk)
    text = Call._meta.get_field(field).get_internal_type() == "TextField"
    edit_call(clerk, call, **{field: "  \n" if text else None})
    assert found(call) == [gap]
    with pytest.raises(MoveRefused, match="Ogłoszenie jest niepełne"):
        send_to_approve(clerk, call)


@pytest.mark.django_db
def test_tasks_criteria_and_earlier_tasks_are_asked_for(office, clerk):
    call = make_call(office, act=clerk, tasks=0)
    call.criteria.all().delete()
    call.previous_tasks.all().delete()
    assert found(call) == [
        ("TASK_TYPE", "tasks", ""),
        ("SELECTION", "criteria", ""),
        ("PREVIOUS", "previous", ""),
    ]
    task = make_task(call, act=clerk, spheres=[], pool=None)
    assert ("TASK_TYPE", "task", "spheres") in found(call)
    assert ("FUNDS", "task", "pool") in found(call)
    assert {gap.task for gap in gaps(contents_of(call))} == {None, task.pk}
    edit_call(clerk, call, first_time=True)
    assert ("PREVIOUS", "previous", "") not in found(call)


@pytest.mark.django_db
def test_a_task_needs_a_criterion_of_its_own_or_of_all(office, clerk):
    call = make_call(office, act=clerk, tasks=2)
    first, second = call.tasks.all()
    call.criteria.update(task=first)
    assert [gap.sentence for gap in gaps(contents_of(call))] == [
        f"Zadanie „{second}”: nie ma żadnego kryterium."
    ]


@pytest.mark.django_db
def test_the_fourth_criterion_is_for_support_alone(office, clerk):
    assert fits_form(4, frozenset({"support", "entrust"}))
    assert not fits_form(4, frozenset({"entrust"}))
    call = make_call(office, act=clerk, tasks=2)
    supported, entrusted = call.tasks.all()
    edit_task(clerk, entrusted, forms="entrust")
    fourth = {"statutory": 4, "label": "Własne pieniądze", "max_points": Decimal(5)}
    with pytest.raises(MoveRefused, match="tylko wspierania zadań"):
        add_criterion(clerk, call, **fourth)
    own = add_criterion(clerk, call, task=supported, **fourth)
    assert criterion_fits(own, contents_of(call).tasks)
    edit_task(clerk, supported, forms="entrust")
    with pytest.raises(MoveRefused, match="jest powierzane"):
        send_to_approve(clerk, call)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"realization_to": date(2027, 1, 14)}, "koniec realizacji jest przed jej początkiem"),
        ({"min_grant": Decimal("9000.01"), "max_grant": Decimal(9000)}, "wyższa od najwyższej"),
        ({"min_grant": Decimal("20000.01")}, "najniższa dotacja jest wyższa od puli środków"),
        ({"min_points": Decimal("10.51")}, "wyższy niż suma punktów kryteriów: 10,5."),
    ],
)
@pytest.mark.django_db
def test_sums_that_do_not_fit_are_refused_with_a_sentence(office, clerk, limits, sentence):
    call = make_call(office, act=clerk, **limits)
    verdict = orders(contents_of(call))
    assert sentence in verdict.reason
    assert "Zadanie „Zadanie 1”" in verdict.reason
    with pytest.raises(MoveRefused, match="Zadanie 1"):
        send_to_approve(clerk, call)


@pytest.mark.parametrize(
    "limits",
    [
        {"realization_to": date(2027, 1, 15)},
        {"min_grant": Decimal(20000), "max_grant": Decimal(20000)},
        {"min_points": Decimal("10.5")},
    ],
)
@pytest.mark.django_db
def test_sums_at_the_edge_fit(office, clerk, limits):
    call = make_call(office, act=clerk, **limits)
    assert orders(contents_of(call))
    assert send_to_approve(clerk, call).state == "to_approve"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"deadline_at": warsaw(2026, 12, 5, 12, 0)}, "05.12.2026 r. wypada w dzień wolny"),
        ({"decision_on": date(2026, 11, 30)}, "Termin wyboru ofert jest przed terminem"),
        ({"realization_from": date(2026, 12, 1)}, "może się zacząć przed końcem naboru"),
        ({"max_grant": Decimal("20000.01")}, "najwyższa dotacja jest wyższa od puli"),
        ({"max_grant_share": 90, "min_own_share": 20}, "Dotacja nie przekroczy 80%"),
        ({"min_own_share": 5, "min_own_financial_share": 6}, "wkład finansowy jest wyższy"),
        ({"forms": "entrust", "min_own_share": 5}, "nie wymaga się wkładu własnego"),
    ],
)
@pytest.mark.django_db
def test_what_is_seldom_meant_is_pointed_out_once_and_does_not_stop(office, clerk, fields, words):
    call = make_call(office, act=clerk, tasks=1, **fields)
    assert [words in one for one in warnings(contents_of(call))] == [True]
    assert send_to_approve(clerk, call).state == "to_approve"


@pytest.mark.django_db
def test_a_usual_call_gets_no_warning(office):
    call = make_call(office, max_grant_share=80, min_own_share=20, min_own_financial_share=10)
    assert warnings(contents_of(call)) == []


# --- words --------------------------------------------------------------------------------


def test_the_criteria_are_the_six_of_the_act():
    assert [one.value for one in Criterion.Statutory] == [1, 2, 3, 4, 5, 6]
