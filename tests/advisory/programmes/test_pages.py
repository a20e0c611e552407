"""The coordinator's pages, the operator's start, and the walls around a programme."""

from datetime import date

import pytest

from advisory.programmes.models import Adviser, Assignment, Programme, Unit
from mkus_portal.accounts.models import Invitation
from tests.advisory.factories import assign, make_adviser, make_unit

START = {
    "name": "Program 2027",
    "code": "P-2027",
    "meetings_due": "12",
    "expertises_limit": "5",
    "starts_on": "2027-01-01",
    "ends_on": "",
    "coordinator_email": "koordynatorka@example.pl",
}
UNIT = {
    "name": "Nowosolna",
    "kind": "gmina",
    "commissioning_type": "service",
    "office": "",
    "task": "Dom kultury",
    "agreement_signed_on": "2026-10-01",
    "description": "",
}


def text(response):
    return response.content.decode()


@pytest.fixture
def pages(programme, unit, profile):
    """Every address about the programme."""
    return [
        f"/programy/{programme.pk}/",
        f"/programy/{programme.pk}/zmiana/",
        f"/programy/{programme.pk}/doradcy/",
        f"/programy/{programme.pk}/doradcy/nowy/",
        f"/programy/{programme.pk}/jednostki/nowa/",
        f"/jednostki-programu/{unit.pk}/",
        f"/jednostki-programu/{unit.pk}/zmiana/",
        f"/jednostki-programu/{unit.pk}/przydzial/",
        f"/przydzialy/{Assignment.objects.get().pk}/koniec/",
    ]


def test_the_coordinator_opens_every_page(client_as, programme_coordinator, pages):
    browser = client_as(programme_coordinator)
    assert [browser.get(page).status_code for page in pages] == [200] * len(pages)
    assert browser.get("/program/").url == pages[0]


def test_the_coordinator_of_another_programme_finds_nothing(client_as, stranger, pages):
    browser = client_as(stranger)
    assert [browser.get(page).status_code for page in pages] == [404] * len(pages)


@pytest.mark.parametrize("who", ["neighbour_clerk", "rival_admin", "resident"])
def test_outsiders_find_nothing(client_as, request, pages, who):
    browser = client_as(request.getfixturevalue(who))
    assert {browser.get(page).status_code for page in pages} == {404}


def test_a_visitor_is_sent_to_sign_in(visitor, pages):
    assert {visitor.get(page).status_code for page in pages} == {302}


def test_the_adviser_reads_their_unit_and_administers_nothing(client_as, adviser, pages):
    browser = client_as(adviser)
    answers = [browser.get(page).status_code for page in pages]
    assert answers == [403, 403, 403, 403, 403, 200, 403, 403, 403]


def test_the_office_reads_its_unit_alone(client_as, clerk, unit, neighbour_unit, profile):
    browser = client_as(clerk)
    page = text(browser.get(f"/jednostki-programu/{unit.pk}/"))
    assert "Daria Doradczyni" in page
    assert "Zmień dane jednostki" not in page
    assert browser.get(f"/jednostki-programu/{neighbour_unit.pk}/").status_code == 404
    assert browser.get(f"/jednostki-programu/{unit.pk}/zmiana/").status_code == 403


@pytest.mark.parametrize("page", ["/programy/", "/programy/nowy/"])
def test_only_the_operator_sees_all_programmes(client_as, operator, programme_coordinator, page):
    assert client_as(operator).get(page).status_code == 200
    assert client_as(programme_coordinator).get(page).status_code == 403
    assert client_as(programme_coordinator).post(page, START).status_code in {403, 405}
    assert Programme.objects.filter(code="P-2027").count() == 0


def test_the_operator_starts_a_programme(client_as, operator):
    answer = client_as(operator).post("/programy/nowy/", START)
    programme = Programme.objects.get()
    assert answer.url == f"/programy/{programme.pk}/"
    assert programme.starts_on == date(2027, 1, 1)
    assert Invitation.objects.get().email == "koordynatorka@example.pl"
    assert client_as(operator).get(answer.url).status_code == 200


def test_wrong_input_stays_on_the_page(client_as, operator, programme):
    sent = {**START, "code": programme.code, "ends_on": "2026-01-01"}
    answer = client_as(operator).post("/programy/nowy/", sent)
    assert answer.status_code == 422
    page = text(answer)
    assert 'value="Program 2027"' in page
    assert 'value="koordynatorka@example.pl"' in page
    assert "Koniec programu nie może być przed jego początkiem." in page
    assert Invitation.objects.count() == 0


def test_the_operator_reads_a_programme_and_changes_nothing(client_as, operator, programme):
    browser = client_as(operator)
    assert browser.get(f"/programy/{programme.pk}/").status_code == 200
    answer = browser.post(f"/programy/{programme.pk}/jednostki/nowa/", UNIT)
    assert answer.status_code == 403
    assert Unit.objects.count() == 0


def test_the_coordinator_adds_a_unit_and_changes_it(
    client_as, programme_coordinator, programme, office
):
    browser = client_as(programme_coordinator)
    answer = browser.post(f"/programy/{programme.pk}/jednostki/nowa/", UNIT)
    unit = Unit.objects.get()
    assert answer.url == f"/jednostki-programu/{unit.pk}/"
    assert (unit.code, unit.office, unit.task) == ("nowosolna", None, "Dom kultury")
    changed = {**UNIT, "office": str(office.pk), "task": "Świetlice"}
    browser.post(f"/jednostki-programu/{unit.pk}/zmiana/", changed)
    unit.refresh_from_db()
    assert (unit.office, unit.task) == (office, "Świetlice")


def test_the_office_that_reads_stays(client_as, programme_coordinator, unit, neighbour):
    changed = {**UNIT, "office": str(neighbour.pk), "name": "Prusice"}
    client_as(programme_coordinator).post(f"/jednostki-programu/{unit.pk}/zmiana/", changed)
    unit.refresh_from_db()
    assert (unit.office.code, unit.task) == ("prusice", "Dom kultury")


def test_a_unit_that_is_there_is_refused_with_what_was_typed(
    client_as, programme_coordinator, programme, unit
):
    sent = {**UNIT, "name": "Prusice", "task": "Bardzo ważne zadanie"}
    answer = client_as(programme_coordinator).post(
        f"/programy/{programme.pk}/jednostki/nowa/", sent
    )
    assert answer.status_code == 422
    assert "już w programie" in text(answer)
    assert "Bardzo ważne zadanie" in text(answer)
    assert Unit.objects.count() == 1


def test_an_adviser_is_added_and_invited(client_as, programme_coordinator, programme):
    browser = client_as(programme_coordinator)
    fields = {"full_name": "Ewa Nowa", "organisation_name": "", "email": "ewa@example.pl"}
    browser.post(f"/programy/{programme.pk}/doradcy/nowy/", fields)
    adviser = Adviser.objects.get()
    assert adviser.invitation.email == "ewa@example.pl"
    assert "zaproszenie: ewa@example.pl" in text(browser.get(f"/programy/{programme.pk}/doradcy/"))
    browser.post(f"/doradcy/{adviser.pk}/zaproszenie/", {"email": "ewa.nowa@example.pl"})
    adviser.refresh_from_db()
    assert adviser.invitation.email == "ewa.nowa@example.pl"


def test_an_adviser_with_an_account_is_not_invited(client_as, programme_coordinator, profile):
    browser = client_as(programme_coordinator)
    answer = browser.post(f"/doradcy/{profile.pk}/zaproszenie/", {"email": "x@example.pl"})
    assert answer.status_code == 403
    assert "ma już konto" in text(answer)
    assert Invitation.objects.count() == 0


def test_another_programmes_adviser_does_not_exist(client_as, stranger, profile, programme):
    browser = client_as(stranger)
    answer = browser.post(f"/doradcy/{profile.pk}/zaproszenie/", {"email": "x@example.pl"})
    assert answer.status_code == 404
    assert Invitation.objects.count() == 0


def test_an_assignment_is_made_and_ended(client_as, programme_coordinator, programme, unit):
    adviser = make_adviser(programme)
    browser = client_as(programme_coordinator)
    fields = {
        "adviser": str(adviser.pk),
        "valid_from": "2026-11-01",
        "valid_to": "",
        "hours_limit": "40",
    }
    page = f"/jednostki-programu/{unit.pk}/przydzial/"
    assert browser.post(page, fields).status_code == 302
    again = browser.post(page, fields)
    assert again.status_code == 422
    assert "już przydzielony" in text(again)
    assignment = Assignment.objects.get()
    end = f"/przydzialy/{assignment.pk}/koniec/"
    early = browser.post(end, {"last_day": "2026-10-01"})
    assert early.status_code == 422
    assert "przed jego początkiem" in text(early)
    browser.post(end, {"last_day": "2026-11-23"})
    assignment.refresh_from_db()
    assert assignment.valid_to == date(2026, 11, 23)
    assert browser.get(end).status_code == 403


def test_an_adviser_of_another_programme_cannot_be_assigned(
    client_as, programme_coordinator, unit, stranger
):
    other = make_adviser(Programme.objects.get(code="INNY"), "Obca Osoba")
    fields = {"adviser": str(other.pk), "valid_from": "2026-11-01", "hours_limit": "40"}
    answer = client_as(programme_coordinator).post(
        f"/jednostki-programu/{unit.pk}/przydzial/", fields
    )
    assert answer.status_code == 422
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("page", ["/programy/999/", "/jednostki-programu/999/", "/programy/abc/"])
def test_garbage_ids_do_not_exist(client_as, programme_coordinator, page):
    assert client_as(programme_coordinator).get(page).status_code == 404


def test_lists_refuse_other_methods(client_as, programme_coordinator, programme):
    assert client_as(programme_coordinator).post(f"/programy/{programme.pk}/").status_code == 405


@pytest.mark.parametrize("page", ["", "doradcy/"])
def test_a_list_costs_the_same_for_one_row_and_three(
    client_as, programme_coordinator, programme, unit, profile, count_queries, page
):
    browser = client_as(programme_coordinator)
    address = f"/programy/{programme.pk}/{page}"
    browser.get(address)
    one = count_queries(lambda: browser.get(address))
    for number in (2, 3):
        other = make_unit(programme, f"j{number}", f"Jednostka {number}")
        assign(other, make_adviser(programme, f"Doradca {number}"))
    assert count_queries(lambda: browser.get(address)) == one


def test_lists_are_filtered_sorted_and_exported(
    client_as, programme_coordinator, programme, unit, profile
):
    make_unit(programme, "belk", "Bełk", kind="powiat", commissioning_type="institution")
    browser = client_as(programme_coordinator)
    address = f"/programy/{programme.pk}/"
    assert "Bełk" not in text(browser.get(f"{address}?kind=gmina"))
    forwards, backwards = (
        text(browser.get(f"{address}?sort={order}")) for order in ("name", "-name")
    )
    assert forwards.index(">Bełk<") < forwards.index(">Prusice<")
    assert backwards.index(">Prusice<") < backwards.index(">Bełk<")
    lines = text(browser.get(f"{address}?eksport=csv")).splitlines()
    assert lines[0].startswith("Jednostka,Rodzaj,Typ zlecenia")
    assert len(lines) == 3
    names = text(browser.get(f"/programy/{programme.pk}/doradcy/?eksport=csv"))
    assert "Daria Doradczyni,Centrum Wsparcia,Prusice" in names
