"""Preparing, sharing and withdrawing a public copy; the walls around it."""

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis import sharing_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.models import SharedAnalysis, SharedAnswer
from contracting.analysis.rules.sharing import Content
from contracting.analysis.sharing import marked_answers, names_known_to
from mkus_portal.accounts.actions import give_key
from mkus_portal.act import NOWHERE, Act, Scope
from mkus_portal.drafting.actions import save_field
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.contracting.analysis.factories import (
    AT,
    answer,
    fill,
    make_analysis,
    make_closed,
    make_office,
    make_user,
    member_act,
    score_again,
)
from tests.contracting.analysis.sharing_factories import (
    FACTS,
    answer_to,
    as_role,
    described,
    prepare,
    share,
    share_some,
)


def filled_but_open(act, **cells):
    return fill(act, make_analysis(act, **cells))


def closed_with(act, place, text):
    analysis = filled_but_open(act)
    answer(act, analysis, place, text)
    close_analysis(act, analysis)
    return analysis


def test_only_a_closed_analysis_with_stages_is_prepared(act, analysis):
    with pytest.raises(MoveRefused, match="zamkniętą analizę"):
        actions.prepare_sharing(act, analysis)
    narrow = fill(act, make_analysis(act, is_staged=False))
    close_analysis(act, narrow, with_gaps=False)
    with pytest.raises(MoveRefused, match="samą efektywność"):
        actions.prepare_sharing(act, narrow)
    assert not SharedAnalysis.objects.exists()


@pytest.mark.parametrize("role", ["executive", "treasurer", "office_admin", "lawyer"])
def test_the_copy_is_prepared_by_clerks_and_coordinators(act, role):
    closed = make_closed(act)
    with pytest.raises(MoveRefused, match="przygotowuje koordynator"):
        actions.prepare_sharing(as_role(act, role), closed)
    with pytest.raises(MoveRefused):
        actions.prepare_sharing(member_act(make_office()), closed)
    assert actions.prepare_sharing(as_role(act, "coordinator"), closed).state == "prepared"


def test_a_copy_is_made_once(act):
    closed = make_closed(act)
    actions.prepare_sharing(act, closed)
    with pytest.raises(Overtaken):
        actions.prepare_sharing(act, closed)


def test_the_copy_holds_the_answers_alone(act):
    analysis = filled_but_open(act)
    score_again(act, analysis, "Zenobia Oceniająca")
    save_field(act, analysis.draft, "eco.note", "Tajna uwaga do kosztów", 0)
    close_analysis(act, analysis)
    shared = actions.prepare_sharing(act, analysis)
    copies = list(shared.answers.all())
    texts = "".join(one.folded for one in copies)
    assert "zenobia" not in texts
    assert "tajna uwaga" not in texts
    assert {one.question for one in copies} >= {"E1-01", "E1-03", "E2-10", "E3-01", "E1-90"}
    assert not any(
        place.startswith(("soc.", "eco.", "team")) for one in copies for place in one.texts
    )
    assert copies[0].texts["E1-01"] == analysis.draft.texts()["E1-01"]
    assert [one.position for one in copies] == list(range(1, len(copies) + 1))


def test_a_list_of_people_is_left_out_from_the_start(act):
    shared = actions.prepare_sharing(act, make_closed(act))
    assert answer_to(shared, "E3-02").is_left_out
    assert not answer_to(shared, "E1-01").is_left_out


def test_later_changes_reach_neither_copy_nor_analysis(act):
    shared = prepare(act)
    copy = answer_to(shared, "E1-01")
    actions.edit_copy(act, copy, Content({"E1-01": "Inne słowa"}))
    assert shared.analysis.draft.texts()["E1-01"] != "Inne słowa"
    shared.analysis.draft.answers.filter(field="E1-01").update(text="Zmienione w bazie")
    assert answer_to(shared, "E1-01").texts == {"E1-01": "Inne słowa"}


def test_sharing_waits_for_a_description(act):
    shared = actions.prepare_sharing(act, make_closed(act))
    leader = as_role(act, "coordinator")
    with pytest.raises(MoveRefused, match="sferę zadań"):
        actions.share_analysis(leader, shared)
    with pytest.raises(ValidationError):
        actions.describe_copy(act, shared, sphere="999", unit_size="under_10")
    described(act, shared)
    actions.share_analysis(leader, shared)
    assert (shared.state, shared.shared_at) == ("shared", AT)
    assert [line.move for line in MoveLog.objects.of(shared)] == ["share"]


@pytest.mark.parametrize("role", ["clerk", "treasurer", "office_admin", "lawyer"])
def test_the_coordinator_or_the_executive_decides(act, role):
    shared = prepare(act)
    with pytest.raises(MoveRefused, match="decyduje koordynator albo organ"):
        actions.share_analysis(as_role(act, role), shared)
    with pytest.raises(MoveRefused):
        actions.share_analysis(member_act(make_office(), "coordinator"), shared)
    actions.share_analysis(as_role(act, "executive"), shared)
    with pytest.raises(MoveRefused):
        actions.withdraw_sharing(as_role(act, role), shared)
    actions.withdraw_sharing(as_role(act, "executive"), shared)
    assert shared.state == "withdrawn"


def test_what_looks_personal_is_changed_left_out_or_confirmed(act):
    analysis = closed_with(act, "E1-01", "Pisać do jan@gmina.example, tel. 600 100 200.")
    shared = actions.prepare_sharing(act, analysis)
    actions.describe_copy(act, shared, **FACTS)
    leader = as_role(act, "coordinator")
    copy = answer_to(shared, "E1-01")
    with pytest.raises(MoveRefused, match="adres e-mail, numer telefonu"):
        actions.share_analysis(leader, shared)
    actions.confirm_answer(act, copy, copy.edit_version)
    assert answer_to(shared, "E1-01").checked_by_id == act.user
    names = names_known_to(shared.analysis)
    assert not any(
        one.is_waiting for one in marked_answers(shared, names) if one.answer.pk == copy.pk
    )
    actions.edit_copy(act, copy, Content({"E1-01": "Pisać do ewa@gmina.example."}))
    assert not answer_to(shared, "E1-01").is_checked
    with pytest.raises(MoveRefused, match="adres e-mail"):
        actions.share_analysis(leader, shared)
    actions.leave_out(act, copy, left_out=True)
    actions.share_analysis(leader, shared)
    assert shared.state == "shared"


def test_a_personal_title_waits_too(act):
    shared = actions.prepare_sharing(act, make_closed(act, title="Sprawa pani Zmyślonej"))
    actions.describe_copy(act, shared, **FACTS)
    leader = as_role(act, "coordinator")
    with pytest.raises(MoveRefused, match="Tytuł albo nazwa zadania"):
        actions.share_analysis(leader, shared)
    actions.describe_copy(act, shared, is_checked=True)
    actions.describe_copy(act, shared, title="Sprawa pana Zmyślonego", is_checked=True)
    assert not SharedAnalysis.objects.get(pk=shared.pk).is_checked
    with pytest.raises(MoveRefused, match="Tytuł albo nazwa zadania"):
        actions.share_analysis(leader, shared)
    actions.describe_copy(act, shared, title="Sprawa mieszkanki")
    actions.share_analysis(leader, shared)


def test_names_of_colleagues_assessors_and_team_are_known(act):
    analysis = filled_but_open(act)
    score_again(act, analysis, "Zenobia Oceniająca")
    fill_row_again(act, analysis)
    answer(act, analysis, "E1-01", "Prosiła o to Zmyślona, potem Oceniającej i Zespołowej.")
    close_analysis(act, analysis)
    shared = actions.prepare_sharing(act, analysis)
    found = marked_answers(shared, names_known_to(analysis))
    first = next(one for one in found if one.question.code == "E1-01")
    marked = [run.text for part in first.parts for run in part.text if run.kind]
    assert marked == ["Zmyślona", "Oceniającej", "Zespołowej"]


def fill_row_again(act, analysis):
    row = analysis.draft.rows.filter(table="E3-02.team").first()
    cell = row.cells.get(field="person")
    place = f"E3-02.team:{row.pk}:person"
    save_field(act, analysis.draft, place, "Wanda Zespołowa", cell.version)


def test_something_has_to_be_left(act):
    shared = prepare(act)
    for copy in SharedAnswer.objects.filter(shared=shared):
        actions.leave_out(act, copy, left_out=True)
    with pytest.raises(MoveRefused, match="nie ma czego udostępnić"):
        actions.share_analysis(as_role(act, "coordinator"), shared)


def test_a_copy_keeps_only_what_its_question_asks(act):
    shared = prepare(act)
    copy = answer_to(shared, "E2-10")
    rows = [{"risk": "Ryzyko", "probability": "3", "obcy": "x"}, {"risk": " "}]
    actions.edit_copy(act, copy, Content({"E1-01": "Obcy"}, {"E2-10.risks": rows, "inna": rows}))
    kept = answer_to(shared, "E2-10")
    assert kept.texts == {}
    assert kept.rows == {"E2-10.risks": [{"risk": "Ryzyko", "probability": "3"}]}
    with pytest.raises(ValidationError, match="Wybierz jedną"):
        actions.edit_copy(act, kept, Content({}, {"E2-10.risks": [{"probability": "77"}]}))


def test_an_empty_copy_is_left_out_and_does_not_come_back_empty(act):
    shared = prepare(act)
    copy = answer_to(shared, "E1-01")
    actions.edit_copy(act, copy, Content())
    assert copy.is_left_out
    with pytest.raises(ValidationError, match="pusta"):
        actions.leave_out(act, copy, left_out=False)


def test_rows_that_point_at_rows_follow_those_that_are_left(act):
    analysis = filled_but_open(act)
    shared = actions.prepare_sharing(act, make_closed(act))
    copy = answer_to(shared, "E3-01")
    rows = [
        {"action": ""},
        {"action": "Drugie"},
        {"action": "Trzecie", "after": "2"},
        {"action": "Czwarte", "after": "1"},
    ]
    actions.edit_copy(act, copy, Content({}, {"E3-01.steps": rows}))
    assert copy.rows["E3-01.steps"] == [
        {"action": "Drugie"},
        {"action": "Trzecie", "after": "1"},
        {"action": "Czwarte"},
    ]
    assert analysis.state == "draft"


def test_two_clerks_do_not_overwrite_each_other(act):
    shared = prepare(act)
    mine, theirs = answer_to(shared, "E1-01"), answer_to(shared, "E1-01")
    seen = mine.edit_version
    actions.edit_copy(act, theirs, Content({"E1-01": "Ich"}), seen)
    with pytest.raises(Overtaken):
        actions.edit_copy(act, mine, Content({"E1-01": "Moje"}), seen)
    with pytest.raises(Overtaken):
        actions.confirm_answer(act, answer_to(shared, "E1-01"), seen)
    assert answer_to(shared, "E1-01").texts == {"E1-01": "Ich"}


def test_a_shared_copy_is_frozen_until_it_is_withdrawn_and_reopened(act):
    shared = share(act)
    copy = answer_to(shared, "E1-01")
    for change in (
        lambda: actions.edit_copy(act, copy, Content({"E1-01": "Po fakcie"})),
        lambda: actions.leave_out(act, copy, left_out=True),
        lambda: actions.confirm_answer(act, copy, copy.edit_version),
        lambda: actions.describe_copy(act, shared, title="Inny"),
    ):
        with pytest.raises(MoveRefused, match="najpierw ją wycofaj"):
            change()
    actions.withdraw_sharing(as_role(act, "coordinator"), shared)
    with pytest.raises(MoveRefused, match="przygotuj ją ponownie"):
        actions.edit_copy(act, copy, Content({"E1-01": "Po fakcie"}))
    actions.reopen_copy(act, shared)
    actions.edit_copy(act, copy, Content({"E1-01": "Poprawione"}))
    moves = [line.move for line in MoveLog.objects.of(shared)]
    assert moves == ["share", "withdraw", "reopen"]


def test_a_move_seen_too_late_is_taken(act):
    shared = share(act)
    leader = as_role(act, "coordinator")
    other = SharedAnalysis.objects.get(pk=shared.pk)
    actions.withdraw_sharing(leader, shared)
    with pytest.raises(MoveTaken):
        actions.withdraw_sharing(leader, other)


def readers():
    """Who reads what others share, and who does not."""
    office = make_office()
    person, ngo = make_user("Ktoś Zmyślony"), make_user("Społecznik Zmyślony")
    yes = [
        *(member_act(office, role) for role in ("clerk", "coordinator", "executive", "lawyer")),
        Act(person.pk, "adviser", Scope("programme", 1), AT),
        Act(person.pk, "programme_coordinator", Scope("programme", 1), AT),
        Act.system(AT),
    ]
    no = [
        Act(ngo.pk, "ngo_admin", Scope("organisation", 1), AT),
        Act(person.pk, "person", NOWHERE, AT),
        Act(person.pk, "operator", NOWHERE, AT),
        Act.public(AT),
    ]
    return yes, no


def test_officials_and_advisers_read_what_is_shared_and_nobody_else(act):
    shared = share(act)
    yes, no = readers()
    for one in yes:
        assert list(SharedAnalysis.objects.visible_to(one)) == [shared], one.role
        assert SharedAnswer.objects.visible_to(one).exists()
    for one in no:
        assert not SharedAnalysis.objects.visible_to(one).exists(), one.role
        assert not SharedAnswer.objects.visible_to(one).exists()


def test_a_key_to_an_analysis_opens_the_library_but_not_to_an_organisation(act, analysis):
    share_some()
    person = make_user("Ekspert Zmyślony")
    alone = Act(person.pk, "person", NOWHERE, AT)
    for_ngo = Act(person.pk, "ngo_editor", Scope("organisation", 1), AT)
    assert not SharedAnalysis.objects.visible_to(alone).exists()
    give_key(act, person, analysis, "write", "ekspert")
    assert SharedAnalysis.objects.visible_to(alone).count() == 1
    assert not SharedAnalysis.objects.visible_to(for_ngo).exists()


def test_nothing_but_what_is_shared_is_seen(act):
    neighbour = member_act(make_office())
    shared = prepare(act)
    hidden = answer_to(shared, "E1-02")
    actions.leave_out(act, hidden, left_out=True)
    seen = SharedAnswer.objects.visible_to
    assert not seen(neighbour).exists()
    assert not SharedAnalysis.objects.own_of(neighbour).exists()
    actions.share_analysis(as_role(act, "coordinator"), shared)
    assert hidden not in seen(neighbour)
    assert hidden not in seen(act)
    assert answer_to(shared, "E1-01") in seen(neighbour)
    assert not SharedAnswer.objects.own_of(neighbour).exists()
    actions.withdraw_sharing(as_role(act, "coordinator"), shared)
    assert not seen(neighbour).exists()
    assert not seen(act).exists()
    assert SharedAnalysis.objects.own_of(act).count() == 1
