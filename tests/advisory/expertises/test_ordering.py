"""Ordering within the limit, changing, cancelling, bringing in; letters and duties."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from advisory.expertises import actions
from advisory.expertises.models import Expertise, ExpertiseQuestion
from advisory.programmes.actions import end_assignment
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.advisory.expertises.factories import TERM, cancelled, fresh, order
from tests.advisory.factories import assign
from tests.cast import act_of
from tests.clock import NOW

TODAY = NOW.date()


def letters():
    return set(Letter.objects.values_list("kind", "to"))


def waiting(act):
    return [duty.kind for duty in Duty.objects.waiting_for(act)]


def test_an_order_is_kept_with_its_questions(clerk_act, clerk, unit, profile, coordinator_act):
    made = fresh(order(clerk_act, unit, due_on=TERM))
    assert (made.state, made.ordered_by, made.orderer) == ("ordered", "office", clerk)
    assert (made.ordered_on, made.due_on, made.edit_version) == (TODAY, TERM, 1)
    assert made.title_folded == "swietlica: czy sie oplaca"
    assert list(made.questions.values_list("position", "question", "answer")) == [
        (1, "Czy zmiana formy się opłaca?", ""),
        (2, "Jakie są skutki społeczne?", ""),
    ]
    assert made.draft.obj == made
    assert waiting(coordinator_act) == ["assign_expertise"]


def test_those_concerned_get_a_letter_but_not_the_one_who_orders(
    clerk_act, clerk, unit, profile, programme_coordinator, adviser
):
    order(clerk_act, unit)
    readers = {programme_coordinator.email, adviser.email}
    assert letters() == {("expertise_ordered", one) for one in readers}


@pytest.mark.parametrize(
    ("who", "party"),
    [
        ("clerk", "office"),
        ("coordinator", "office"),
        ("adviser", "adviser"),
        ("programme_coordinator", "coordinator"),
    ],
)
def test_these_order_for_the_unit(request, unit, profile, who, party):
    assert order(act_of(request.getfixturevalue(who)), unit).ordered_by == party


OTHERS = ["executive", "treasurer", "neighbour_clerk", "ngo_admin", "operator", "stranger"]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_orders(request, unit, profile, who):
    act = act_of(request.getfixturevalue(who))
    with pytest.raises(MoveRefused, match="Ekspertyzę zamawia"):
        order(act, unit)
    assert Expertise.objects.count() == 0


def test_neither_another_units_adviser_nor_an_expert_orders(unit, other_profile, expert_act):
    for act in (act_of(other_profile.user), expert_act):
        with pytest.raises(MoveRefused):
            order(act, unit)


def test_an_ended_assignment_orders_nothing_and_sees_nothing(
    runs, adviser_act, unit, profile, ordered
):
    assert Expertise.objects.visible_to(adviser_act).exists()
    end_assignment(runs, unit.assignments.get(), date(2026, 11, 23))
    assert not Expertise.objects.visible_to(adviser_act).exists()
    with pytest.raises(MoveRefused):
        order(adviser_act, unit)
    assign(unit, profile, valid_from=date(2026, 11, 25))
    assert not Expertise.objects.visible_to(adviser_act).exists()


def test_the_sixth_is_refused_in_words(clerk_act, unit):
    for kind in Expertise.Kind.values:
        order(clerk_act, unit, kind)
    with pytest.raises(MoveRefused, match="limit ekspertyz: 5 z 5"):
        order(clerk_act, unit)
    assert unit.expertises.count() == 5


@pytest.mark.parametrize("times", [2, 3, 5])
def test_one_kind_may_be_ordered_again_up_to_the_limit(clerk_act, unit, times):
    for _ in range(times):
        order(clerk_act, unit, "task_standard")
    assert unit.expertises.filter(kind="task_standard").count() == times
    if times == unit.programme.expertises_limit:
        with pytest.raises(MoveRefused, match="limit ekspertyz: 5 z 5"):
            order(clerk_act, unit, "task_standard")


def test_the_limit_is_the_programmes_and_cancelled_ones_do_not_count(clerk_act, programme, unit):
    programme.expertises_limit = 1
    programme.save()
    cancelled(clerk_act, unit)
    order(clerk_act, unit)
    with pytest.raises(MoveRefused, match="1 z 1"):
        order(clerk_act, unit)


def test_another_units_orders_do_not_count(clerk_act, runs, programme, unit, neighbour_unit):
    programme.expertises_limit = 1
    programme.save()
    order(runs, neighbour_unit)
    assert order(clerk_act, unit).pk


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"title": "  "}, "title", "Podaj tytuł"),
        ({"questions": []}, "questions", "co najmniej jedno pytanie"),
        ({"questions": ["Czy?"] * 21}, "questions", "najwyżej tyle pytań: 20"),
        ({"questions": ["x" * 2001]}, "questions", "2000 znaków"),
        ({"due_on": date(2026, 11, 23)}, "due_on", "w przeszłości"),
        ({"kind": "gołąb"}, "kind", ""),
    ],
)
def test_what_cannot_be_ordered_is_refused(clerk_act, unit, fields, place, words):
    with pytest.raises(ValidationError) as refusal:
        order(clerk_act, unit, **fields)
    assert words in " ".join(refusal.value.message_dict[place])
    assert (Expertise.objects.count(), ExpertiseQuestion.objects.count()) == (0, 0)


def change(act, expertise, **fields):
    given = {"kind": "task_standard", "title": "Standard", "background": "", "due_on": None}
    questions = fields.pop("questions", ["Jaki standard?"])
    actions.change_order(act, expertise, questions, **{**given, **fields})


def test_an_order_is_changed_until_an_expert_has_it(clerk_act, runs, ordered, expert):
    change(clerk_act, ordered, based_on=1)
    made = fresh(ordered)
    assert (made.kind, made.title, made.edit_version) == ("task_standard", "Standard", 2)
    assert [one.question for one in made.questions.all()] == ["Jaki standard?"]
    duty = Duty.objects.open().get(kind="assign_expertise")
    assert duty.sentence == "Przydziel ekspertowi: Standard (Prusice)"
    actions.assign_expert(runs, made, expert, TERM)
    with pytest.raises(MoveRefused, match="do chwili, gdy dostanie je ekspert"):
        change(clerk_act, fresh(made))


def test_a_stale_change_is_not_kept(clerk_act, ordered):
    change(clerk_act, fresh(ordered), title="Pierwsza", based_on=1)
    with pytest.raises(Overtaken):
        change(clerk_act, fresh(ordered), title="Druga", based_on=1)
    assert fresh(ordered).title == "Pierwsza"


def test_the_adviser_does_not_change_the_offices_order(adviser_act, runs, ordered):
    with pytest.raises(MoveRefused, match="strona, która zamówiła"):
        change(adviser_act, ordered)
    change(runs, ordered)
    assert fresh(ordered).title == "Standard"


def test_the_office_cancels_before_the_expert_the_coordinator_later_too(
    clerk_act, runs, ordered, expert, programme_coordinator, adviser
):
    Letter.objects.all().delete()
    with pytest.raises(MoveRefused, match="dlaczego"):
        actions.cancel_expertise(clerk_act, ordered, "  ")
    actions.cancel_expertise(clerk_act, ordered, "Zadanie wycofano.")
    assert fresh(ordered).state == "cancelled"
    assert not Duty.objects.open().exists()
    assert letters() == {
        ("expertise_cancelled", one) for one in (programme_coordinator.email, adviser.email)
    }
    second = order(clerk_act, ordered.unit)
    actions.assign_expert(runs, fresh(second), expert, TERM)
    with pytest.raises(MoveRefused, match="anuluje koordynator programu"):
        actions.cancel_expertise(clerk_act, fresh(second), "Jednak nie.")
    actions.cancel_expertise(runs, fresh(second), "Brak środków.")
    assert ("expertise_cancelled", expert.user.email) in letters()
    assert not Duty.objects.open().exists()


def test_an_imported_one_has_unit_kind_and_days_only(runs, unit, clerk_act):
    made = actions.import_expertise(
        runs, unit, "task_standard", date(2014, 6, 1), date(2014, 8, 15)
    )
    made.refresh_from_db()
    assert (made.state, made.is_imported, made.title) == ("delivered", True, "")
    assert str(made) == "opracowanie standardów realizacji zadań"
    assert (made.draft, made.questions.count(), Duty.objects.count()) == (None, 0, 0)
    open_one = actions.import_expertise(runs, unit, "public_consultation", date(2014, 6, 1))
    assert open_one.state == "ordered"
    assert unit.expertises.counted().count() == 2
    with pytest.raises(MoveRefused):
        actions.import_expertise(clerk_act, unit, "task_standard", date(2014, 6, 1))


@pytest.mark.parametrize(
    ("kind", "delivered_on"), [("gołąb", None), ("task_standard", date(2014, 5, 1))]
)
def test_a_record_that_cannot_be_is_not_brought_in(runs, unit, kind, delivered_on):
    with pytest.raises(ValidationError):
        actions.import_expertise(runs, unit, kind, date(2014, 6, 1), delivered_on)
    assert Expertise.objects.count() == 0


def test_an_imported_order_without_questions_waits_for_them(runs, unit, expert):
    made = actions.import_expertise(runs, unit, "task_standard", date(2026, 6, 1))
    with pytest.raises(MoveRefused, match="nie ma pytań"):
        actions.assign_expert(runs, fresh(made), expert, TERM)
    change(runs, fresh(made))
    actions.assign_expert(runs, fresh(made), expert, TERM)
    assert fresh(made).state == "assigned"
