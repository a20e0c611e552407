"""Analyses as files: in and out with the same bytes, the expected figures, faults by place."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from contracting.analysis.carrying.checking import CarryingError, read_carried
from contracting.analysis.carrying.exporting import carried, export_text
from contracting.analysis.carrying.importing import import_analysis
from contracting.analysis.content import filled
from contracting.analysis.models import Analysis, SocialRound
from contracting.analysis.social_actions import add_paper_card, reveal_scores, send_card
from contracting.analysis.socials import measurement_of, social_of
from mkus_portal.act import Act
from mkus_portal.drafting.models import Draft
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import (
    AT,
    fill,
    make_analysis,
    make_office,
    member_act,
    score_card,
    user_of,
)

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parent / "data"
NAMES = sorted(path.name.partition(".")[0] for path in DATA.glob("*.expected.json"))
SYSTEM = Act.system(AT)


def text_of(name):
    return (DATA / f"{name}.json").read_text()


def changed(name="institution", **changes):
    """A file's text with some of its keys changed; None takes a key away."""
    data = json.loads(text_of(name))
    for path, value in changes.items():
        *way, last = path.split("__")
        at = data
        for key in way:
            at = at[int(key)] if key.isdecimal() else at[key]
        if value is None:
            del at[last]
        else:
            at[last] = value
    return json.dumps(data, ensure_ascii=False)


@pytest.fixture
def ustka():
    office = make_office()
    office.code = "ustka"
    office.name = "Ustka"
    office.save()
    return office


def called(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_a_file_are_as_expected(ustka, name):
    number = called("import_analysis", str(DATA / f"{name}.json")).splitlines()[-1]
    found = json.loads(called("analysis_figures", number, "--format", "json"))
    assert found == json.loads((DATA / f"{name}.expected.json").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_out_and_in_and_out_again_gives_the_same_bytes(ustka, name):
    first = export_text(import_analysis(SYSTEM, text_of(name)))
    second = export_text(import_analysis(SYSTEM, first))
    assert first == second
    given, written = json.loads(text_of(name)), json.loads(first)
    for data in (given, written):
        data["economic"]["lines"].sort(key=lambda line: line["scenario"])
    for key in ("answers", "economic", "title", "task_name", "commissioning_type", "office"):
        assert written[key] == given[key]
    assert written["social"]["scores"] == given["social"]["scores"]


@pytest.mark.parametrize("kind", ["regranting", "service", "institution", "cooperation", "other"])
def test_whatever_the_kreator_keeps_is_carried(kind):
    act = member_act(make_office())
    analysis = fill(act, make_analysis(act, kind))
    text = export_text(analysis)
    again = import_analysis(act, text)
    assert export_text(again) == text
    assert filled(again).texts == filled(analysis).texts
    assert again.office == analysis.office
    assert again.pk != analysis.pk


def test_rows_point_at_each_other_after_the_way(ustka):
    data = json.loads(text_of("institution"))
    steps = [{"action": "Konkurs"}, {"action": "Umowa", "after": 1, "cost": "1200.50"}]
    data["answers"]["E3-01"] = {"rows": steps}
    data["answers"]["E1-05"]["allies"] = ["radni", {"who": "media", "influence": "2"}]
    analysis = import_analysis(SYSTEM, json.dumps(data))
    assert carried(analysis)["answers"]["E3-01"]["rows"] == steps
    assert carried(analysis)["answers"]["E1-05"]["allies"][1] == {"who": "media", "influence": "2"}


def test_a_measurement_travels_too(ustka):
    text = changed(social__measured=[{"assessor": "zespół", "criterion": "S01", "after": 5}])
    analysis = import_analysis(SYSTEM, text)
    assert measurement_of(analysis).assessors == 1
    assert carried(analysis)["social"]["measured"] == json.loads(text)["social"]["measured"]
    assert social_of(analysis).after == 70


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format": "mkus-analysis/2"}, "format: portal czyta pliki"),
        ({"format": None}, "format: brak wymaganego klucza"),
        ({"method": "1999.1"}, "method: portal nie ma wersji metody „1999.1”"),
        ({"title": None}, "plik: brak wymaganego klucza „title”"),
        ({"uwagi": "x"}, "plik: nieznany klucz „uwagi”"),
        ({"commissioning_type": "bon"}, "commissioning_type: nieznana wartość „bon”"),
        ({"answers__E1-77": {}}, "answers: nieznany klucz „E1-77”"),
        ({"answers__E1-11": {"count": "3"}}, "answers.E1-11: tego pytania nie ma"),
        ({"answers__E1-01": {"tekst": "x"}}, "answers.E1-01: nieznany klucz „tekst”"),
        ({"answers__E1-90__verdict": "maybe"}, "answers.E1-90.verdict: nieznana wartość"),
        ({"answers__E1-03__rows__0__size": "-5"}, "answers.E1-03.rows[1].size: powinna tu stać"),
        (
            {"answers__E3-03": {"rows": [{"milestone": "x", "date": "2027-02-30"}]}},
            "answers.E3-03.rows[1].date: nie ma takiego dnia",
        ),
        (
            {"answers__E3-01": {"rows": [{"action": "x", "after": 1}]}},
            "answers.E3-01.rows[1].after: nie ma wiersza 1",
        ),
        ({"economic__lines__0__group": "XYZ"}, "economic.lines[1].group: nieznana wartość „XYZ”"),
        ({"economic__lines__0__group": "NGO-OS"}, "economic.lines[1].group: grupy „NGO-OS” nie ma"),
        ({"economic__lines__0__unit_cost": "-1.00"}, "economic.lines[1].unit_cost: powinna"),
        ({"economic__lines__0__unit_cost": "1.005"}, "economic.lines[1].unit_cost: powinna"),
        ({"economic__lines__0__quantity": "0"}, "economic.lines[1].quantity: powinna"),
        ({"economic__lines__0__quantity": 12}, "economic.lines[1].quantity: wartość złego rodzaju"),
        ({"economic__lines__0__recurrence": "one_off"}, "economic.lines[1].recurrence"),
        ({"economic__lines__0__group": None}, "economic.lines[1]: brak wymaganego klucza „group”"),
        ({"economic__horizon_years": "6"}, "economic.horizon_years: powinna"),
        ({"economic__units_after": "0"}, "economic.units_after: powinna"),
        ({"economic__units_before": "0"}, "economic.units_before: gdy jest stan obecny"),
        ({"economic__overhead": {"key": "amount"}}, "economic.overhead: brak wymaganego klucza"),
        (
            {"economic__overhead": {"key": "none", "percent": "1"}},
            "economic.overhead.percent: ten klucz nie należy",
        ),
        ({"economic__regranting": {"pool": "1"}}, "economic.regranting: tej części nie ma"),
        ({"social__weights": {"S01": "16"}}, "social.weights: wagi dają razem 101"),
        ({"social__weights": {"S11": "1"}}, "social.weights: nieznany klucz „S11”"),
        ({"social__scores__0__before": 6}, "social.scores[1].before: liczba jest za duża"),
        ({"social__scores__0__before": "3"}, "social.scores[1].before: wartość złego rodzaju"),
        ({"social__scores__0__criterion": "S02"}, "social.scores[2]: zespół ocenia „S02” drugi"),
        ({"social__evidence__0__evidence": "plotka"}, "social.evidence[1].evidence: nieznana"),
        ({"social__scores__0__before": 3.0}, "social.scores[1].before: powinna tu stać liczba"),
        ({"title": "  "}, "title: tekst jest pusty"),
        ({"social__scores__0__assessor": " "}, "social.scores[1].assessor: tekst jest pusty"),
        ({"answers__E1-01__text": "a\x00b"}, "answers.E1-01.text: niedozwolony znak"),
        ({"answers__E1-04__for": ["\ud800"]}, "answers.E1-04.for[1]: niedozwolony znak"),
        ({"office__code": "nibylandia"}, "office.code: portal nie ma urzędu"),
    ],
)
def test_a_fault_is_named_by_its_place_and_nothing_stays(ustka, changes, sentence):
    with pytest.raises(CarryingError) as raised:
        import_analysis(SYSTEM, changed(**changes))
    assert any(one.startswith(sentence) for one in raised.value.faults), raised.value.faults
    assert not Analysis.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "to nie jest JSON"),
        ("[]", "powinien stać obiekt JSON"),
        ('{"format": "mkus-analysis/1", "format": "x"}', "klucz „format” stoi dwa razy"),
        ('{"format": NaN}', "wartość „NaN” nie jest dozwolona"),
        ("[" * 100_000, "to nie jest JSON"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(text, sentence):
    with pytest.raises(CarryingError, match=sentence):
        read_carried(text)


def test_every_fault_is_named_at_once(ustka):
    with pytest.raises(CarryingError) as raised:
        read_carried(changed(title="", economic__horizon_years="0", uwagi="x"))
    assert len(raised.value.faults) == 3


def test_the_office_of_the_command_comes_first(ustka):
    other = make_office()
    path = str(DATA / "service.json")
    number = called("import_analysis", path, "--office", other.code).splitlines()[-1]
    assert Analysis.objects.get(pk=number).office == other
    with pytest.raises(CommandError, match="nie ma urzędu"):
        called("import_analysis", path, "--office", "nibylandia")


def test_commands_say_what_they_lack(tmp_path):
    with pytest.raises(CommandError, match="Nie mogę przeczytać"):
        called("import_analysis", str(tmp_path / "nie-ma.json"))
    with pytest.raises(CommandError, match="Nie ma analizy o numerze 999"):
        called("analysis_figures", "999")


def test_a_stranger_imports_nothing(ustka):
    with pytest.raises(MoveRefused):
        import_analysis(member_act(make_office()), text_of("service"))


def test_the_export_of_the_command_is_the_export(ustka, tmp_path):
    analysis = import_analysis(SYSTEM, text_of("service"))
    target = tmp_path / "analiza.json"
    call_command("export_analysis", str(analysis.pk), "--output", str(target))
    assert (
        target.read_text() == export_text(analysis) == called("export_analysis", str(analysis.pk))
    )


def test_a_report_is_built_without_the_queue(ustka, tmp_path):
    analysis = import_analysis(SYSTEM, text_of("institution"))
    target = tmp_path / "raport.pdf"
    called("build_report", str(analysis.pk), "--output", str(target))
    pages = " ".join(page.extract_text() for page in PdfReader(target).pages)
    words = " ".join(pages.split())
    for expected in (
        "1. Streszczenie dla decydenta",
        "22 500,00 zł",
        "85,56 zł → 54,79 zł",
        "+22,50 pkt",
        "Zlecać – korzyść ekonomiczna i społeczna",
        "5. Efektywność ekonomiczna",
        "183 833,33 zł",
        "6. Efektywność społeczna",
        "7. Wnioski i rekomendacja",
        "8. Etap 3",
        "9. Załączniki",
        "WERSJA ROBOCZA",
    ):
        assert expected in words, expected


def test_the_schema_in_the_docs_is_the_one_that_files_are_read_by(settings):
    kept = (settings.BASE_DIR / "docs" / "mkus-analysis-1.schema.json").read_text()
    assert kept == called("analysis_schema")


def test_the_pages_give_and_take_a_file(client, ustka):
    act = member_act(ustka)
    client.force_login(user_of(act))
    analysis = import_analysis(act, text_of("service"))
    given = client.get(f"/analizy/{analysis.pk}/plik/")
    assert given.content.decode() == export_text(analysis)
    upload = SimpleUploadedFile("analiza.json", given.content)
    taken = client.post("/analizy/wczytanie/", {"file": upload})
    again = Analysis.objects.exclude(pk=analysis.pk).get()
    assert taken["Location"] == again.get_absolute_url()
    assert export_text(again) == export_text(analysis)
    faulty = SimpleUploadedFile("analiza.json", changed(uwagi="x").encode())
    page = client.post("/analizy/wczytanie/", {"file": faulty})
    assert page.status_code == 422
    assert "plik: nieznany klucz „uwagi”" in page.content.decode()
    binary = SimpleUploadedFile("analiza.json", b"\xff\xfe\x00")
    assert (
        "zapisane w UTF-8" in client.post("/analizy/wczytanie/", {"file": binary}).content.decode()
    )
    assert Analysis.objects.count() == 2


def test_scores_are_not_carried_before_the_team_has_met():
    act = member_act(make_office())
    analysis = make_analysis(act)
    send_card(act, score_card(act, add_paper_card(act, analysis, "Rada", "council", "forecast")))
    assert "scores" not in carried(analysis).get("social", {})
    reveal_scores(act, SocialRound.objects.get(analysis=analysis))
    assert len(carried(analysis)["social"]["scores"]) == 10
