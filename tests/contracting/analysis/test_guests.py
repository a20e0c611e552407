"""People from outside in one analysis: invited, let in until a day, called off, all traced."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from contracting.analysis import guest_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.models import Analysis, Guest
from contracting.analysis.permissions import may_comment, may_read, may_write
from mkus_portal.accounts.models import Key, Membership
from mkus_portal.act import NOWHERE, WARSAW, Act, Scope
from mkus_portal.drafting.actions import open_thread, save_field, write_of_comments
from mkus_portal.drafting.models import Thread
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from mkus_portal.web.talk import threads_of
from mkus_portal.workflow.engine import MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests import cast
from tests.contracting.analysis.factories import AT, make_office, member_act

UNTIL = date(2026, 12, 10)
EMAIL = "ekspert@fundacja.example"
COMMENT, WRITE, READ = Key.Right.COMMENT, Key.Right.WRITE, Key.Right.READ


def invite(act, analysis, right=COMMENT, email=EMAIL, until=UNTIL):
    return actions.invite_guest(act, analysis, email=email, kind="expert", right=right, until=until)


def let_in(act, analysis, person, right=COMMENT):
    guest = invite(act, analysis, right)
    actions.accept_guest(Act(person.pk, "person", NOWHERE, AT), guest)
    return guest


@pytest.fixture
def person(db):
    found = cast.make_user("ekspert", email=EMAIL)
    cast.confirm(found)
    return found


@pytest.fixture
def guest_act(person):
    return Act(person.pk, "person", NOWHERE, AT)


def test_nothing_is_open_before_the_invitation_is_taken(act, analysis, guest_act):
    guest = invite(act, analysis)
    assert not may_read(guest_act, analysis)
    letter = Email.objects.get()
    assert letter.to == [EMAIL]
    assert guest.token in letter.message
    assert analysis.title in letter.message


@pytest.mark.parametrize(
    ("right", "comments", "writes"), [(READ, 0, 0), (COMMENT, 1, 0), (WRITE, 1, 1)]
)
def test_a_right_opens_what_it_says(act, analysis, person, guest_act, right, comments, writes):
    let_in(act, analysis, person, right)
    said = (may_read, may_comment, may_write)
    allowed = [bool(may(guest_act, analysis)) for may in said]
    assert allowed == [True, bool(comments), bool(writes)]


def test_the_access_ends_with_its_last_day(act, analysis, person, guest_act):
    let_in(act, analysis, person, WRITE)
    last = datetime(2026, 12, 10, 23, 59, 59, tzinfo=WARSAW)
    assert may_write(guest_act.later(last), analysis)
    assert not may_read(guest_act.later(last + timedelta(seconds=1)), analysis)


def test_withdrawing_ends_it_the_same_minute(act, analysis, person, guest_act):
    guest = let_in(act, analysis, person, WRITE)
    save_field(guest_act, analysis.draft, "E1-01", "Głos eksperta", 0)
    actions.withdraw_guest(act.later(AT + timedelta(minutes=1)), guest)
    later = guest_act.later(AT + timedelta(minutes=1))
    assert not may_read(later, analysis)
    with pytest.raises(Refused):
        save_field(later, analysis.draft, "E1-01", "Jeszcze jedno", 1)
    assert analysis.draft.texts()["E1-01"] == "Głos eksperta"
    moves = MoveLog.objects.order_by("pk").values_list("move", "user")
    assert list(moves) == [("accept", person.pk), ("withdraw", act.user)]
    assert not Duty.objects.open().exists()


def test_an_invitation_called_off_cannot_be_taken(act, analysis, person, guest_act):
    guest = invite(act, analysis)
    stale = Guest.objects.get(pk=guest.pk)
    actions.withdraw_guest(act, guest)
    with pytest.raises(MoveTaken):
        actions.accept_guest(guest_act, stale)
    assert not Key.objects.exists()


def test_only_the_reader_of_the_address_takes_it(act, analysis):
    guest = invite(act, analysis)
    other = Act(cast.make_user("inny").pk, "person", NOWHERE, AT)
    with pytest.raises(Refused):
        actions.accept_guest(other, guest)
    assert not Key.objects.exists()


def test_an_invitation_whose_day_has_passed_cannot_be_taken(act, analysis, guest_act):
    guest = invite(act, analysis)
    with pytest.raises(Refused):
        actions.accept_guest(guest_act.later(datetime(2026, 12, 11, tzinfo=WARSAW)), guest)


def test_who_may_invite(act, analysis, office, person, guest_act):
    let_in(act, analysis, person, WRITE)
    for stranger in (
        member_act(office, "executive"),
        member_act(make_office()),
        guest_act,
        Act.public(AT),
    ):
        with pytest.raises(Refused):
            invite(stranger, analysis, email="inna@osoba.example")


def test_nobody_is_invited_twice_or_for_a_day_that_has_passed(act, analysis):
    guest = invite(act, analysis)
    with pytest.raises(ValidationError) as error:
        invite(act, analysis, WRITE, EMAIL.upper())
    assert list(error.value.message_dict) == ["email"]
    with pytest.raises(ValidationError) as error:
        invite(act, analysis, email="inna@osoba.example", until=act.day - timedelta(days=1))
    assert list(error.value.message_dict) == ["until"]
    actions.withdraw_guest(act, guest)
    invite(act, analysis, WRITE)
    assert analysis.guests.standing().count() == 1


def test_a_closed_analysis_invites_nobody_and_lets_guests_read(act, analysis, person, guest_act):
    let_in(act, analysis, person, WRITE)
    open_thread(guest_act, analysis.draft, "E1-01", "Skąd ta liczba?")
    close_analysis(act, analysis, with_gaps=True, note="Brak danych.")
    analysis = Analysis.objects.get(pk=analysis.pk)
    with pytest.raises(Refused):
        invite(act, analysis, email="inna@osoba.example")
    with pytest.raises(Refused):
        open_thread(guest_act, analysis.draft, "E1-01", "Za późno")
    assert [one.comments.get().text for one in threads_of(guest_act, analysis.draft)] == [
        "Skąd ta liczba?"
    ]
    assert not Duty.objects.open().filter(user=person).exists()


def test_guest_and_office_talk_as_one_team(act, analysis, person, guest_act):
    let_in(act, analysis, person)
    save_field(act, analysis.draft, "E1-01", "Krócej", 0)
    open_thread(guest_act, analysis.draft, "E1-01", "Napiszcie, o ile.")
    waiting = Duty.objects.open().filter(kind="draft_comments").values_list("user", flat=True)
    assert list(waiting) == [act.user]
    open_thread(act, analysis.draft, "E1-01", "A jak to zmierzyć?")
    assert Duty.objects.open().filter(kind="draft_comments", user=person).exists()
    assert threads_of(guest_act, analysis.draft).count() == 2


def test_who_only_reads_and_who_comes_from_elsewhere_sees_no_comments(act, analysis, person):
    open_thread(act, analysis.draft, "E1-01", "Skąd ta liczba?")
    let_in(act, analysis, person, READ)
    for stranger in (
        Act(person.pk, "person", NOWHERE, AT),
        Act(person.pk, "adviser", Scope("programme", 1), AT),
        member_act(make_office()),
    ):
        assert not threads_of(stranger, analysis.draft).exists()


def test_a_guest_called_off_gets_no_letter(act, analysis, person, guest_act):
    guest = let_in(act, analysis, person)
    open_thread(act, analysis.draft, "E1-01", "Skąd ta liczba?")
    actions.withdraw_guest(act, guest)
    before = Email.objects.count()
    write_of_comments(Act.system(AT + timedelta(hours=2)))
    assert Email.objects.count() == before


def test_a_proposal_of_a_guest_is_named_in_the_history(act, analysis, person, guest_act, browser):
    let_in(act, analysis, person)
    save_field(act, analysis.draft, "E1-01", "Krócej", 0)
    open_thread(guest_act, analysis.draft, "E1-01", "", "Czas oczekiwania spadnie do 10 minut")
    thread = Thread.objects.get()
    answer = browser.post(f"/szkice/uwagi/{thread.pk}/ruch/", {"ruch": "accept", "version": "1"})
    assert answer.status_code == 302
    history = browser.get(f"/szkice/{analysis.draft.pk}/historia/?miejsce=E1-01").content.decode()
    assert f"przyjęta propozycja: {person.full_name}" in history


@pytest.fixture
def visitor(person):
    found = Client()
    found.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def test_the_pages_from_the_invitation_to_the_form(browser, analysis, visitor, act):
    form = {"email": EMAIL, "kind": "adviser", "right": "write", "until": "2031-12-10"}
    wrong = browser.post(f"/analizy/{analysis.pk}/osoby/nowa/", {**form, "until": "2020-01-01"})
    assert wrong.status_code == 422
    assert EMAIL in wrong.content.decode()
    assert browser.post(f"/analizy/{analysis.pk}/osoby/nowa/", form).status_code == 302
    guest = Guest.objects.get()
    link = f"/analizy/zaproszenia/{guest.token}/"
    assert EMAIL not in Client().get(link).content.decode()
    assert Client().post(link).status_code == 302
    assert visitor.get(f"/analizy/{analysis.pk}/").status_code == 404
    assert visitor.post(link).headers["Location"] == f"/analizy/{analysis.pk}/"
    assert visitor.post(link).status_code in {403, 409}
    page = visitor.get(f"/analizy/{analysis.pk}/etap-1/").content.decode()
    assert "data-autosave" in page
    assert 'data-writing="1"' in page
    assert analysis.title in visitor.get("/biurko/").content.decode()
    listed = visitor.get(f"/analizy/{analysis.pk}/osoby/").content.decode()
    assert EMAIL not in listed
    assert "Cofnij dostęp" not in listed
    assert visitor.post(f"/analizy/osoby/{guest.pk}/koniec/").status_code == 404
    assert browser.post(f"/analizy/osoby/{guest.pk}/koniec/").status_code == 302
    assert visitor.get(f"/analizy/{analysis.pk}/etap-1/").status_code == 404


def test_somebody_else_at_the_link_reads_why_not(analysis, act):
    guest = invite(act, analysis)
    stranger = Client()
    stranger.force_login(
        cast.make_user("inny"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    answer = stranger.post(f"/analizy/zaproszenia/{guest.token}/")
    assert answer.status_code == 403
    assert "e***@fundacja.example" in answer.content.decode()


def test_a_member_of_another_office_enters_in_no_office_hat(act, analysis, person, guest_act):
    let_in(act, analysis, person, WRITE)
    other = make_office()
    Membership.objects.create(
        user=person, role="clerk", scope_kind="office", scope_id=other.pk, valid_from=AT.date()
    )
    clerk = replace(guest_act, role="clerk", scope=Scope("office", other.pk))
    assert not may_read(clerk, analysis)
    assert not may_write(clerk, analysis)


def test_the_list_of_guests_costs_the_same_for_one_and_for_three(browser, act, analysis):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(f"/analizy/{analysis.pk}/osoby/").status_code == 200
        return len(caught)

    invite(act, analysis)
    queries()
    few = queries()
    for number in range(2):
        invite(act, analysis, email=f"osoba{number}@fundacja.example")
    assert queries() == few
