"""Registering, being there once a day, counting people once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from advisory.events import actions
from advisory.events.actions.attending import on_the_list
from advisory.events.models import Event, EventDay, Participant, Presence
from advisory.events.rules import different_people, people_of
from advisory.events.views.events import different_people_of
from mkus_portal.act import Act
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Letter
from mkus_portal.verdict import Refused
from tests.advisory.events.factories import TODAY, announced, held, person, plan
from tests.advisory.factories import running
from tests.clock import NOW

pytestmark = pytest.mark.django_db
VISITOR = Act.public(NOW)
TOMORROW = TODAY + timedelta(days=1)


def counted(event):
    return people_of(Event.objects.with_presence().filter(pk=event.pk))


def test_a_registration_is_kept_and_answered_by_a_letter(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person(email="Anna@Org.example"))
    assert (known.email, known.full_name) == ("anna@org.example", "Anna Uczestniczka")
    assert list(Letter.objects.values_list("kind", "to")) == [
        ("event_registered", "anna@org.example")
    ]


def test_the_same_address_is_not_told_that_it_is_known(programme):
    event = announced(programme)
    first = actions.register(VISITOR, event, **person())
    again = actions.register(VISITOR, event, **person(name="Ktoś Inny"))
    assert again.pk == first.pk
    assert event.participants.get().full_name == "Anna Uczestniczka"
    assert Letter.objects.count() == 2


def test_nobody_registers_after_the_term_nor_without_a_place(programme):
    over = announced(programme, registers_until=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="zamknięte"):
        actions.register(VISITOR, over, **person())
    small = announced(programme, places=1)
    actions.register(VISITOR, small, **person())
    with pytest.raises(Refused, match="wolnych miejsc"):
        actions.register(VISITOR, small, **person(email="druga@org.example"))
    assert Participant.objects.count() == 1


def test_nobody_registers_for_what_is_planned_or_called_off(programme):
    with pytest.raises(Refused):
        actions.register(VISITOR, plan(programme), **person())
    event = announced(programme)
    actions.cancel_event(running(programme), event, "Choroba.")
    with pytest.raises(Refused, match="odwołane"):
        actions.register(VISITOR, event, **person())


def test_calling_off_writes_to_everybody_and_needs_a_reason(programme):
    event = announced(programme)
    actions.register(VISITOR, event, **person())
    with pytest.raises(Refused, match="dlaczego"):
        actions.cancel_event(running(programme), event, "  ")
    actions.cancel_event(running(programme), event, "Choroba trenera.")
    assert Letter.objects.filter(kind="event_cancelled").get().to == "anna@org.example"
    assert event.state == "cancelled"


def test_presence_is_noted_once_a_day(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person())
    day = event.days.get()
    actions.mark_myself(VISITOR, day, known)
    actions.mark_myself(VISITOR.later(NOW + timedelta(hours=1)), day, known)
    presence = Presence.objects.get()
    assert (presence.noted, presence.noted_at) == ("self", NOW)


def test_presence_is_noted_on_the_day_only(programme):
    event = announced(programme, last=TOMORROW)
    known = actions.register(VISITOR, event, **person())
    second = event.days.get(held_on=TOMORROW)
    with pytest.raises(Refused, match="w dniu wydarzenia"):
        actions.mark_myself(VISITOR, second, known)
    actions.mark_myself(VISITOR.later(NOW + timedelta(days=1)), second, known)
    assert Presence.objects.get().day == second


def test_presence_is_not_noted_before_the_day_after_it_nor_once_the_event_is_closed(programme):
    event = announced(programme, last=TOMORROW)
    known = actions.register(VISITOR, event, **person())
    first, second = event.days.all()
    with pytest.raises(Refused, match=r"Wróć na tę stronę 25\.11\.2026"):
        actions.mark_myself(VISITOR, second, known)
    tomorrow = VISITOR.later(NOW + timedelta(days=1))
    with pytest.raises(Refused, match="za późno"):
        actions.mark_myself(tomorrow, first, known)
    with pytest.raises(Refused, match="za późno"):
        actions.mark_myself(tomorrow, first, None, **person(email=""))
    actions.hold_event(running(programme).later(NOW + timedelta(days=1)), event)
    with pytest.raises(Refused, match="za późno"):
        actions.mark_myself(tomorrow, second, known)
    assert not Presence.objects.exists()
    assert event.participants.count() == 1


def test_who_left_the_list_meanwhile_is_not_noted(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person())
    Participant.objects.filter(pk=known.pk).delete()
    with pytest.raises(Refused, match="nie ma już na liście"):
        actions.mark_myself(VISITOR, event.days.get(), known)


def test_two_days_of_one_person_are_one_person(programme):
    event = announced(programme, last=TOMORROW)
    known = actions.register(VISITOR, event, **person())
    actions.register(VISITOR, event, **person(email="kto@org.example", sector="office"))
    for day in event.days.all():
        later = VISITOR.later(NOW + (day.held_on - TODAY))
        actions.mark_myself(later, day, known)
    people = counted(event)
    assert Presence.objects.count() == 2
    assert (people.of("ngo"), people.of("office"), people.total) == (1, 0, 1)


def test_by_hand_and_registered_people_add_up(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person())
    actions.mark_myself(VISITOR, event.days.get(), known)
    actions.count_people(running(programme), event, people_ngo=3, people_other=2, estimated=True)
    people = counted(event)
    assert (people.all_registered, people.all_by_hand, people.total) == (1, 5, 6)
    assert people.of("ngo") == 4


def test_people_are_not_counted_before_the_first_day(programme):
    event = announced(programme, first=TOMORROW)
    with pytest.raises(Refused, match="pierwszego dnia"):
        actions.count_people(running(programme), event, people_ngo=3)


def test_a_walk_in_writes_themselves_down(programme):
    event = announced(programme)
    known = actions.mark_myself(VISITOR, event.days.get(), None, **person(email=""))
    assert known.event == event
    assert counted(event).of("ngo") == 1


def test_a_walk_in_who_presses_twice_or_comes_again_is_one_person(programme):
    event = announced(programme, last=TOMORROW)
    first, second = event.days.all()
    again = person(name="ANNA  uczestniczka".replace("  ", " "), email="", comes_from="fundacja")
    actions.mark_myself(VISITOR, first, None, **person(email=""))
    actions.mark_myself(VISITOR, first, None, **again)
    actions.mark_myself(VISITOR.later(NOW + timedelta(days=1)), second, None, **again)
    assert (event.participants.count(), Presence.objects.count()) == (1, 2)
    assert counted(event).total == 1


def test_a_walk_in_is_found_on_the_list_and_a_namesake_is_not(programme):
    event = announced(programme)
    day = event.days.get()
    known = actions.register(VISITOR, event, **person())
    assert actions.mark_myself(VISITOR, day, None, **person(email="")) == known
    elsewhere = actions.mark_myself(VISITOR, day, None, **person(email="", comes_from="Urząd"))
    other = actions.mark_myself(VISITOR, day, None, **person(email="druga.anna@org.example"))
    assert len({known.pk, elsewhere.pk, other.pk}) == 3
    assert counted(event).total == 3


def test_the_list_changes_only_for_those_whom_the_page_showed(programme):
    event = announced(programme)
    first = actions.add_to_list(running(programme), event, **person())
    late = actions.add_to_list(running(programme), event, **person(email="pozno@org.example"))
    day = event.days.get()
    actions.mark_myself(VISITOR, day, late)
    changed = actions.mark_list(running(programme), day, {first.pk}, {first.pk})
    assert changed == 1
    assert set(day.presences.values_list("participant", flat=True)) == {first.pk, late.pk}
    assert actions.mark_list(running(programme), day, set(), {first.pk}) == 1
    assert day.presences.get().participant == late


def test_a_shared_day_knows_the_people_of_both_events(programme):
    ours = announced(programme, title="Prusice", last=TOMORROW)
    theirs = announced(programme, title="Czernica", last=TOMORROW)
    first, other = ours.days.get(held_on=TODAY), theirs.days.get(held_on=TODAY)
    actions.change_day(running(programme), other, shares=first)
    guest = actions.register(VISITOR, theirs, **person(email="gosc@org.example"))
    found = on_the_list(first, "Gosc@org.example")
    assert found == guest
    actions.mark_myself(VISITOR, first, found)
    presence = Presence.objects.get()
    assert (presence.participant, presence.day) == (guest, other)
    assert counted(theirs).total == 1
    assert counted(ours).total == 0


def test_a_session_is_shared_on_the_same_day_and_not_in_chains(programme):
    ours, theirs = announced(programme, last=TOMORROW), announced(programme, title="Drugie")
    day = theirs.days.get()
    with pytest.raises(ValidationError, match="tego samego dnia"):
        actions.change_day(running(programme), day, shares=ours.days.get(held_on=TOMORROW))
    actions.change_day(running(programme), day, shares=ours.days.get(held_on=TODAY))
    third = announced(programme, title="Trzecie").days.get()
    with pytest.raises(ValidationError, match="sam jest częścią"):
        actions.change_day(running(programme), third, shares=EventDay.objects.get(pk=day.pk))


def test_a_place_is_given_back_until_somebody_came(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person())
    actions.mark_myself(VISITOR, event.days.get(), known)
    with pytest.raises(Refused, match="już zapisana"):
        actions.resign(VISITOR, known)
    other = actions.register(VISITOR, event, **person(email="druga@org.example"))
    actions.resign(VISITOR, other)
    assert event.participants.count() == 1


def test_a_day_with_presence_is_not_dropped(programme):
    event = announced(programme, last=TOMORROW)
    known = actions.register(VISITOR, event, **person())
    actions.mark_myself(VISITOR, event.days.get(held_on=TODAY), known)
    given = {"starts_on": TOMORROW, "ends_on": TOMORROW}
    with pytest.raises(ValidationError, match="obecność"):
        actions.change_event(running(programme), event, (), **given)
    event.refresh_from_db()
    assert event.starts_on == TODAY


def test_certificates_go_to_those_who_came(programme):
    event = announced(programme)
    known = actions.register(VISITOR, event, **person())
    actions.register(VISITOR, event, **person(email="nie@org.example"))
    actions.mark_myself(VISITOR, event.days.get(), known)
    with pytest.raises(Refused, match="po wydarzeniu"):
        actions.issue_certificates(running(programme), event)
    actions.hold_event(running(programme), event)
    assert actions.issue_certificates(running(programme), event) == 1


def test_a_certificate_takes_as_many_days_as_the_event_says(programme):
    event = announced(programme, last=TOMORROW, days_required=2)
    both = actions.register(VISITOR, event, **person())
    one = actions.register(VISITOR, event, **person(email="raz@org.example"))
    first, second = event.days.all()
    actions.mark_list(running(programme), first, {both.pk, one.pk}, {both.pk, one.pk})
    later = running(programme).later(NOW + timedelta(days=1))
    actions.mark_list(later, second, {both.pk}, {both.pk, one.pk})
    actions.hold_event(later, event)
    assert actions.issue_certificates(later, event) == 1
    assert list(Document.objects.about(both).values_list("kind", flat=True)) == [
        "event_certificate"
    ]
    assert not Document.objects.about(one).exists()
    assert counted(event).total == 2


def test_no_certificate_is_issued_where_nobody_came_often_enough(programme):
    event = announced(programme)
    actions.register(VISITOR, event, **person())
    actions.hold_event(running(programme), event)
    with pytest.raises(Refused, match="Nikt z listy"):
        actions.issue_certificates(running(programme), event)


def test_a_certificate_takes_no_more_days_than_there_are(programme):
    with pytest.raises(ValidationError, match="trwa krócej"):
        announced(programme, days_required=2)


def test_an_event_is_closed_on_its_last_day_at_the_earliest(programme):
    event = announced(programme, last=TOMORROW)
    with pytest.raises(Refused, match="ostatnim dniu"):
        actions.hold_event(running(programme), event)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], 0),
        ([("Anna", "a@x.pl", "X"), ("Anna Nowak", "A@X.pl ", "Y")], 1),
        ([("Łucja Żak", "", "Urząd"), ("Lucja Zak", "", "urzad")], 1),
        ([("Jan", "", "A"), ("Jan", "", "B")], 2),
    ],
)
def test_who_comes_twice_is_one_person(rows, expected):
    assert different_people(rows) == expected


def test_one_person_at_two_events_is_counted_once(programme):
    for title in ("Pierwsze", "Drugie"):
        event = announced(programme, title=title)
        known = actions.register(VISITOR, event, **person())
        actions.mark_myself(VISITOR, event.days.get(), known)
    assert people_of(Event.objects.with_presence()).total == 2
    assert different_people_of(Event.objects.all()) == 1


def test_an_event_of_the_past_counts_at_once(programme):
    assert held(programme, first=date(2026, 11, 3), last=date(2026, 11, 4)).days.count() == 2
