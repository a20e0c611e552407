"""Letters leave with the transaction; duties wait for the right people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from post_office.models import Email

from mkus_portal.act import WARSAW, Scope
from mkus_portal.notifications import messages, tasks
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    absolute,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind
from mkus_portal.notifications.models import Duty, Letter
from tests import cast
from tests.clock import NOW

KIND = MessageKind("sample", "Próba", "Próba: {title}", "mkus_portal/accounts/letters/invited.txt")


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    monkeypatch.setitem(messages._kinds, KIND.code, KIND)


@pytest.fixture
def rung(monkeypatch):
    """How many times the worker was rung for."""
    bells = []
    monkeypatch.setattr(tasks.send_waiting, "apply_async", lambda **how: bells.append(how))
    return bells


@pytest.fixture
def act(clerk, act_of):
    return act_of(clerk)


def context(**words):
    return {
        "title": "Tytuł & „cudzysłów”",
        "holder": "Gmina <X>",
        "role": "rola",
        "expires_at": NOW,
        "url": "/biurko/",
        **words,
    }


def write(act, office, *readers, **words):
    return send_letter(act, KIND.code, readers, office, context(**words))


def test_each_reader_gets_a_letter(act, office, coordinator):
    by_account, by_address = write(act, office, coordinator, "ktos@example.pl")
    assert (by_account.user, by_account.to) == (coordinator, coordinator.email)
    assert (by_address.user, by_address.to) == (None, "ktos@example.pl")
    assert by_account.written_at == act.at
    assert by_account.obj == office


def test_a_letter_is_plain_text_with_a_whole_address(act, office, settings):
    settings.SITE_URL = "https://portal.example"
    letter = write(act, office, "ktos@example.pl")[0]
    assert "Gmina <X>" in letter.email.message
    assert "https://portal.example/biurko/" in letter.email.message
    assert letter.email.subject == "Próba: Tytuł & „cudzysłów”"


def test_a_subject_is_one_line(act, office):
    letter = write(act, office, "ktos@example.pl", title="a\r\nBcc: zly@example.pl")[0]
    assert letter.email.subject == "Próba: a Bcc: zly@example.pl"


def test_whole_addresses_stay_as_they_are():
    assert absolute("https://inny.example/a") == "https://inny.example/a"
    assert absolute("") == ""


def test_a_letter_of_an_unknown_kind_is_an_error_of_the_code(act, office):
    with pytest.raises(KeyError):
        send_letter(act, "nieznany", ["a@example.pl"], office, {})


def test_kinds_are_listed_in_order():
    codes = [kind.code for kind in messages.message_kinds()]
    assert codes == sorted(codes)
    assert "invited" in codes


@pytest.mark.django_db(transaction=True)
def test_letters_of_a_failed_action_are_never_written(act, office, rung):
    def fail_after_writing():
        with transaction.atomic():
            write(act, office, "ktos@example.pl")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert not Letter.objects.exists()
    assert not Email.objects.exists()
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_rung_for_after_the_commit(act, office, rung):
    with transaction.atomic():
        write(act, office, "ktos@example.pl")
        assert rung == []
    assert len(rung) == 1
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_down_does_not_undo_the_work(act, office, monkeypatch, caplog):
    def fail(**how):
        raise OSError

    monkeypatch.setattr(tasks.send_waiting, "apply_async", fail)
    with transaction.atomic():
        write(act, office, "ktos@example.pl")
    assert Letter.objects.count() == 1
    assert "listy poczekają" in caplog.text


@pytest.mark.django_db
def test_nobody_to_write_to_rings_no_bell(act, office, rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert send_letter(act, KIND.code, [], office, context()) == []
    assert rung == []


def test_people_with_a_role_on_the_day(office, clerk, coordinator, neighbour_clerk):
    scope = Scope("office", office.pk)
    left = cast.make_user("Lidia Dawna")
    cast.give(left, "clerk", scope, until=NOW.date() - timedelta(days=1))
    closed = cast.member("clerk", scope)
    closed.is_active = False
    closed.save()
    assert people_with(scope, NOW.date(), "clerk") == [clerk]
    assert people_with(scope, NOW.date(), "clerk", "coordinator") == [clerk, coordinator]


def duty(act, office, whose, kind="sample", **fields):
    return open_duty(act, kind, office, whose, url="/biurko/", sentence="Zrób to", **fields)


def waiting(person, **how):
    return list(Duty.objects.waiting_for(cast.act_of(person, **how)))


def test_a_duty_waits_for_the_roles_of_its_holder(
    act, office, clerk, coordinator, executive, neighbour_clerk, resident
):
    whose = Whose(scope=Scope("office", office.pk), roles=("clerk", "coordinator"))
    opened = duty(act, office, whose)
    assert waiting(clerk) == [opened]
    assert waiting(coordinator) == [opened]
    assert waiting(executive) == []
    assert waiting(neighbour_clerk) == []
    assert waiting(resident) == []
    assert opened.scope == Scope("office", office.pk)


def test_a_role_whose_name_is_part_of_another_does_not_see_it(act, office, clerk, office_admin):
    duty(act, office, Whose(scope=Scope("office", office.pk), roles=("admin",)))
    assert waiting(office_admin) == []


def test_a_duty_waits_in_the_hat_alone(act, office, clerk, ngo_admin, organisation):
    cast.give(clerk, "ngo_admin", organisation.scope)
    duty(act, office, Whose(scope=Scope("office", office.pk), roles=("clerk",)))
    assert waiting(clerk, role="ngo_admin", scope=organisation.scope) == []


def test_a_persons_own_duty_waits_in_every_hat(act, office, clerk, coordinator, organisation):
    opened = duty(act, office, Whose(user=clerk.pk))
    assert waiting(clerk) == [opened]
    assert waiting(clerk, role="ngo_admin", scope=organisation.scope) == [opened]
    assert waiting(coordinator) == []


def test_a_visitor_waits_for_nothing(act, office):
    duty(act, office, Whose(scope=Scope("office", office.pk), roles=("clerk",)))
    assert list(Duty.objects.waiting_for(act.public(NOW))) == []


def test_the_nearest_term_comes_first(act, office, clerk):
    whose = Whose(user=clerk.pk)
    someday = duty(act, office, whose, "a")
    late = duty(act, office, whose, "b", due=Until(NOW + timedelta(days=9)))
    soon = duty(act, office, whose, "c", due=Until(NOW + timedelta(days=1)))
    assert waiting(clerk) == [soon, late, someday]


def test_a_duty_opened_again_is_brought_up_to_date(act, office, clerk):
    first = duty(act, office, Whose(user=clerk.pk))
    again = duty(act, office, Whose(user=clerk.pk), due=Until(NOW))
    assert first == again
    assert waiting(clerk)[0].due == NOW


def test_a_closed_duty_waits_no_more_and_may_open_again(act, office, clerk):
    first = duty(act, office, Whose(user=clerk.pk))
    assert close_duty(act, "sample", office) == 1
    assert close_duty(act, "sample", office) == 0
    assert waiting(clerk) == []
    assert duty(act, office, Whose(user=clerk.pk)) != first


@pytest.mark.parametrize(
    ("due", "term"),
    [
        (None, None),
        (datetime(2026, 12, 16, 23, 59, 59, tzinfo=WARSAW), date(2026, 12, 16)),
        (datetime(2026, 7, 16, 21, 59, 59, tzinfo=UTC), date(2026, 7, 16)),
        (
            datetime(2026, 12, 16, 23, 59, 58, tzinfo=WARSAW),
            datetime(2026, 12, 16, 23, 59, 58, tzinfo=WARSAW),
        ),
    ],
)
def test_a_term_at_the_last_second_is_the_day(due, term):
    assert Duty(due=due).term == term
