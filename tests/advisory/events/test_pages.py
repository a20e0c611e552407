"""The public pages of events and the organiser's list, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from advisory.events import actions
from advisory.events.models import Event, Participant, Presence
from tests.advisory.events.factories import TODAY, announced, held, person, plan
from tests.advisory.factories import running
from tests.cast import act_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SENT = {
    "full_name": "Anna Uczestniczka",
    "email": "anna@org.example",
    "sector": "ngo",
    "comes_from": "Fundacja",
    "agreed": "on",
}


def test_registering_by_the_link(client, programme):
    url = reverse("event-registration", args=(announced(programme).token,))
    assert client.get(url).status_code == 200
    response = client.post(url, SENT)
    assert response.url == reverse("event-thanks")
    assert Participant.objects.get().comes_from == "Fundacja"


def test_nothing_typed_is_lost(client, programme):
    url = reverse("event-registration", args=(announced(programme).token,))
    response = client.post(url, {**SENT, "email": "", "agreed": ""})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Anna Uczestniczka" in page
    assert "Podaj adres: wyślemy potwierdzenie." in page
    assert "Bez zgody nie możemy zapisać" in page
    assert not Participant.objects.exists()


def test_a_robot_is_thanked_and_forgotten(client, programme):
    url = reverse("event-registration", args=(announced(programme).token,))
    assert client.post(url, {**SENT, "site": "http://spam.example"}).status_code == 302
    assert not Participant.objects.exists()


def test_what_is_only_planned_does_not_exist(client, programme):
    url = reverse("event-registration", args=(plan(programme).token,))
    assert client.get(url).status_code == 404


def test_reading_the_code_notes_nothing_the_button_does(client, programme):
    event = announced(programme)
    actions.add_to_list(running(programme), event, **person())
    url = reverse("event-presence", args=(event.days.get().token,))
    assert client.get(url).status_code == 200
    assert not Presence.objects.exists()
    response = client.post(url, {"email": "Anna@org.example"})
    assert "Obecność zapisana" in response.content.decode()
    again = client.post(url, {"email": "anna@org.example"})
    assert "Obecność zapisana" in again.content.decode()
    assert Presence.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 1])
def test_outside_of_the_day_the_page_says_when_and_the_post_is_refused(client, programme, days):
    event = announced(programme, first=TODAY + timedelta(days=days))
    actions.add_to_list(running(programme), event, **person())
    url = reverse("event-presence", args=(event.days.get().token,))
    said = "za późno" if days < 0 else "w dniu wydarzenia"
    page = client.get(url).content.decode()
    assert said in page
    assert "<form" not in page.split("<main")[1]
    response = client.post(url, {"email": "anna@org.example"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["event-presence", "event-registration", "event-own-registration", "event-own-certificate"],
)
def test_a_wrong_token_opens_nothing(client, programme, name):
    event = announced(programme)
    known = actions.add_to_list(running(programme), event, **person())
    for token in ("nieznany", known.token[:-1], event.days.get().token.swapcase()):
        url = reverse(name, args=(token,))
        assert client.get(url).status_code == 404
        assert client.post(url, SENT).status_code in {404, 405}
    assert event.participants.count() == 1


def test_a_full_event_says_so_and_opens_again(client, programme):
    event = announced(programme, places=1)
    url = reverse("event-registration", args=(event.token,))
    assert "1 z 1" in client.get(url).content.decode()
    assert client.post(url, SENT).status_code == 302
    page = client.get(url).content.decode()
    assert "Nie ma już wolnych miejsc" in page
    assert "Zapisz mnie" not in page
    assert client.post(url, {**SENT, "email": "druga@org.example"}).status_code == 422
    client.post(reverse("event-own-registration", args=(Participant.objects.get().token,)))
    assert "Zapisz mnie" in client.get(url).content.decode()


def test_registration_is_closed_after_its_term(client, programme):
    event = announced(programme, first=TODAY + timedelta(days=3), registers_until=TODAY)
    event.registers_until = TODAY - timedelta(days=1)
    event.save()
    url = reverse("event-registration", args=(event.token,))
    assert "Zapisy na to wydarzenie są zamknięte" in client.get(url).content.decode()
    assert client.post(url, SENT).status_code == 422
    assert not Participant.objects.exists()


def test_an_imported_event_has_numbers_and_no_list(client, programme, programme_coordinator):
    event = held(programme)
    Event.objects.update(is_imported=True)
    client.force_login(programme_coordinator)
    assert "wczytano z wykazu" in client.get(event.get_absolute_url()).content.decode()
    for name in ("participant-add", "event-certificates"):
        response = client.get(reverse(name, args=(event.pk,)))
        assert response.status_code == 403
        assert "bez listy osób" in response.content.decode()
    sheet = client.get(reverse("presence-sheet", args=(event.days.get().pk,)))
    assert sheet.status_code == 403
    url = reverse("event-people", args=(event.pk,))
    people = {"people_office": 4, "people_ngo": 3, "people_university": 0, "people_other": 1}
    based_on = client.get(url).context["form"]["based_on"].value()
    assert client.post(url, {**people, "based_on": based_on}).status_code == 302
    event.refresh_from_db()
    assert event.counted_by_hand == 8


def test_the_code_of_a_shared_day_is_the_hosts(client, programme, programme_coordinator):
    ours = announced(programme, title="Prusice")
    theirs = announced(programme, title="Czernica")
    first, other = ours.days.get(), theirs.days.get()
    actions.change_day(running(programme), other, shares=first)
    client.force_login(programme_coordinator)
    page = client.get(reverse("event-day-code", args=(other.pk,))).content.decode()
    assert first.token in page
    assert other.token not in page


def test_an_unknown_address_is_asked_who_it_is(client, programme):
    event = announced(programme)
    url = reverse("event-presence", args=(event.days.get().token,))
    response = client.post(url, {"email": "nikt@org.example"})
    assert response.status_code == 422
    assert "Tego adresu nie ma na liście" in response.content.decode()
    sent = {"full_name": "Nowa Osoba", "email": "nikt@org.example", "sector": "other"}
    assert client.post(url, sent).status_code == 200
    assert Presence.objects.get().participant.full_name == "Nowa Osoba"


def test_one_gives_the_place_back_by_ones_own_link(client, programme):
    event = announced(programme)
    known = actions.add_to_list(running(programme), event, **person())
    url = reverse("event-own-registration", args=(known.token,))
    assert "Wycofaj zapis" in client.get(url).content.decode()
    assert "Zapis wycofany" in client.post(url).content.decode()
    assert client.get(url).status_code == 404


def test_an_adviser_of_another_unit_does_not_see_the_event(programme, unit, other_profile, client):
    event = announced(programme, [unit])
    client.force_login(other_profile.user)
    assert client.get(event.get_absolute_url()).status_code == 404


def test_an_event_of_the_whole_programme_is_read_and_not_run_by_an_adviser(
    programme, profile, client
):
    event = announced(programme)
    client.force_login(profile.user)
    assert client.get(event.get_absolute_url()).status_code == 200
    assert client.get(reverse("event-edit", args=(event.pk,))).status_code == 403


def test_an_adviser_is_offered_their_own_units_and_the_others_stay(
    client_as, adviser, profile, programme, unit, neighbour_unit
):
    event = announced(programme, [unit, neighbour_unit])
    page = client_as(adviser).get(reverse("event-edit", args=(event.pk,)))
    form = page.context["form"]
    assert list(form.fields["units"].queryset) == [unit]
    actions.change_event(act_of(adviser), event, [unit], title="Inny tytuł")
    assert set(event.units.all()) == {unit, neighbour_unit}


def test_an_adviser_is_offered_no_day_of_an_event_that_they_do_not_see(
    client_as, adviser, profile, programme, unit, neighbour_unit
):
    own = announced(programme, [unit])
    foreign = announced(programme, [neighbour_unit])
    page = client_as(adviser).get(reverse("event-day", args=(own.days.get().pk,)))
    assert foreign.days.get() not in page.context["form"].fields["shares"].queryset
