"""The map and the list of units, a unit's calendar, documents and adviser as the public reads."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advisory.events.models import EventDay
from advisory.expertises.documents import EXPERTISE_CODE
from advisory.plans.models import PlanStep
from advisory.profiles import actions
from advisory.profiles.voivodeships import MAP, tiles, unknown
from mkus_portal.act import Act, Scope
from mkus_portal.calendars import Entry, calendar_file
from mkus_portal.documents.actions import build
from mkus_portal.documents.models import Document
from mkus_portal.verdict import Refused
from tests import cast
from tests.advisory.events.factories import announced, held
from tests.advisory.expertises import factories as expertises
from tests.advisory.factories import adviser_with_account, assign, make_unit, running
from tests.clock import NOW
from tests.contracting.surveys import factories as surveys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def show(programme, unit, **fields):
    profile = actions.write_profile(running(programme), unit, about="Gmina.", **fields)
    actions.move_profile(running(programme), profile, "publish")
    return profile


@pytest.fixture
def profile(programme, unit):
    return show(programme, unit)


@pytest.fixture
def decides(office):
    return cast.act_of(cast.member("executive", Scope("office", office.pk)))


@pytest.fixture
def units(programme):
    """Three units with a page: two with a place on the map, one of which nobody knows it."""
    for code, name, teryt, kind in (
        ("zory", "Żółwin", "3201011", "service"),
        ("lodz", "Łąck", "1061011", "regranting"),
        ("brak", "Nigdzie", "", "service"),
    ):
        office = cast.make_office(code, name, teryt=teryt)
        unit = make_unit(programme, code, name, commissioning_type=kind, task=f"Zadanie {name}")
        unit.office = office
        unit.save()
        show(programme, unit)
    return reverse("public-units", args=(programme.code,))


def read(client, url, **asked):
    return client.get(url, asked).content.decode()


def test_the_map_has_each_voivodeship_once():
    assert len({one.code for one in MAP}) == len({one.name for one in MAP}) == 16
    counts = {"02": 1, "14": 8, "": 2, "99": 1}
    found = {tile.place.code: tile for tile in tiles(counts, "14")}
    assert [found[code].level for code in ("02", "14", "06")] == [1, 4, 0]
    assert [code for code, tile in found.items() if tile.is_chosen] == ["14"]
    assert unknown(counts) == 3


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"Żółwin", "Łąck", "Nigdzie"}),
        ({"voivodeship": "32"}, {"Żółwin"}),
        ({"voivodeship": "nieznane"}, {"Nigdzie"}),
        ({"type": "service"}, {"Żółwin", "Nigdzie"}),
        ({"text": "zolw zadanie"}, {"Żółwin"}),
        ({"text": "łąck"}, {"Łąck"}),
        ({"state": "finished"}, set()),
        ({"voivodeship": "77"}, {"Żółwin", "Łąck", "Nigdzie"}),
    ],
)
def test_the_list_is_filtered(client, units, asked, names):
    table = read(client, units, **asked).split("<tbody>")[1]
    assert {name for name in ("Żółwin", "Łąck", "Nigdzie") if name in table} == names


def test_the_list_goes_out_with_the_names_of_voivodeships(client, units):
    rows = read(client, units, eksport="csv").splitlines()
    assert "Żółwin,zlecanie usług,Zadanie Żółwin,zachodniopomorskie,wybrana" in rows
    assert any(row.startswith("Nigdzie") and ",nieznane," in row for row in rows)


def test_a_visitor_gets_the_kept_page_until_something_is_published(
    client, programme, units, unit, django_assert_num_queries
):
    read(client, units)
    with django_assert_num_queries(1):
        read(client, units)
    show(programme, unit)
    assert unit.name in read(client, units).split("<tbody>")[1]


def test_the_calendar_parts_what_was_from_what_comes(client, programme, unit, profile):
    held(programme, [unit], title="Dawna wizyta")
    announced(programme, [unit], title="Przyszłe szkolenie", first=date(2026, 12, 3))
    steps = [
        PlanStep.objects.create(unit=unit, name=name, whose="office", due_on=date(2026, 12, 9))
        for name in ("Konsultacje projektu", "Krok niepubliczny")
    ]
    actions.choose_milestones(running(programme), unit, steps[:1])
    page = read(client, profile.get_absolute_url())
    coming, past = page.split("Przed nami")[1].split("Za nami")
    assert coming.index("Przyszłe szkolenie") < coming.index("Konsultacje projektu")
    assert "Dawna wizyta" in past
    assert "Krok niepubliczny" not in page


def test_a_step_of_another_plan_is_no_milestone(programme, unit, neighbour_unit):
    step = PlanStep.objects.create(
        unit=neighbour_unit, name="Cudzy", whose="office", due_on=date(2026, 12, 9)
    )
    with pytest.raises(ValidationError, match="kroki planu"):
        actions.choose_milestones(running(programme), unit, [step])


def test_the_calendar_goes_into_other_calendars(client, programme, unit, profile):
    event = announced(programme, [unit], title="Szkolenie, dzień drugi", first=date(2026, 12, 3))
    url = reverse("public-calendar", args=(programme.code, unit.code))
    whole_day = read(client, url)
    assert "DTSTART;VALUE=DATE:20261203\r\nDTEND;VALUE=DATE:20261204" in whole_day
    assert "SUMMARY:Szkolenie\\, dzień drugi" in whole_day
    EventDay.objects.filter(event=event).update(starts_at="09:00", ends_at="15:30")
    assert "DTSTART:20261203T080000Z\r\nDTEND:20261203T143000Z" in read(client, url)


def test_lines_of_the_calendar_are_folded_by_octets():
    url = "https://portal.example/"
    entry = Entry("a", NOW, "ż" * 200, date(2026, 1, 2), date(2026, 1, 3), url)
    content = calendar_file([entry], "portal.example", "Nazwa")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"SUMMARY:" + ("ż" * 200).encode() in content.replace(b"\r\n ", b"")


def test_the_name_is_shown_only_when_the_adviser_agrees(client, programme, unit, profile):
    adviser = adviser_with_account(programme, "Daria Doradczyni")
    assign(unit, adviser)
    own = cast.act_of(adviser.user)
    with pytest.raises(Refused, match="sam doradca"):
        actions.write_card(running(programme), adviser, function="", shows_name=True)
    card = actions.write_card(own, adviser, function="ekspertka usług", shows_name=False)
    page = read(client, profile.get_absolute_url())
    assert "ekspertka usług, Centrum Wsparcia" in page
    assert "Daria Doradczyni" not in page
    version = card.edit_version
    actions.write_card(own, adviser, version, function="ekspertka usług", shows_name=True)
    assert "Daria Doradczyni" in read(client, profile.get_absolute_url())
    actions.write_card(own, adviser, version + 1, function="", shows_name=False)
    assert "Daria Doradczyni" not in read(client, profile.get_absolute_url())


def test_an_accepted_expertise_is_read_when_the_office_says_so(
    client, programme, unit, profile, decides
):
    runs = running(programme)
    expert = expertises.make_expert(programme, "Ewa", "ewa@program.example", cast.make_user("Ewa"))
    accepted = expertises.accepted(runs, unit, expert, title="Standard świetlicy")
    open_one = expertises.in_work(runs, unit, expert, title="W pracy")
    document = Document.objects.about(accepted).get(kind=EXPERTISE_CODE)
    build(Act.system(NOW), document.pk, lambda: NOW)
    url = reverse("public-expertise", args=(programme.code, unit.code, accepted.pk))
    assert client.get(url).status_code == 404
    with pytest.raises(ValidationError, match="przyjęte ekspertyzy"):
        actions.give_documents(decides, unit, expertises=[open_one])
    actions.give_documents(decides, unit, expertises=[accepted])
    assert "Standard świetlicy" in read(client, profile.get_absolute_url())
    assert client.get(url).content.startswith(b"%PDF")
    actions.give_documents(decides, unit)
    assert client.get(url).status_code == 404


def test_results_of_a_survey_are_read_without_own_words(
    client, programme, unit, profile, decides, clerk
):
    survey = surveys.make_closed(cast.act_of(clerk), "Świetlice", answers=6)
    url = reverse("public-survey", args=(programme.code, unit.code, survey.pk))
    assert client.get(url).status_code == 404
    actions.give_documents(decides, unit, surveys=[survey])
    page = read(client, url)
    assert "Świetlice" in page
    assert "Uwaga 1" not in page


def test_a_late_step_is_under_way_and_stands_last(client, programme, unit, profile):
    announced(programme, [unit], title="Szkolenie", first=date(2026, 12, 3))
    late = PlanStep.objects.create(
        unit=unit, name="Sondaż", whose="office", due_on=date(2026, 7, 2)
    )
    actions.choose_milestones(running(programme), unit, [late])
    coming = read(client, profile.get_absolute_url()).split("Przed nami")[1]
    assert coming.index("Szkolenie") < coming.index("w toku") < coming.index("Sondaż")
    assert "planowany na 02.07.2026" in coming
