"""An office's settings, units and public texts."""

from datetime import date

import pytest
from django.urls import reverse

from mkus_portal.act import Scope
from mkus_portal.offices.models import OrganisingUnit
from mkus_portal.web.footer import TEXTS
from tests import cast

IDS = (
    "wstep",
    "podmiot",
    "url",
    "data-publikacja",
    "data-aktualizacja",
    "status",
    "data-sporzadzenie",
    "data-przeglad",
    "kontakt",
    "osoba",
    "email",
    "telefon",
    "procedura",
    "architektura",
    "aplikacje",
)
SETTINGS = {
    "name": "Gmina Prusice",
    "name_genitive": "Gminy Prusice",
    "name_locative": "Gminie Prusice",
    "office_name": "Urząd Miasta i Gminy w Prusicach",
    "kind": "gmina",
    "executive_body": "burmistrz",
    "executive_title": "Burmistrz Gminy Prusice",
    "executive_title_genitive": "Burmistrza Gminy Prusice",
    "seat": "Prusice",
    "seat_locative": "Prusicach",
    "bip_url": "bip.prusice.example",
}


def said(answer):
    return answer.content.decode()


def settings_of(office):
    return reverse("office-settings", args=(office.code,))


def text(office, slug):
    return reverse("office-text", args=(office.code, slug))


def text_edit(office, slug):
    return reverse("office-text-edit", args=(office.code, slug))


@pytest.mark.parametrize("slug", [slug for slug, _ in TEXTS])
def test_every_text_is_public_and_stands_in_the_footer(visitor, office, slug):
    page = said(visitor.get(text(office, slug)))
    assert "Gmina Prusice" in page
    assert page.count("<h1") == 1
    for other, _ in TEXTS:
        assert text(office, other) in page


def test_an_unknown_text_or_office_is_not_found(visitor, office):
    assert visitor.get(text(office, "inny")).status_code == 404
    assert visitor.get("/informacje/nie-ma/kontakt/").status_code == 404


def test_the_statement_has_the_marks_of_the_law(visitor, office):
    office.statement_published_on = date(2026, 11, 1)
    office.save()
    page = said(visitor.get(text(office, "deklaracja-dostepnosci")))
    for name in IDS:
        assert page.count(f'id="a11y-{name}"') == 1, name
    assert '<time id="a11y-data-publikacja" datetime="2026-11-01">' in page
    assert "częściowo zgodna" in page


def test_an_administrator_changes_the_settings(client_as, office_admin, office):
    client = client_as(office_admin)
    assert client.get(reverse("own-office")).url == settings_of(office)
    answer = client.post(settings_of(office), SETTINGS, follow=True)
    assert "Zapisano dane urzędu" in said(answer)
    office.refresh_from_db()
    assert office.executive_title == "Burmistrz Gminy Prusice"
    assert office.bip_url == "https://bip.prusice.example"


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("nip", "123", "NIP"),
        ("postcode", "5511", "00-000"),
        ("e_delivery_address", "x", "AE:PL"),
        ("name", "", "wymagane"),
    ],
)
def test_a_wrong_field_stays_on_the_page(client_as, office_admin, office, field, typed, word):
    answer = client_as(office_admin).post(settings_of(office), {**SETTINGS, field: typed})
    assert answer.status_code == 422
    assert word in said(answer)


@pytest.mark.parametrize("path", ["ustawienia/", "jednostki/nowa/", "teksty/kontakt/"])
def test_the_neighbour_and_organisations_find_nothing(
    client_as, office, neighbour_admin, ngo_admin, path
):
    url = f"/urzedy/{office.code}/{path}"
    assert client_as(neighbour_admin).get(url).status_code == 404
    assert client_as(neighbour_admin).post(url, SETTINGS).status_code == 404
    assert client_as(ngo_admin).get(url).status_code == 404


def test_colleagues_read_why_they_may_not(client_as, office, clerk, operator):
    for person in (clerk, operator):
        answer = client_as(person).get(settings_of(office))
        assert answer.status_code == 403
        assert "jego administrator" in said(answer)


def test_a_visitor_is_sent_to_sign_in(visitor, office):
    assert "/konto/login/" in visitor.get(settings_of(office)).url


def test_units_are_added_and_changed(client_as, office_admin, office, neighbour):
    client = client_as(office_admin)
    unit = {"name": "MOPS", "head_title": "Dyrektor MOPS", "may_announce": "on"}
    create = reverse("unit-create", args=(office.code,))
    assert "MOPS" in said(client.post(create, unit, follow=True))
    again = client.post(create, unit)
    assert "już jest" in said(again)
    row = OrganisingUnit.objects.get()
    edit = reverse("unit-edit", args=(office.code, row.pk))
    assert 'value="MOPS"' in said(client.get(edit))
    client.post(edit, {**unit, "name": "Ośrodek"})
    row.refresh_from_db()
    assert row.name == "Ośrodek"
    foreign = OrganisingUnit.objects.create(office=neighbour, name="Obca", head_title="D")
    assert client.get(reverse("unit-edit", args=(office.code, foreign.pk))).status_code == 404


def test_a_text_is_written_and_brought_back(client_as, office_admin, office, visitor):
    client = client_as(office_admin)
    url = text_edit(office, "kontakt")
    assert "W sprawach konkursów" in said(client.get(url))
    client.post(url, {"text": "## Gdzie\r\n\r\n- pokój 5\r\n- parter\r\n\r\n<b>Zapraszamy</b>"})
    page = said(visitor.get(text(office, "kontakt")))
    assert "<h2>Gdzie</h2>" in page
    assert "<li>pokój 5</li>" in page
    assert "&lt;b&gt;" in page
    client.post(url, {"text": ""})
    assert "W sprawach konkursów" in said(visitor.get(text(office, "kontakt")))


def test_a_default_saved_unchanged_is_not_copied(client_as, office_admin, office):
    client, url = client_as(office_admin), text_edit(office, "dane-osobowe")
    shown = client.get(url).context["form"].initial["text"]
    client.post(url, {"text": shown.replace("\n", "\r\n")})
    office.refresh_from_db()
    assert office.privacy_notice == ""


def test_the_statement_takes_its_facts(client_as, office_admin, office, visitor):
    client, url = client_as(office_admin), text_edit(office, "deklaracja-dostepnosci")
    assert "zgodność z ustawą" in said(client.get(url)).lower()
    facts = {
        "accessibility_status": "full",
        "accessibility_person": "Ewa Dostępna",
        "statement_reviewed_on": "2026-03-31",
        "text": "Sprawdziliśmy.",
    }
    assert client.post(url, facts).status_code == 302
    page = said(visitor.get(text(office, "deklaracja-dostepnosci")))
    assert "Ewa Dostępna" in page
    assert 'datetime="2026-03-31"' in page
    assert ">zgodna<" in page


def test_whoever_may_write_finds_the_way(client_as, office_admin, clerk, office):
    url = text(office, "kontakt")
    assert text_edit(office, "kontakt") in said(client_as(office_admin).get(url))
    assert text_edit(office, "kontakt") not in said(client_as(clerk).get(url))


def test_settings_cost_the_same_with_three_units(client_as, office_admin, office, count_queries):
    client = client_as(office_admin)

    def add(name):
        OrganisingUnit.objects.create(office=office, name=name, head_title="Dyrektor")

    add("A")
    one = count_queries(lambda: client.get(settings_of(office)))
    add("B")
    add("C")
    assert count_queries(lambda: client.get(settings_of(office))) == one


def test_an_own_office_is_behind_a_door_for_its_administrator(client_as, office_admin, clerk):
    assert "Dane urzędu" in said(client_as(office_admin).get(reverse("desk")))
    assert "Dane urzędu" not in said(client_as(clerk).get(reverse("desk")))
    assert cast.act_of(clerk).role == "clerk"


def test_a_new_office_is_led_by_its_desk_until_nothing_is_missing(client_as, office, office_admin):
    desk = reverse("desk")
    client = client_as(office_admin)
    page = said(client.get(desk))
    assert "Sprawdź odmianę nazw" in page
    assert "adres BIP, tablicę ogłoszeń, stronę internetową" in page
    assert "pracownika merytorycznego, organ wykonawczy" in page

    words = {"street": "Rynek 1", "postcode": "55-110", "bip_url": "https://bip.example"}
    places = {"website_url": "https://prusice.example", "notice_board": "parter"}
    type(office).objects.filter(pk=office.pk).update(**words, **places)
    cast.member("executive", Scope("office", office.pk))
    page = said(client.get(desk))
    assert "odmianę" not in page
    assert "potrzeba jeszcze: pracownika merytorycznego." in page

    form = {"email": "nowa@example.pl", "role": "clerk"}
    assert client.post(reverse("person-invite"), form).status_code == 302
    assert "Pierwsze kroki urzędu" not in said(client.get(desk))


def test_first_steps_are_for_the_administrator_alone(client_as, clerk):
    assert "Pierwsze kroki urzędu" not in said(client_as(clerk).get(reverse("desk")))
