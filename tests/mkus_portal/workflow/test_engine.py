"""Moves: who may, why not, what is written, and what a race leaves behind."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from mkus_portal.workflow import engine
from mkus_portal.workflow.engine import (
    Move,
    MoveRefused,
    MoveTaken,
    Procedure,
    available,
    perform,
    procedure_of,
)
from mkus_portal.workflow.history import history, is_unbroken
from mkus_portal.workflow.models import MoveLog
from mkus_portal.workflow.verdict import ALLOWED, first_refusal, refused
from ngos.models import AccessRequest
from tests import cast
from tests.clock import NOW

THREADS = 8


def only_admins(act, obj):
    """Allow administrators."""
    return ALLOWED if act.holds("ngo_admin") else refused("Tylko administrator.")


def with_reason(act, obj):
    """Ask for a reason of three letters."""
    return ALLOWED if len(obj.reason) > 2 else refused("Powód jest za krótki.")


def never_asked(act, obj):
    raise AssertionError


@pytest.fixture
def procedure(monkeypatch):
    table = Procedure(
        name="Próba",
        model=AccessRequest,
        moves=(
            Move("grant", ("waiting",), "granted", "Przyjmij", only_admins, (with_reason,)),
            Move("refuse", ("waiting", "granted"), "refused", "Odrzuć", only_admins),
            Move("again", ("refused",), "waiting", "Wróć", only_admins),
        ),
    )
    monkeypatch.setitem(engine._procedures, AccessRequest, table)
    return table


@pytest.fixture
def asked(procedure, organisation, resident):
    return AccessRequest.objects.create(
        organisation=organisation, user=resident, role="ngo_editor", reason="tak", asked_at=NOW
    )


@pytest.fixture
def act(ngo_admin, act_of):
    return act_of(ngo_admin)


def test_a_move_writes_the_state_and_a_line(asked, act):
    line = perform(act, asked, "grant", note="znamy się")
    asked.refresh_from_db()
    assert asked.state == "granted"
    assert (line.source, line.target, line.user_id, line.role) == (
        "waiting",
        "granted",
        act.user,
        "ngo_admin",
    )
    assert line.at == act.at
    assert line.note == "znamy się"


def test_a_stranger_is_refused_with_the_reason(asked, resident, act_of):
    with pytest.raises(MoveRefused) as refusal:
        perform(act_of(resident), asked, "grant")
    assert refusal.value.verdict.reason == "Tylko administrator."
    assert asked.state == "waiting"
    assert not MoveLog.objects.exists()


def test_a_condition_refuses_with_its_reason(asked, act):
    AccessRequest.objects.update(reason="?")
    with pytest.raises(MoveRefused, match="za krótki"):
        perform(act, asked, "grant")


def test_conditions_after_a_refusal_are_not_asked(asked, resident, act_of):
    move = Move("x", ("waiting",), "granted", "X", only_admins, (never_asked,))
    assert engine.verdict_on(act_of(resident), asked, move).reason == "Tylko administrator."


def test_a_move_from_another_state_is_refused_with_words(asked, act):
    with pytest.raises(MoveRefused, match="czeka na odpowiedź"):
        perform(act, asked, "again")


def test_an_unknown_move_is_an_error_of_the_code(asked, act):
    with pytest.raises(KeyError):
        perform(act, asked, "fly")


def test_somebody_was_faster(asked, act):
    stale = AccessRequest.objects.get()
    perform(act, asked, "grant")
    with pytest.raises(MoveTaken):
        perform(act, stale, "grant")


def test_a_stale_page_may_still_make_a_move_that_fits(asked, act):
    stale = AccessRequest.objects.get()
    perform(act, asked, "grant")
    assert perform(act, stale, "refuse").source == "granted"


def test_buttons_come_with_their_verdicts(asked, act, resident, act_of):
    mine = available(act, asked)
    assert [(one.move.name, one.verdict.ok) for one in mine] == [("grant", True), ("refuse", True)]
    others = available(act_of(resident), asked)
    assert {one.verdict.reason for one in others} == {"Tylko administrator."}


def test_the_register_knows_the_procedure(asked, procedure):
    assert procedure_of(asked) is procedure
    assert procedure in list(engine.procedures())


def test_history_is_told_in_words_newest_first(asked, act):
    perform(act, asked, "grant")
    perform(act.later(act.at + timedelta(hours=1)), asked, "refuse", note="pomyłka")
    newest, oldest = history(asked)
    assert (newest.label, newest.target, newest.note) == ("Odrzuć", "odrzucona", "pomyłka")
    assert (oldest.label, oldest.who) == ("Przyjmij", "Ola Administratorka")


def test_the_chain_holds(asked, act):
    for move in ("grant", "refuse", "again"):
        perform(act, asked, move)
    lines = list(MoveLog.objects.of(asked))
    assert [line.previous_hash for line in lines] == ["", lines[0].hash, lines[1].hash]
    assert is_unbroken(asked)


def test_an_object_that_never_moved_is_unbroken(asked):
    assert is_unbroken(asked)


def test_the_hash_does_not_depend_on_the_zone_of_the_clock(asked, act):
    line = perform(act, asked, "grant")
    line.at = line.at.astimezone(UTC)
    assert line.computed_hash() == line.hash


@pytest.mark.parametrize("field", ["note", "role", "target", "source", "move", "origin"])
def test_a_changed_line_breaks_the_chain(asked, act, field):
    perform(act, asked, "grant")
    perform(act, asked, "refuse")
    MoveLog.objects.filter(move="grant").update(**{field: "zmienione"})
    assert not is_unbroken(asked)


def test_a_removed_line_breaks_the_chain(asked, act):
    perform(act, asked, "grant")
    perform(act, asked, "refuse")
    MoveLog.objects.filter(move="grant")._raw_delete("default")
    assert not is_unbroken(asked)


def test_a_cut_tail_or_a_state_written_past_the_engine_shows(asked, act):
    perform(act, asked, "grant")
    MoveLog.objects.all()._raw_delete("default")
    assert not is_unbroken(asked)


def test_a_line_is_neither_changed_nor_deleted(asked, act):
    line = perform(act, asked, "grant")
    with pytest.raises(TypeError, match="niezmienny"):
        line.save()
    with pytest.raises(TypeError, match="niezmienny"):
        line.delete()


def test_verdicts_are_added_up_to_the_first_refusal():
    assert first_refusal(ALLOWED, refused("a"), refused("b")).reason == "a"
    assert first_refusal(ALLOWED) is ALLOWED


@pytest.mark.django_db(transaction=True)
def test_a_move_outside_a_transaction_is_an_error_of_the_code(asked, act):
    with pytest.raises(RuntimeError, match="transaction"):
        perform(act, asked, "grant")


@pytest.mark.django_db(transaction=True)
def test_eight_people_press_and_one_succeeds(procedure):
    organisation = cast.make_organisation()
    admin = cast.member("ngo_admin", organisation.scope)
    asked = AccessRequest.objects.create(
        organisation=organisation,
        user=cast.make_user(),
        role="ngo_editor",
        reason="tak",
        asked_at=NOW,
    )
    act = cast.act_of(admin)
    seen = [AccessRequest.objects.get(pk=asked.pk) for _ in range(THREADS)]
    start = threading.Barrier(THREADS)
    answers = []

    def press(mine):
        start.wait()
        try:
            with transaction.atomic():
                perform(act, mine, "grant")
            answers.append("done")
        except MoveTaken:
            answers.append("taken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(mine,)) for mine in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == ["done"] + ["taken"] * (THREADS - 1)
    assert MoveLog.objects.count() == 1
    asked.refresh_from_db()
    assert is_unbroken(asked)


def test_time_comes_from_the_act_alone(asked, act):
    long_ago = datetime(2020, 2, 29, 12, 0, tzinfo=UTC)
    assert perform(act.later(long_ago), asked, "grant").at == long_ago
