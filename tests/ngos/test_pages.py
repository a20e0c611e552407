"""The pages of organisations: walls, entering, changing, asking for access."""

import pytest
from django.urls import reverse

from ngos.models import Organisation, Representative
from tests import cast
from tests.clock import NOW

FOUNDATION = {
    "name": "Fundacja Nowa",
    "register_number": "0000990055",
    "nip": "",
    "regon": "",
    "seat_street": "ul. Polna 1",
    "seat_postcode": "55-110",
    "seat_place": "Prusice",
    "signing_rule": "alone",
    "signing_count": "2",
}


def new(form="FOUNDATION"):
    return f"{reverse('organisation-register')}?forma={form}"


def page(name, *args):
    return reverse(name, args=args)


def test_the_legal_form_is_asked_first(client_as, resident):
    answer = client_as(resident).get(reverse("organisation-register"))
    assert "koło gospodyń wiejskich" in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("FOUNDATION", "Numer KRS"),
        ("STUDENT_SPORTS_CLUB", "Numer w ewidencji"),
        ("KGW", "Numer w rejestrze kół"),
        ("CHURCH_ENTITY", "Numer zaświadczenia"),
    ],
)
def test_the_form_decides_which_number_is_asked(client_as, resident, form, label):
    assert label in client_as(resident).get(new(form)).content.decode()


def test_an_unknown_form_leads_to_the_first_question(client_as, resident):
    client = client_as(resident)
    assert "Dalej" in client.get(new("SPOLKA")).content.decode()
    assert client.post(new("SPOLKA"), FOUNDATION).status_code == 302


def test_a_postcode_without_its_dash_is_taken_a_phone_of_letters_is_not(client_as, resident):
    client = client_as(resident)
    answer = client.post(new(), {**FOUNDATION, "phone": "abc"})
    assert answer.context["form"].errors["phone"] == [
        "Numer telefonu to cyfry, odstępy i ewentualnie + na początku."
    ]
    client.post(new(), {**FOUNDATION, "phone": "+48 67 000 01 37", "seat_postcode": "55110"})
    assert Organisation.objects.get().seat_postcode == "55-110"


def test_an_entered_organisation_is_ones_own_at_once(client_as, resident):
    answer = client_as(resident).post(new(), FOUNDATION, follow=True)
    assert "Fundacja Nowa" in answer.content.decode()
    assert "Zmień dane" in answer.content.decode()
    assert Organisation.objects.get().is_art3_3_entity is False


def test_a_wrong_number_stays_on_the_page(client_as, resident):
    answer = client_as(resident).post(new(), {**FOUNDATION, "nip": "123"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "Ten NIP ma błąd" in said
    assert 'value="123"' in said


def test_who_finds_their_organisation_here_is_led_to_ask(
    client_as, resident, organisation, ngo_admin
):
    client = client_as(resident)
    answer = client.post(new("ASSOCIATION"), {**FOUNDATION, "register_number": "990001"})
    assert answer.status_code == 422
    url = answer.context["access_url"]
    assert organisation.name in client.get(url).content.decode()
    sent = client.post(url, {"role": "ngo_editor", "reason": "Piszę oferty"}, follow=True)
    assert "czeka na odpowiedź" in sent.content.decode()
    request = organisation.access_requests.get()
    admin = client_as(ngo_admin)
    assert "Prośby o dostęp" in admin.get(reverse("people")).content.decode()
    assert "Piszę oferty" in admin.get(page("access-answer", request.pk)).content.decode()
    assert admin.post(page("access-answer", request.pk), {"ruch": "grant"}).status_code == 302
    assert "Redaktor ofert" in client.get(reverse("desk")).content.decode()


def test_a_refusal_needs_a_reason(client_as, resident, organisation, ngo_admin, act_of):
    from ngos.actions import ask_for_access  # noqa: PLC0415 - one test needs it

    asked = ask_for_access(act_of(resident), organisation, resident, "ngo_editor", "Ja")
    admin, url = client_as(ngo_admin), page("access-answer", asked.pk)
    assert "Napisz powód" in admin.post(url, {"ruch": "refuse", "note": " "}).content.decode()
    assert admin.post(url, {"ruch": "refuse", "note": "Nie znamy"}).status_code == 302
    assert "już odpowiedziano" in admin.get(url).content.decode()


def test_a_request_to_an_unknown_number_is_not_found(client_as, resident):
    client = client_as(resident)
    assert client.get(f"{reverse('organisation-access')}?forma=KGW&numer=1").status_code == 404
    assert client.get(reverse("organisation-access")).status_code == 404


@pytest.mark.parametrize("name", ["organisation-detail", "organisation-edit", "representative-add"])
def test_the_rival_and_the_resident_find_nothing(
    client_as, organisation, rival_admin, resident, name
):
    assert client_as(rival_admin).get(page(name, organisation.pk)).status_code == 404
    assert client_as(resident).get(page(name, organisation.pk)).status_code == 404


@pytest.mark.parametrize("name", ["organisation-edit", "representative-add"])
def test_an_editor_and_an_office_may_not_change_and_read_why(
    client_as, organisation, ngo_editor, clerk, name
):
    for person in (ngo_editor, clerk):
        answer = client_as(person).get(page(name, organisation.pk))
        assert answer.status_code == 403
        assert "zmienia jej administrator" in answer.content.decode()


def test_a_rivals_request_does_not_exist(client_as, resident, organisation, rival_admin, act_of):
    from ngos.actions import ask_for_access  # noqa: PLC0415 - one test needs it

    asked = ask_for_access(act_of(resident), organisation, resident, "ngo_editor", "Ja")
    assert client_as(rival_admin).get(page("access-answer", asked.pk)).status_code == 404


@pytest.mark.parametrize("name", ["organisation-register", "organisation-list", "own-organisation"])
def test_a_visitor_is_sent_to_sign_in(visitor, db, name):
    assert "/konto/login/" in visitor.get(reverse(name)).url


def test_the_account_is_for_insiders(client_as, organisation, ngo_editor, clerk):
    organisation.bank_account = "PL61109010140000071219812874"
    organisation.save()
    url = page("organisation-detail", organisation.pk)
    assert organisation.bank_account in client_as(ngo_editor).get(url).content.decode()
    assert organisation.bank_account not in client_as(clerk).get(url).content.decode()


def test_a_profile_is_changed(client_as, organisation, ngo_admin):
    answer = client_as(ngo_admin).post(
        page("organisation-edit", organisation.pk),
        {**FOUNDATION, "name": "Nowa nazwa", "register_number": organisation.register_number},
        follow=True,
    )
    assert "Zapisano dane organizacji" in answer.content.decode()
    organisation.refresh_from_db()
    assert organisation.name == "Nowa nazwa"


def test_a_representative_is_added_invited_and_ended(client_as, organisation, ngo_admin, resident):
    admin = client_as(ngo_admin)
    answer = admin.post(
        page("representative-add", organisation.pk),
        {
            "full_name": "Piotr Pełnomocnik",
            "function": "pełnomocnik",
            "basis": "power_of_attorney",
            "valid_from": "2026-11-24",
        },
    )
    assert "do kiedy obowiązuje pełnomocnictwo" in answer.content.decode()
    admin.post(
        page("representative-add", organisation.pk),
        {
            "full_name": "Piotr Pełnomocnik",
            "function": "pełnomocnik",
            "basis": "power_of_attorney",
            "can_sign_alone": "on",
            "valid_from": "2026-11-24",
            "valid_to": "2026-12-31",
        },
    )
    signer = Representative.objects.get()
    invite = page("representative-invite", organisation.pk, signer.pk)
    assert "Piotr" in admin.get(invite).content.decode()
    sent = admin.post(invite, {"email": resident.email}, follow=True)
    assert f"zaproszenie: {resident.email}" in sent.content.decode()
    end = page("representative-end", organisation.pk, signer.pk)
    assert admin.post(end, {"last_day": "2026-11-01"}).status_code == 422
    assert admin.post(end, {"last_day": "2026-11-25"}).status_code == 302


def test_a_representative_with_an_account_is_not_invited_again(
    client_as, organisation, ngo_admin, ngo_signatory
):
    signer = Representative.objects.create(
        organisation=organisation,
        full_name="Zofia Prezeska",
        function="prezes",
        user=ngo_signatory,
        valid_from=cast.LONG_AGO,
    )
    url = page("representative-invite", organisation.pk, signer.pk)
    answer = client_as(ngo_admin).post(url, {"email": "nowy@example.pl"})
    assert "ma już konto" in answer.content.decode()


def test_ones_own_organisation_is_behind_a_door(client_as, organisation, ngo_editor):
    client = client_as(ngo_editor)
    assert "Moja organizacja" in client.get(reverse("desk")).content.decode()
    answer = client.get(reverse("own-organisation"))
    assert answer.url == page("organisation-detail", organisation.pk)


def test_offices_see_every_organisation_and_filter(client_as, clerk, organisation, rival):
    client = client_as(clerk)
    assert rival.name in client.get(reverse("organisation-list")).content.decode()
    found = client.get(reverse("organisation-list"), {"text": "wspolna droga"}).content.decode()
    assert organisation.name in found
    assert rival.name not in found
    by_number = client.get(reverse("organisation-list"), {"text": "990002"}).content.decode()
    assert rival.name in by_number


def test_organisations_do_not_list_each_other(client_as, ngo_admin):
    assert client_as(ngo_admin).get(reverse("organisation-list")).status_code == 403


def test_the_list_is_exported(client_as, clerk, organisation):
    answer = client_as(clerk).get(reverse("organisation-list"), {"eksport": "csv"})
    assert organisation.name in answer.content.decode()
    assert "KRS 0000990001" in answer.content.decode()


def test_a_list_of_three_costs_as_much_as_one(client_as, clerk, organisation, count_queries):
    client = client_as(clerk)
    one = count_queries(lambda: client.get(reverse("organisation-list")))
    cast.make_organisation()
    cast.make_organisation()
    assert count_queries(lambda: client.get(reverse("organisation-list"))) == one


def test_representatives_cost_the_same(client_as, organisation, ngo_admin, count_queries):
    client, url = client_as(ngo_admin), page("organisation-detail", organisation.pk)

    def add(number):
        Representative.objects.create(
            organisation=organisation,
            full_name=f"Osoba {number}",
            function="członek",
            user=cast.make_user(),
            valid_from=cast.LONG_AGO,
        )

    add(1)
    one = count_queries(lambda: client.get(url))
    add(2)
    add(3)
    assert count_queries(lambda: client.get(url)) == one


def test_a_right_that_ended_is_neither_ended_nor_given_an_account(
    client_as, organisation, ngo_admin
):
    signer = Representative.objects.create(
        organisation=organisation,
        full_name="Jan Dawny",
        function="skarbnik",
        valid_from=cast.LONG_AGO,
        valid_to=cast.LONG_AGO,
    )
    page_of = client_as(ngo_admin).get(page("organisation-detail", organisation.pk))
    assert "nie obowiązuje dziś" in page_of.content.decode()
    for name in ("representative-end", "representative-invite"):
        assert page(name, organisation.pk, signer.pk) not in page_of.content.decode()


def test_a_new_organisation_is_led_to_signing(client_as, ngo_admin, organisation, resident):
    organisation.signing_rule = "alone"
    organisation.save()
    client, add = client_as(ngo_admin), page("representative-add", organisation.pk)
    first = client.get(reverse("desk")).content.decode()
    assert "Zanim złożycie ofertę" in first
    assert add in first
    assert "Trwające nabory ofert" in first
    assert "Zasada reprezentacji: każda osoba uprawniona samodzielnie; wpisano osób: 0." in first
    signer = Representative.objects.create(
        organisation=organisation, full_name="Anna", function="prezes", valid_from=NOW.date()
    )
    second = client.get(reverse("desk")).content.decode()
    assert page("representative-invite", organisation.pk, signer.pk) in second
    assert add not in second
    signer.user = resident
    signer.save()
    assert "Zanim złożycie ofertę" not in client.get(reverse("desk")).content.decode()


def test_an_administrator_who_signs_needs_no_letter(client_as, ngo_admin, organisation):
    fields = {"full_name": "Ola", "function": "prezes", "basis": "register", "is_me": "on"}
    url = page("representative-add", organisation.pk)
    client_as(ngo_admin).post(url, {**fields, "valid_from": "2026-11-01"})
    assert Representative.objects.get().user == ngo_admin
    assert ngo_admin.memberships.filter(role="ngo_signatory").exists()


def test_an_editor_is_not_asked_for_what_the_administrator_does(client_as, organisation):
    editor = cast.member("ngo_editor", organisation.scope, "Ewa Pisząca")
    desk = client_as(editor).get(reverse("desk")).content.decode()
    assert "Zanim złożycie ofertę" not in desk
    assert "Trwające nabory ofert" in desk


def test_an_office_reads_of_calls_elsewhere(client_as, clerk):
    assert "Trwające nabory ofert" not in client_as(clerk).get(reverse("desk")).content.decode()
