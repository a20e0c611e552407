"""The press kit with live figures as one file, and everything that can be taken."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tablib import Dataset

from advisory.carrying.sheets import SHEETS, read_sheet
from advisory.indicators.models import Indicator
from advisory.profiles import actions
from advisory.profiles.files import DOWNLOAD, PRESS
from advisory.profiles.models import Download, PressKit
from advisory.profiles.press import files_of_kit, packed
from advisory.programmes.logos import LOGO, add_logo, printed_logos
from advisory.programmes.models import Programme
from mkus_portal.attachments import actions as attachments
from mkus_portal.attachments.actions import attach, receive
from mkus_portal.verdict import Refused
from tests.advisory.events.factories import held
from tests.advisory.factories import running
from tests.cast import act_of
from tests.mkus_portal.attachments import samples
from tests.mkus_portal.attachments.conftest import examine_here
from tests.pictures import picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture(autouse=True)
def examined_here(monkeypatch, settings, tmp_path):
    """Examine files in this process, keep them in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLAMD = None
    monkeypatch.setattr(attachments, "examine_apart", examine_here)


@pytest.fixture
def act(programme_coordinator):
    return act_of(programme_coordinator)


@pytest.fixture
def indicators(programme):
    rows = (("Kongresy", "congresses"), ("Tajny wskaźnik", "study_visits"))
    return [
        Indicator.objects.create(programme=programme, name=name, unit="szt.", source=source)
        for name, source in rows
    ]


def sent_file(act, kind, name="znak.png"):
    received = receive(act, kind, [SimpleUploadedFile(name, samples.PNG)])
    assert received.refusals == []
    return received.taken


@pytest.fixture
def kit(act, programme, indicators):
    made = actions.write_press_kit(
        act,
        programme,
        figures=indicators[:1],
        note="Gminy uczą się zlecać.",
        contact_function="rzeczniczka",
        contact_email="media@program.example",
        licence="Bez zmian, z podaniem źródła.",
    )
    attach(act, made, sent_file(act, PRESS))
    actions.move_press_kit(act, made, "publish")
    return made


def test_a_kit_without_an_address_is_not_published(act, programme):
    made = actions.write_press_kit(act, programme, figures=[], note="Notatka.")
    with pytest.raises(Refused, match="e-mail do kontaktu"):
        actions.move_press_kit(act, made, "publish")


def test_another_programmes_figure_is_refused(act, programme):
    other = Programme.objects.create(code="obcy", name="Obcy")
    foreign = Indicator.objects.create(programme=other, name="Obcy", unit="szt.", source="manual")
    with pytest.raises(ValidationError, match="wskaźniki tego programu"):
        actions.write_press_kit(act, programme, figures=[foreign], note="Notatka.")
    assert not PressKit.objects.exists()


def test_figures_are_live_and_only_the_public_ones(client, programme, unit, kit):
    actions.move_profile(
        running(programme),
        actions.write_profile(running(programme), unit, about="Gmina."),
        "publish",
    )
    held(programme, [], kind="congress", title="Kongres")
    page = client.get(reverse("public-press", args=(programme.code,))).content.decode()
    assert "Kongresy" in page
    assert "1 szt." in page
    assert "Tajny wskaźnik" not in page
    assert "media@program.example" in page


def test_the_whole_kit_is_one_file_always_of_the_same_bytes(client, programme, kit):
    news = actions.write_news(running(programme), programme, title="Start", text="Ruszamy.")
    actions.move_news(running(programme), news, "publish")
    url = reverse("public-press-zip", args=(programme.code,))
    first, second = client.get(url).content, client.get(url).content
    assert first == second
    archive = ZipFile(BytesIO(first))
    assert archive.namelist() == [
        "o-programie.txt",
        "kontakt.txt",
        "liczby.txt",
        "warunki-uzycia-plikow.txt",
        "pliki/01-znak.png",
    ]
    assert archive.read("pliki/01-znak.png") == samples.PNG
    assert "Gminy uczą się zlecać." in archive.read("o-programie.txt").decode()
    actions.move_press_kit(running(programme), kit, "hide")
    assert client.get(url).status_code == 404


def test_the_logos_of_the_programme_are_in_the_kit(act, programme, kit):
    files = receive(act, LOGO, [upload(content=picture(colour=(10, 20, 30, 255)))]).taken
    add_logo(act, programme, "Fundacja Źródło", files)
    archive = ZipFile(BytesIO(packed(kit, act.day)))
    assert "logotypy/01-fundacja-zrodlo.png" in archive.namelist()
    (logo,) = printed_logos(programme)
    assert archive.read("logotypy/01-fundacja-zrodlo.png") == logo.image


def test_a_file_of_a_hidden_kit_is_nobodys(client, act, programme, kit):
    file = files_of_kit(kit)[0]
    assert client.get(reverse("attachment-file", args=(file.pk,))).status_code == 200
    actions.move_press_kit(act, kit, "hide")
    assert client.get(reverse("attachment-file", args=(file.pk,))).status_code == 404


def test_what_the_programme_offers_stands_among_the_downloads(client, act, programme):
    url = reverse("downloads")
    offered = actions.offer_download(
        act, programme, sent_file(act, DOWNLOAD, "ulotka.png"), title="Ulotka", licence="CC BY 4.0"
    )
    assert "Ulotka" in client.get(url).content.decode()
    actions.change_download(act, offered, offered.edit_version, title="Ulotka", is_public=False)
    assert "Ulotka" not in client.get(url).content.decode()


def test_a_file_is_offered_with_its_words_on_one_page(client_as, programme_coordinator, programme):
    client = client_as(programme_coordinator, ("programme_coordinator", programme.scope))
    url = reverse("download-offer", args=(programme.pk,))
    sent = {"title": "Plakat", "is_public": "on"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "Plakat" in answer.content.decode()
    assert not Download.objects.exists()
    file = SimpleUploadedFile("plakat.png", samples.PNG)
    assert client.post(url, {**sent, "file": file}).status_code == 302
    assert Download.objects.get().title == "Plakat"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.name)
def test_empty_lists_have_the_columns_that_are_read(client, sheet):
    text = client.get(reverse("empty-list", args=(sheet.name, "csv"))).content.decode()
    assert read_sheet(sheet, text) == ([], [])
    book = client.get(reverse("empty-list", args=(sheet.name, "xlsx"))).content
    assert Dataset().load(book, format="xlsx").headers == list(sheet.columns)


@pytest.mark.parametrize("address", [("brak", "csv"), ("units", "pdf")])
def test_other_lists_do_not_exist(client, address):
    assert client.get(reverse("empty-list", args=address)).status_code == 404


def test_every_offer_says_size_format_and_day(client):
    answer = client.get(reverse("downloads"))
    page = answer.content.decode()
    schema = client.get(reverse("analysis-schema"))
    assert json.loads(schema.content)["properties"]["format"] == {"const": "mkus-analysis/1"}
    assert "Schemat JSON" in page
    assert "CSV, 58" in page
    assert "27.11.2026" in page
