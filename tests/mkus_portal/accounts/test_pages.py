"""People of an office or an organisation, and the page behind an invitation's link."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mkus_portal.accounts.actions import accept_invitation
from mkus_portal.accounts.models import Invitation, Membership
from mkus_portal.act import Scope
from mkus_portal.notifications.invitations import invite
from mkus_portal.notifications.models import Letter
from tests import cast
from tests.clock import NOW

PEOPLE = "people"


def said(answer):
    return answer.content.decode()


@pytest.fixture
def scope(office):
    return Scope("office", office.pk)


@pytest.fixture
def invitation(office_admin, scope, act_of):
    return invite(act_of(office_admin), "nowa@example.pl", "clerk", scope)


def link(invitation):
    return reverse("invitation", args=(invitation.token,))


def test_an_administrator_sees_people_with_roles_and_dates(client_as, office_admin, clerk):
    page = said(client_as(office_admin).get(reverse(PEOPLE)))
    assert "Klara Merytoryczna" in page
    assert "Pracownik merytoryczny" in page
    assert "02.01.2024" in page
    assert "Zaproś osobę" in page


def test_a_colleague_sees_people_and_why_they_may_not_change(client_as, clerk):
    page = said(client_as(clerk).get(reverse(PEOPLE)))
    assert "administrator urzędu" in page
    assert "Zaproś osobę" not in page
    assert "Zakończ" not in page


def test_the_same_page_serves_an_organisation(client_as, ngo_admin, ngo_editor):
    page = said(client_as(ngo_admin).get(reverse(PEOPLE)))
    assert "Edyta Redaktorka" in page
    assert "Stowarzyszenie Wspólna Droga" in page
    assert "Zaproś osobę" in page


def test_nobody_sees_the_neighbours_people(client_as, neighbour_admin, clerk, ngo_admin):
    page = said(client_as(neighbour_admin).get(reverse(PEOPLE)))
    assert "Klara" not in page
    assert "Ola" not in page


def test_the_rival_does_not_find_a_membership(client_as, ngo_editor, rival_admin, neighbour_admin):
    url = reverse("membership-end", args=(ngo_editor.memberships.get().pk,))
    for stranger in (rival_admin, neighbour_admin):
        client = client_as(stranger)
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404


def test_the_neighbour_does_not_find_an_invitation(client_as, neighbour_admin, invitation):
    url = reverse("invitation-withdraw", args=(invitation.pk,))
    assert client_as(neighbour_admin).post(url).status_code == 404


def test_somebody_without_a_holder_is_told(client_as, resident, visitor):
    assert client_as(resident).get(reverse(PEOPLE)).status_code == 403
    assert "/konto/login/" in visitor.get(reverse(PEOPLE)).url


def test_the_list_filters_and_exports(client_as, office_admin, clerk, scope):
    cast.give(clerk, "treasurer", scope, until=NOW.date() - timedelta(days=1))
    client = client_as(office_admin)
    assert "Skarbnik</td>" in said(client.get(reverse(PEOPLE)))
    assert "Skarbnik</td>" not in said(client.get(reverse(PEOPLE), {"current": "tak"}))
    past = said(client.get(reverse(PEOPLE), {"current": "nie"}))
    assert "Skarbnik</td>" in past
    assert "Adam Administrator</td>" not in past
    assert "Klara" not in said(client.get(reverse(PEOPLE), {"text": "adam"}))
    assert "Adam" not in said(client.get(reverse(PEOPLE), {"role": "clerk"})).split("<table")[1]
    assert "Klara Merytoryczna" in said(client.get(reverse(PEOPLE), {"eksport": "csv"}))


def test_a_list_of_three_costs_as_much_as_one(client_as, office_admin, scope, count_queries):
    client = client_as(office_admin)
    one = count_queries(lambda: client.get(reverse(PEOPLE)))
    cast.member("clerk", scope)
    cast.member("clerk", scope)
    assert count_queries(lambda: client.get(reverse(PEOPLE))) == one


def test_an_invitation_is_a_letter_with_a_link(client_as, office_admin):
    client = client_as(office_admin)
    assert "Koordynator ds. NGO" in said(client.get(reverse("person-invite")))
    sent = {"email": "nowa@example.pl", "role": "coordinator"}
    answer = client.post(reverse("person-invite"), sent, follow=True)
    assert "Zaproszenie wysłano" in said(answer)
    assert "nowa@example.pl" in said(answer)
    letter = Letter.objects.get()
    assert link(Invitation.objects.get()) in letter.email.message
    assert letter.email.subject == "Zaproszenie: Koordynator ds. NGO, Gmina Prusice"


def test_a_wrong_address_or_a_foreign_role_is_not_invited(client_as, office_admin):
    client = client_as(office_admin)
    for sent in ({"email": "nie", "role": "clerk"}, {"email": "a@b.pl", "role": "ngo_admin"}):
        assert client.post(reverse("person-invite"), sent).status_code == 422
    assert not Invitation.objects.exists()


def test_a_clerk_does_not_invite(client_as, clerk):
    client = client_as(clerk)
    assert client.get(reverse("person-invite")).status_code == 403
    sent = {"email": "nowa@example.pl", "role": "office_admin"}
    assert client.post(reverse("person-invite"), sent).status_code == 403
    assert not Invitation.objects.exists()


def test_a_role_is_ended_after_a_question(client_as, office_admin, clerk):
    client, url = (
        client_as(office_admin),
        reverse("membership-end", args=(clerk.memberships.get().pk,)),
    )
    assert "Czy zakończyć tę rolę?" in said(client.get(url))
    assert Membership.objects.filter(user=clerk).valid_on(NOW.date()).exists()
    assert "Zakończono rolę" in said(client.post(url, follow=True))
    assert not Membership.objects.filter(user=clerk).valid_on(NOW.date()).exists()


def test_the_last_administrator_reads_why_they_stay(client_as, office_admin):
    url = reverse("membership-end", args=(office_admin.memberships.get().pk,))
    client = client_as(office_admin)
    page = said(client.get(url))
    assert "jedyny administrator" in page
    assert "Zakończ rolę</button>" not in page
    answer = client.post(url)
    assert answer.status_code == 403
    assert "jedyny administrator" in said(answer)


def test_a_clerk_ends_nobody(client_as, clerk, coordinator):
    url = reverse("membership-end", args=(coordinator.memberships.get().pk,))
    assert client_as(clerk).get(url).status_code == 403
    assert client_as(clerk).post(url).status_code == 403


def test_an_invitation_is_taken_back(client_as, office_admin, invitation, visitor):
    client, url = client_as(office_admin), reverse("invitation-withdraw", args=(invitation.pk,))
    assert "nowa@example.pl" in said(client.get(url))
    assert "Link z listu już nie działa" in said(client.post(url, follow=True))
    assert "cofnięte" in said(visitor.get(link(invitation)))


def test_a_visitor_is_led_to_an_account_and_back(visitor, invitation):
    page = said(visitor.get(link(invitation)))
    assert "Gmina Prusice zaprasza Cię" in page
    assert f"next={link(invitation).replace('/', '%2F')}" in page
    assert "/konto/login/" in visitor.post(link(invitation)).url


def test_opening_the_link_takes_nothing(client_as, resident, invitation):
    client_as(resident).get(link(invitation))
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_signed_in_person_accepts_and_wears_the_hat(client_as, invitation, office):
    invited = cast.make_user("Nowa Osoba", email="nowa@example.pl")
    client = client_as(invited)
    assert "List wysłano na adres" not in said(client.get(link(invitation)))
    answer = client.post(link(invitation), follow=True)
    assert "Działasz teraz jako: Pracownik merytoryczny – Gmina Prusice" in said(answer)
    assert answer.wsgi_request.act.acts_for("office", office.pk)


def test_a_person_with_another_address_is_told(client_as, resident, invitation):
    page = said(client_as(resident).get(link(invitation)))
    assert "List wysłano na adres nowa@example.pl" in page
    assert resident.email in page


def test_a_finder_of_the_mayors_link_cannot_take_the_role(
    client_as, resident, office_admin, act_of, scope
):
    mayors = invite(act_of(office_admin), "wojt@example.pl", "executive", scope)
    client = client_as(resident)
    page = said(client.get(link(mayors)))
    assert "tylko właściciel adresu w***@example.pl" in page
    assert "Przyjmij zaproszenie</button>" not in page
    answer = client.post(link(mayors))
    assert answer.status_code == 403
    assert "tylko właściciel adresu w***@example.pl" in said(answer)
    assert not Membership.objects.filter(user=resident).exists()


def test_a_finder_does_not_learn_the_mayors_address(
    client_as, visitor, resident, office_admin, act_of, scope
):
    mayors = invite(act_of(office_admin), "wojt@example.pl", "executive", scope)
    for client in (visitor, client_as(resident)):
        page = said(client.get(link(mayors)))
        assert "w***@example.pl" in page
        assert "wojt@example.pl" not in page


def test_the_mayor_takes_the_role_on_the_page(client_as, office_admin, act_of, scope):
    mayors = invite(act_of(office_admin), "wojt@example.pl", "executive", scope)
    mayor = cast.make_user("Wanda Wójt", email="wojt@example.pl")
    cast.confirm(mayor)
    assert client_as(mayor).post(link(mayors)).status_code == 302
    assert Membership.objects.get(user=mayor).role == "executive"


def test_a_new_person_finds_the_invitation_on_the_desk(client_as, invitation, resident):
    invited = cast.make_user("Nowa Osoba", email="nowa@example.pl")
    assert link(invitation) in said(client_as(invited).get(reverse("desk")))
    assert link(invitation) not in said(client_as(resident).get(reverse("desk")))


def test_a_used_invitation_says_so(client_as, resident, invitation, act_of):
    accept_invitation(act_of(resident), invitation, resident)
    client = client_as(cast.make_user())
    assert "już przyjęte" in said(client.get(link(invitation)))
    assert "już przyjęte" in said(client.post(link(invitation), follow=True))


def test_an_expired_invitation_says_so(client_as, resident, invitation, clock, office_admin):
    clock.at = invitation.expires_at
    client = client_as(resident)
    clock.at = invitation.expires_at
    assert "straciło ważność" in said(client.get(link(invitation)))
    client.post(link(invitation))
    assert not Membership.objects.filter(user=resident).exists()
    assert "straciło ważność" in said(client_as(office_admin).get(reverse(PEOPLE)))


def test_an_unknown_link_is_not_found(visitor, db):
    assert visitor.get(reverse("invitation", args=("nie-ma",))).status_code == 404
