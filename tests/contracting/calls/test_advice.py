"""An adviser in the draft of a call: let in with consent, talks, gone with the publication."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from post_office.models import Email

from contracting.calls import actions
from contracting.calls.advice_panel import advising, after_advice
from contracting.calls.advice_permissions import may_comment, may_read_draft
from contracting.calls.models import Call, CallAdvice, CallTask
from contracting.calls.permissions import may_edit
from mkus_portal.accounts.models import Key
from mkus_portal.act import NOWHERE, WARSAW, Act, Scope
from mkus_portal.drafting.actions import (
    Clash,
    accept_proposal,
    move_thread,
    open_thread,
    reply,
    save_field,
)
from mkus_portal.drafting.models import Change, Thread
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.drafting.spots import version_at
from mkus_portal.notifications.models import Duty
from mkus_portal.verdict import Refused
from mkus_portal.web.talk import talk_of, views_of_threads
from tests import cast as people
from tests.contracting.calls.factories import (
    AT,
    make_approved_call,
    make_call,
    make_office,
    member_act,
    publish,
)

UNTIL = AT.date() + timedelta(days=60)
SHORT = "Rozwój sportu dzieci"


@pytest.fixture
def call(office, clerk):
    return make_call(office, act=clerk)


@pytest.fixture
def person(db):
    found = people.make_user("Doradca Pierwszy", email="doradca@fundacja.example")
    people.confirm(found)
    return found


@pytest.fixture
def adviser(person):
    return Act(person.pk, "adviser", Scope("programme", 1), AT)


def let_in(clerk, call, person, until=UNTIL):
    advice = actions.ask_for_advice(clerk, call, email=person.email, until=until)
    actions.accept_advice(Act(person.pk, "person", NOWHERE, clerk.at), advice)
    return advice


def test_the_letter_opens_nothing_and_taking_it_opens_one_draft_to_comment(
    clerk, call, person, adviser
):
    other = make_call(call.office, act=clerk)
    advice = actions.ask_for_advice(clerk, call, email=person.email, until=UNTIL)
    assert not may_read_draft(adviser, call)
    assert advice.token in Email.objects.get(to=person.email).message
    actions.accept_advice(adviser, advice)
    verdicts = [bool(may(adviser, call)) for may in (may_read_draft, may_comment, may_edit)]
    assert verdicts == [True, True, False]
    assert list(Call.objects.visible_to(adviser)) == [call]
    assert set(CallTask.objects.visible_to(adviser)) == set(call.tasks.all())
    assert not may_read_draft(adviser, other)
    assert Duty.objects.open().filter(kind="call_advise", user=person).exists()


@pytest.mark.parametrize("kind", ["office", "organisation", "call"])
def test_in_a_role_for_others_the_adviser_sees_no_draft(clerk, call, person, adviser, kind):
    let_in(clerk, call, person)
    assert not Call.objects.visible_to(replace(adviser, role="clerk", scope=Scope(kind, 999)))


def test_the_access_ends_with_its_last_day(clerk, call, person, adviser):
    let_in(clerk, call, person)
    last = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 23, 59, 59, tzinfo=WARSAW)
    assert may_read_draft(adviser.later(last), call)
    assert not may_read_draft(adviser.later(last + timedelta(seconds=1)), call)


def test_withdrawn_consent_ends_it_the_same_second(clerk, call, person, adviser):
    advice = let_in(clerk, call, person)
    thread = open_thread(adviser, call.draft, "title", "Za ogólny")
    now = AT + timedelta(minutes=1)
    actions.withdraw_advice(clerk.later(now), advice)
    assert not Call.objects.visible_to(adviser.later(now))
    with pytest.raises(Refused):
        reply(adviser.later(now), thread, "Jeszcze jedno")
    assert not Duty.objects.open().filter(kind="call_advise").exists()
    assert Email.objects.filter(to=person.email, subject__startswith="Koniec dostępu").exists()
    assert [one.said for one in after_advice(clerk, call)] == ["uwaga"]


def test_the_key_ends_by_itself_when_the_call_is_published(office, person):
    call = make_call(office, act=(clerk := member_act(office)))
    advice = let_in(clerk, call, person)
    adviser = Act(person.pk, "person", NOWHERE, AT)
    actions.send_to_approve(clerk, call)
    actions.approve_call(member_act(office, "executive"), call, "1/2026", AT.date(), "Wójt")
    assert may_read_draft(adviser, call)
    assert not may_comment(adviser, call)
    publish(call)
    call.refresh_from_db()
    assert call.state == Call.State.PUBLISHED
    assert not Key.objects.held_by(adviser, Call).exists()
    assert not Call.objects.opened_to(adviser).exists()
    assert list(Call.objects.visible_to(adviser)) == [call]
    assert not Duty.objects.open().filter(kind="call_advise").exists()
    assert "nie jest już przygotowywany" in Email.objects.filter(to=person.email).last().message
    advice.refresh_from_db()
    assert advice.has_ended(AT)
    assert [one.is_over for one in advising(clerk, call)["advisers"]] == [True]


def test_a_call_called_off_closes_its_draft_too(clerk, call, person, adviser):
    let_in(clerk, call, person)
    actions.cancel_call(clerk, call, "Brak środków.")
    assert not Key.objects.held_by(adviser, Call).exists()


def test_nobody_is_let_in_once_the_announcement_is_approved(office, clerk):
    call = make_approved_call(office)
    with pytest.raises(Refused, match="zatwierdzone"):
        actions.ask_for_advice(clerk, call, email="a@b.example", until=UNTIL)


def test_neither_a_stranger_nor_the_offices_own_people_take_it(clerk, call, person, adviser):
    advice = actions.ask_for_advice(clerk, call, email=person.email, until=UNTIL)
    stranger = Act(people.make_user().pk, "person", NOWHERE, AT)
    with pytest.raises(Refused, match="Zaproszenie wysłano"):
        actions.accept_advice(stranger, advice)
    people.give(person, "clerk", Scope("office", call.office_id))
    with pytest.raises(Refused, match="Masz rolę w urzędzie"):
        actions.accept_advice(adviser, advice)
    assert not Key.objects.exists()


def test_only_the_offices_writers_let_in_and_call_off(clerk, call, person, mayor):
    advice = let_in(clerk, call, person)
    neighbour = member_act(make_office())
    for act in (mayor, neighbour, Act(person.pk, "person", NOWHERE, AT), Act.public(AT)):
        with pytest.raises(Refused):
            actions.ask_for_advice(act, call, email="inna@osoba.example", until=UNTIL)
        with pytest.raises(Refused):
            actions.withdraw_advice(act, advice)


@pytest.mark.parametrize(("days", "field"), [(-1, "until"), (367, "until"), (10, "email")])
def test_a_wrong_day_or_the_same_person_is_said_beside_the_field(clerk, call, person, days, field):
    actions.ask_for_advice(clerk, call, email=person.email, until=UNTIL)
    email = person.email.upper() if field == "email" else "inna@osoba.example"
    with pytest.raises(ValidationError) as error:
        actions.ask_for_advice(clerk, call, email=email, until=AT.date() + timedelta(days=days))
    assert list(error.value.message_dict) == [field]


def proposal(adviser, call, place, text):
    return open_thread(adviser, call.draft, place, "", text)


def test_the_clerk_takes_a_wording_with_a_click_and_the_history_names_both(
    clerk, call, person, adviser
):
    let_in(clerk, call, person)
    thread = proposal(adviser, call, "title", SHORT)
    with pytest.raises(Refused):
        accept_proposal(adviser, thread, 0)
    accept_proposal(clerk, thread, version_at(call.draft, "title"))
    call.refresh_from_db()
    assert (call.title, call.title_folded) == (SHORT, "rozwoj sportu dzieci")
    change = Change.objects.get(draft=call.draft, place="title")
    assert (change.user_id, change.proposed_by_id) == (clerk.user, person.pk)
    assert (change.old, change.new) == ("Sport dzieci i młodzieży", SHORT)
    assert [one.outcome for one in after_advice(clerk, call)] == ["propozycja przyjęta"]


@pytest.mark.parametrize("table", ["tasks", "criteria", "previous"])
def test_a_wording_reaches_a_task_a_criterion_and_an_earlier_task(
    clerk, call, person, adviser, table
):
    let_in(clerk, call, person)
    rows = {"tasks": call.tasks, "criteria": call.criteria, "previous": call.previous_tasks}[table]
    row = rows.first()
    field = "title" if table == "tasks" else "label"
    thread = proposal(adviser, call, f"{table}:{row.pk}:{field}", "Nowa nazwa")
    accept_proposal(clerk, thread, 0)
    row.refresh_from_db()
    assert getattr(row, field) == "Nowa nazwa"


def test_a_wording_turned_down_changes_nothing(clerk, call, person, adviser):
    let_in(clerk, call, person)
    thread = proposal(adviser, call, "conditions", "Inaczej.")
    move_thread(clerk, thread, "reject")
    call.refresh_from_db()
    assert call.conditions != "Inaczej."
    assert [one.outcome for one in after_advice(clerk, call)] == ["propozycja odrzucona"]


def test_a_wording_based_on_an_older_text_is_a_clash(clerk, call, person, adviser):
    let_in(clerk, call, person)
    thread = proposal(adviser, call, "title", SHORT)
    seen = version_at(call.draft, "title")
    actions.edit_call(clerk, call, title="W tym czasie")
    outcome = accept_proposal(clerk, thread, seen)
    assert isinstance(outcome, Clash)
    assert outcome.theirs == "W tym czasie"
    thread.refresh_from_db()
    assert thread.state == Thread.State.OPEN
    assert not isinstance(accept_proposal(clerk, thread, outcome.version), Clash)


def test_a_wording_that_the_field_cannot_hold_is_refused_in_words(clerk, call, person, adviser):
    let_in(clerk, call, person)
    thread = proposal(adviser, call, "title", "x" * 301)
    with pytest.raises(ValidationError):
        accept_proposal(clerk, thread, 0)
    thread.refresh_from_db()
    assert thread.state == Thread.State.OPEN


@pytest.mark.parametrize("place", ["decision_on", "forms", "@text", "tasks", "state"])
def test_a_wording_is_proposed_for_texts_alone(clerk, call, person, adviser, place):
    let_in(clerk, call, person)
    with pytest.raises((ValidationError, NoSuchPlaceError)):
        proposal(adviser, call, place, "Inaczej")


def test_numbers_and_days_are_saved_in_their_form_alone(clerk, call):
    with pytest.raises(ValidationError, match="formularzu"):
        save_field(clerk, call.draft, "decision_on", "2027-01-01", 0)


def test_what_changed_after_the_advice_is_seen(clerk, call, person, adviser):
    let_in(clerk, call, person)
    task, criterion = call.tasks.get(), call.criteria.get()
    places = (
        "conditions",
        f"tasks:{task.pk}:pool",
        f"criteria:{criterion.pk}",
        "@previous",
        "decision_on",
    )
    for place in places:
        open_thread(adviser, call.draft, place, "Do przemyślenia")
    actions.edit_call(clerk, call, conditions="Nowe warunki.")
    actions.edit_task(clerk, task, pool=Decimal(30000))
    actions.edit_criterion(clerk, criterion, max_points=Decimal(20))
    actions.add_previous_task(clerk, call, label="Sport 2026", year=2026)
    changed = {one.label: one.is_changed for one in after_advice(clerk, call)}
    assert list(changed.values()).count(True) == 4
    assert changed["Termin wyboru ofert"] is False
    assert changed["Zadania: pula środków (wiersz 1)"] is True


def test_a_task_that_is_renamed_is_no_change_of_the_criteria_for_it(clerk, call):
    task, criterion = call.tasks.get(), call.criteria.get()
    actions.edit_criterion(clerk, criterion, task=task)
    since = Change.objects.latest("pk").pk
    actions.edit_task(clerk, task, title="Inaczej")
    places = Change.objects.filter(pk__gt=since).values_list("place", flat=True)
    assert list(places) == [f"tasks:{task.pk}:title"]


def test_comments_on_a_part_taken_out_stay_and_say_so(clerk, call, person, adviser):
    let_in(clerk, call, person)
    criterion = call.criteria.get()
    thread = proposal(adviser, call, f"criteria:{criterion.pk}:label", "Staż")
    actions.remove_criterion(clerk, criterion)
    [view] = views_of_threads(call.draft, [thread], with_texts=True)
    assert "którego już nie ma" in view.label
    with pytest.raises(NoSuchPlaceError):
        accept_proposal(clerk, thread, 0)


def test_the_clerk_is_told_of_comments_and_the_adviser_of_answers(clerk, call, person, adviser):
    let_in(clerk, call, person)
    thread = open_thread(adviser, call.draft, "title", "Za ogólny")
    kinds = Duty.objects.open().filter(kind="draft_comments")
    assert set(kinds.values_list("user", flat=True)) == {clerk.user}
    reply(clerk, thread, "Dziękuję")
    assert person.pk in set(kinds.values_list("user", flat=True))


def test_a_call_from_before_gets_its_talk_with_the_first_invitation(clerk, call, person, adviser):
    Call.objects.filter(pk=call.pk).update(draft=None)
    call.refresh_from_db()
    actions.edit_call(clerk, call, conditions="Bez historii.")
    let_in(clerk, call, person)
    call.refresh_from_db()
    assert talk_of(adviser, call.draft).commenting


def test_an_adviser_who_acts_for_an_organisation_is_shown_as_such(clerk, call, person):
    let_in(clerk, call, person)
    own = people.make_organisation(name="Klub Orzeł")
    people.give(person, "ngo_editor", Scope("organisation", own.pk))
    [shown] = advising(clerk, call)["advisers"]
    assert shown.holders == ("Klub Orzeł",)


def test_the_pages_show_the_draft_to_whom_it_is_opened(client_of, clerk, call, person, adviser):
    browser = client_of(Act(person.pk, "person", NOWHERE, AT))
    url = reverse("call-draft", args=(call.pk,))
    assert browser.get(url).status_code == 404
    advice = actions.ask_for_advice(clerk, call, email=person.email, until=UNTIL)
    invitation = reverse("call-advice-invitation", args=(advice.token,))
    assert "Przyjmij zaproszenie" in browser.get(invitation).content.decode()
    assert browser.post(invitation).url == url
    page = browser.get(url).content.decode()
    for word in ("Zadanie 1", "Doświadczenie", "Sport 2025", "Oferty ocenia komisja"):
        assert word in page
    assert "Popraw" not in page
    assert browser.get(reverse("office-call-preview", args=(call.pk,))).status_code == 200
    assert browser.get(reverse("office-call-detail", args=(call.pk,))).status_code in {403, 404}
    place = f"{reverse('draft-comments', args=(call.draft.pk,))}?miejsce=conditions"
    given = {"co": "propozycja", "proposed": "Prościej.", "text": ""}
    assert browser.post(place, given).status_code == 302
    thread = Thread.objects.get()
    office = client_of(clerk)
    edit = office.get(reverse("office-call-text", args=(call.pk,))).content.decode()
    assert "Otwarte uwagi: 1" in edit
    move = reverse("thread-move", args=(thread.pk,))
    assert office.post(move, {"ruch": "accept", "version": "0"}).status_code == 302
    call.refresh_from_db()
    assert call.conditions == "Prościej."
    detail = office.get(reverse("office-call-detail", args=(call.pk,))).content.decode()
    assert "Doradca Pierwszy" in detail
    assert "propozycja przyjęta" in detail
    office.post(reverse("call-advice-withdraw", args=(advice.pk,)))
    assert CallAdvice.objects.get().state == CallAdvice.State.WITHDRAWN
    assert browser.get(url).status_code == 404
    assert browser.get(place).status_code == 404
