"""A whole programme from its lists: figures, refusals by place, all or nothing, replacing."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from advisory.carrying.exporting import consultations_csv, events_csv
from advisory.carrying.importing import (
    CarryingError,
    import_consultations,
    import_events,
    import_programme,
)
from advisory.carrying.sheets import SHEETS
from advisory.consultations.models import Consultation
from advisory.events.actions import add_to_list
from advisory.events.models import Event, Participant
from advisory.indicators.figures import figures_of
from advisory.indicators.printing import keyed
from advisory.plans.actions import add_template_step, finish_step, make_plan
from advisory.plans.models import PlanStep
from advisory.profiles.models import UnitProfile
from advisory.programmes.models import Programme, Unit
from mkus_portal.act import Act
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.verdict import Refused
from tests import cast
from tests.advisory.factories import make_unit, running
from tests.clock import NOW

pytestmark = pytest.mark.django_db
SYSTEM = Act.system(NOW)
LISTS = {
    "units": "code,name,kind,commissioning_type,agreement_signed_on\n"
    "prusice,Prusice,gmina,service,2026-01-05\n"
    "policki,Powiat Policki,powiat,cooperation,2026-02-01\n",
    "advisers": "code,name,organisation\nd01,Alina Próbna,Centrum\n",
    "assignments": "unit_code,adviser_code,valid_from,valid_to,hours_limit\n"
    "prusice,d01,2026-01-07,,120\n",
    "consultations": "unit_code,adviser_code,date,start,hours,form,people_office,people_ngo,"
    "subject,findings,next_step,next_step_due\n"
    'prusice,d01,2026-02-03,09:00,2.5,visit,3,1,"Standard, zakres",Ustalono.,Napisać,2026-02-20\n'
    "policki,d01,2026-02-03,10:00,1,phone,1,0,Pytanie,,Zadzwonić,2026-12-20\n",
    "events": "code,kind,title,date_from,date_to,place,unit_codes,people_office,people_ngo,"
    "people_university,people_other,estimated\n"
    "E1,office_training,Szkolenie,2026-03-01,2026-03-02,Prusice,prusice;policki,9,0,0,0,no\n"
    "E2,congress,Kongres,2026-05-01,2026-05-02,Ustka,,57,103,5,0,yes\n",
    "expertises": "unit_code,kind,ordered_on,delivered_on\n"
    "prusice,task_standard,2026-03-01,2026-04-01\nprusice,task_standard,2026-03-01,\n",
}


def changed(name, old, new):
    """The lists with one of them put otherwise."""
    assert old in LISTS[name]
    return {**LISTS, name: LISTS[name].replace(old, new)}


def carry(lists=LISTS, **options):
    return import_programme(SYSTEM, lists, "proba", **options)


def figures():
    return keyed(figures_of(Programme.objects.get(code="proba")))


def test_the_records_give_the_figures():
    office = cast.make_office("prusice", "Gmina Prusice")
    carried = carry()
    said = figures()
    assert carried.counts == {
        "units": 2,
        "advisers": 1,
        "assignments": 1,
        "consultations": 2,
        "events": 2,
        "expertises": 2,
    }
    assert Unit.objects.get(code="prusice").office == office
    assert Unit.objects.get(code="policki").office is None
    assert said["advice_hours_gminas"] == "2.5"
    assert said["advice_hours_all"] == "3.5"
    assert (said["adviser_meetings"], said["other_consultations"]) == (1, 1)
    assert said["office_trainings_two_day"] == 1
    assert (said["congress_1_people"], said["congress_1_people_ngo"]) == (165, 103)
    assert said["expertises_by_kind"]["task_standard"] == 2
    assert said["hours_by_adviser"] == {"d01": "3.5"}
    assert set(Event.objects.values_list("state", flat=True)) == {"held"}


def test_nobody_is_written_to_and_only_steps_to_come_wait():
    cast.make_office("policki", "Powiat Policki")
    carry()
    assert not Letter.objects.exists()
    assert Duty.objects.get().sentence == "Zadzwonić"


@pytest.mark.parametrize(
    ("lists", "place"),
    [
        (
            changed("units", "gmina,service", "miasto,service"),
            "units.csv, wiersz 2, kind: „miasto” nie pasuje",
        ),
        (changed("units", "code,name", "code,nazwa"), "units.csv: brakuje kolumny „name”"),
        (changed("units", "policki,Pow", "prusice,Pow"), "units.csv, wiersz 3, code: to samo"),
        (
            changed("assignments", "prusice,d01", "prusice,d09"),
            "assignments.csv, wiersz 2, adviser_code: w programie nie ma „d09”",
        ),
        (
            changed("consultations", ",2.5,", ",2.3,"),
            "consultations.csv, wiersz 2, hours: podaj godziny co pół",
        ),
        (
            changed("consultations", "2026-02-03,10:00", "2026-02-30,10:00"),
            "consultations.csv, wiersz 3, date: podaj dzień",
        ),
        (
            changed("consultations", "policki,d01", "nieznana,d01"),
            "consultations.csv, wiersz 3, unit_code: w programie nie ma „nieznana”",
        ),
        (
            changed("events", "2026-03-02", "2026-02-28"),
            "events.csv, wiersz 2, date_to: nie może być przed",
        ),
        (
            changed("events", "prusice;policki", "prusice;brak"),
            "events.csv, wiersz 2, unit_codes: w programie nie ma „brak”",
        ),
        (changed("events", "57,103", "-57,103"), "events.csv, wiersz 3, people_office: podaj"),
        (
            changed("expertises", "2026-04-01", "2026-02-01"),
            "expertises.csv, wiersz 2, delivered_on: nie może być przed",
        ),
        (
            {
                **LISTS,
                "expertises": LISTS["expertises"] + "prusice,task_standard,2026-03-01,\n" * 4,
            },
            "expertises.csv, wiersz 7, unit_code: jednostka „prusice” może mieć najwyżej 5",
        ),
        ({**LISTS, "events": ""}, "events.csv: plik jest pusty."),
        (changed("events", ",no\n", "\n"), "events.csv, wiersz 2: ma 11 komórek zamiast 12."),
    ],
)
def test_a_fault_names_its_place_and_nothing_is_kept(lists, place):
    with pytest.raises(CarryingError) as refusal:
        carry(lists)
    assert any(one.startswith(place) for one in map(str, refusal.value.faults)), refusal.value
    assert not Programme.objects.filter(code="proba").exists()


def test_all_faults_are_told_at_once():
    lists = changed("units", "gmina,service", "miasto,usługa")
    with pytest.raises(CarryingError) as refusal:
        carry({**lists, "advisers": "code,name,organisation\nd 1,,X\n"})
    assert len(refusal.value.faults) == 4


def test_overlapping_consultations_are_warned_of_and_kept():
    carried = carry(changed("consultations", "10:00,1,phone", "11:00,1,phone"))
    assert carried.warnings == (
        "consultations.csv, wiersze 2 i 3: konsultacje doradcy d01 nakładają się.",
    )
    assert Consultation.objects.count() == 2


def test_a_code_that_exists_is_refused_unless_it_is_to_be_replaced():
    carry()
    with pytest.raises(CarryingError, match="--replace"):
        carry()
    carry(changed("consultations", ",2.5,", ",4,"), replace=True)
    assert figures()["advice_hours_all"] == "5"
    assert (Unit.objects.count(), Event.objects.count()) == (2, 2)


def test_a_programme_in_which_people_work_is_not_replaced():
    carry()
    event = Event.objects.first()
    Participant.objects.create(
        event=event, full_name="A", name_folded="a", sector="ngo", registered_at=NOW
    )
    with pytest.raises(CarryingError, match="zapisali się na wydarzenia"):
        carry(replace=True)
    assert Consultation.objects.count() == 2


def test_the_page_tells_faults_from_the_top(client, clock, programme, programme_coordinator):
    client.force_login(programme_coordinator)
    sent = {"kind": "events", "text": LISTS["events"].replace("congress", "bal")}
    response = client.post(reverse("programme-import", args=(programme.pk,)), sent)
    assert response.status_code == 422
    places = re.findall(r"wiersz (\d+)", response.content.decode())
    assert places == sorted(places)
    assert set(places) == {"2", "3"}
    assert not programme.events.exists()


def test_the_preview_says_cells_in_words(client, clock, programme, programme_coordinator):
    for code in ("prusice", "policki"):
        make_unit(programme, code, code.title())
    client.force_login(programme_coordinator)
    sent = {"kind": "events", "text": LISTS["events"]}
    response = client.post(reverse("programme-import", args=(programme.pk,)), sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<td>prusice, policki</td>" in page
    assert "<td>01.03.2026" in page
    assert "<td>tak</td>" in page


def plan_for(programme, *codes):
    """Plans of the units, made from a template of one step."""
    runs = running(programme)
    add_template_step(runs, programme, name="Ankieta", kind="", whose="office", offset_days=30)
    return [make_plan(runs, programme.units.get(code=code))[0] for code in codes]


def test_plans_that_nobody_has_touched_are_made_anew():
    programme = carry().programme
    plan_for(programme, "prusice")
    carry(changed("units", "2026-01-05", "2026-01-12"), replace=True)
    step = PlanStep.objects.get()
    assert (step.unit.code, step.due_on.isoformat()) == ("prusice", "2026-02-11")
    assert not Duty.objects.of(step).open().exists()


def test_a_plan_with_work_in_it_names_the_units_and_what_to_do():
    programme = carry().programme
    prusice, policki = plan_for(programme, "prusice", "policki")
    finish_step(running(programme), prusice, "Rozesłano.")
    with pytest.raises(CarryingError) as refusal:
        carry(replace=True)
    assert "w planie pracy (Prusice) są kroki wykonane albo dopisane ręcznie" in str(refusal.value)
    assert "cofnij ich wykonanie" in str(refusal.value)
    assert "pod innym kodem" in str(refusal.value)
    assert PlanStep.objects.filter(pk__in=(prusice.pk, policki.pk)).count() == 2


def test_what_points_at_the_programme_is_named():
    programme = carry().programme
    UnitProfile.objects.create(unit=programme.units.get(code="prusice"))
    with pytest.raises(CarryingError, match=r"inne sprawy w portalu \(profil jednostki\)"):
        carry(replace=True)
    assert Unit.objects.count() == 2


def test_an_event_that_came_in_has_numbers_and_no_list():
    programme = carry().programme
    event = programme.events.get(code="E1")
    assert (event.is_imported, event.counted_by_hand) == (True, 9)
    with pytest.raises(Refused, match="bez listy osób"):
        add_to_list(running(programme), event, full_name="A", email="", sector="ngo", comes_from="")
    later = LISTS["events"].replace("2026-05-01,2026-05-02", "2027-05-01,2027-05-02")
    import_events(SYSTEM, programme, later.replace("E2,", "E9,").replace("E1,", "E8,"))
    assert not programme.events.get(code="E9").is_imported


def test_numbers_do_not_come_in_beside_a_list():
    programme = carry().programme
    event = programme.events.get(code="E2")
    Participant.objects.create(
        event=event, full_name="A", name_folded="a", sector="ngo", registered_at=NOW
    )
    with pytest.raises(CarryingError, match="drugi raz"):
        import_events(SYSTEM, programme, LISTS["events"], replace=True)
    event.refresh_from_db()
    assert event.people_ngo == 103


def test_what_goes_out_comes_in_again():
    programme = carry().programme
    before, log, events = figures(), consultations_csv(programme), events_csv(programme)
    Consultation.objects.all().delete()
    import_consultations(SYSTEM, programme, log)
    import_events(SYSTEM, programme, events, replace=True)
    assert figures() == before
    assert consultations_csv(programme) == log
    assert events_csv(programme) == events


MORE = (
    "unit_code,adviser_code,date,start,hours,form,people_office,people_ngo,subject,findings,"
    "next_step,next_step_due,travel_km,people_other,travel_minutes,agenda,people_university\n"
    "prusice,d01,2026-02-03,09:00,2.5,visit,3,1,Standard,Ustalono.,,,64,2,75,Koszty,1\n"
)


def test_the_columns_that_may_be_missing_are_read_in_any_order():
    programme = carry({**LISTS, "consultations": MORE}).programme
    entry = Consultation.objects.get()
    assert (entry.travel_km, entry.travel_minutes, entry.agenda) == (64, 75, "Koszty")
    assert (entry.people_university, entry.people_other, entry.people) == (1, 2, 7)
    log = consultations_csv(programme)
    assert log.splitlines()[0].endswith(
        "next_step_due,people_university,people_other,travel_km,travel_minutes,agenda"
    )
    Consultation.objects.all().delete()
    import_consultations(SYSTEM, programme, log)
    assert consultations_csv(programme) == log


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (",64,2", ",2001,2", "wiersz 2, travel_km: podaj kilometry dojazdu od 0 do 2000"),
        (",75,Koszty", ",-5,Koszty", "wiersz 2, travel_minutes: podaj minuty dojazdu od 0"),
        (",agenda,", ",cele,", ": nie ma kolumny „cele”"),
    ],
)
def test_a_wrong_cell_of_such_a_column_is_told(old, new, place):
    with pytest.raises(CarryingError, match="consultations") as refusal:
        carry({**LISTS, "consultations": MORE.replace(old, new)})
    assert any(place in str(one) for one in refusal.value.faults), refusal.value


def test_an_event_that_is_known_is_refused_unless_it_is_to_be_replaced():
    programme = carry().programme
    text = LISTS["events"].replace("57,103", "60,103")
    with pytest.raises(CarryingError, match="już jest w programie"):
        import_events(SYSTEM, programme, text)
    import_events(SYSTEM, programme, text, replace=True)
    assert figures()["congress_1_people"] == 168
    assert Event.objects.count() == 2


def test_a_formula_stays_text():
    lists = changed("consultations", "Pytanie", "=1+1")
    programme = carry(lists).programme
    assert "'=1+1" in consultations_csv(programme)


def test_only_the_coordinator_brings_in(programme, adviser_act):
    with pytest.raises(Refused):
        import_consultations(adviser_act, programme, LISTS["consultations"])


def folder_of(path: Path):
    for sheet in SHEETS:
        (path / sheet.file_name).write_text(LISTS[sheet.name])
    return path


def test_the_commands_work_as_the_data_says(tmp_path):
    said = StringIO()
    call_command("import_programme", folder_of(tmp_path), code="proba", stdout=said)
    assert said.getvalue().startswith("Wczytano program proba (units: 2")
    printed = StringIO()
    call_command("programme_indicators", "proba", format="json", stdout=printed)
    assert json.loads(printed.getvalue()) == figures()
    early = StringIO()
    call_command("programme_indicators", "proba", format="json", until="2026-01-31", stdout=early)
    assert json.loads(early.getvalue())["testing_units"] == 1
    with pytest.raises(CommandError, match="zajęty"):
        call_command("import_programme", tmp_path, code="proba")
    with pytest.raises(CommandError, match="Nie ma programu"):
        call_command("programme_indicators", "inny")
