"""The gallery shows every component, and no component asks for what it was not given."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings

from mkus_portal.act import Act
from mkus_portal.web.gallery import Gallery
from tests.architecture.tree import ROOT
from tests.mkus_portal.web.strict import strict_templates

COMPONENTS = ROOT / "templates/components"


@pytest.fixture
def page() -> str:
    request = RequestFactory().get("/galeria/", {"sort": "name"})
    request.user = AnonymousUser()
    request.act = Act.public(datetime(2026, 11, 24, 11, 0, tzinfo=UTC))
    request.htmx = False
    templates = strict_templates()
    templates[0]["OPTIONS"]["context_processors"] = ["django.template.context_processors.request"]
    with override_settings(TEMPLATES=templates):
        return Gallery.as_view()(request).render().content.decode()


def shown() -> set[str]:
    gallery = (ROOT / "templates/mkus_portal/web/gallery.html").read_text()
    return set(re.findall(r"<h2>([a-z_]+)</h2>", gallery)) | {"page_heading"}


def test_every_component_is_in_the_gallery() -> None:
    there = {path.stem for path in COMPONENTS.glob("*.html") if not path.stem.startswith("_")}
    assert there - shown() == set()


@pytest.mark.django_db
def test_every_component_is_drawn_in_the_gallery(client) -> None:
    drawn = {template.name for template in client.get("/galeria/").templates}
    there = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert there - drawn == set()


def test_every_component_says_what_it_takes() -> None:
    silent = [
        path.name for path in COMPONENTS.glob("*.html") if "{% comment %}" not in path.read_text()
    ]
    assert silent == []


@pytest.mark.django_db
def test_the_gallery_opens_for_everybody(client) -> None:
    assert client.get("/galeria/").status_code == 200


def test_a_move_that_is_off_is_tied_to_its_reason(page) -> None:
    button = re.search(r'<button[^>]*aria-disabled="true" aria-describedby="(why-off)"', page)
    assert button
    assert f'id="{button[1]}">Brakuje publikacji na tablicy' in page


def test_a_grave_move_looks_grave(page) -> None:
    assert 'class="btn btn-danger" href="#?ruch=grave"' in page


def test_a_form_with_errors_starts_with_links_to_its_fields(page) -> None:
    assert '<a href="#id_text">Nazwa: To pole jest wymagane.</a>' in page
    assert '<a href="#div_id_way">Sposób kontaktu: To pole jest wymagane.</a>' in page
    assert page.index('id="bledy"') < page.index('id="id_text"')


def test_every_link_within_the_page_leads_somewhere(page) -> None:
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    leads = set(re.findall(r'href="#([^"?]+)"', page)) - {"pole"}
    assert leads - ids == set()


def test_ids_are_not_repeated(page) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_a_table_says_how_it_is_sorted_and_how_long_it_is(page) -> None:
    assert re.search(r'<th scope="col"[^>]*aria-sort="ascending"', page)
    assert re.search(r"Zadania w konkursie <span[^>]*>\(3\)", page)
    assert 'data-label="Pula"' in page


def test_numbers_stand_under_their_header(page) -> None:
    assert re.search(r'<th scope="col" class="[^"]*number[^"]*"', page)


def test_pages_and_files_keep_the_query(page) -> None:
    assert 'href="?sort=name&amp;strona=3"' in page
    assert 'href="?sort=name&amp;eksport=csv"' in page


def test_late_duties_are_marked(page) -> None:
    late = page.split('class="is-late"')[1].split("</li>")[0]
    assert "Zatwierdź ogłoszenie konkursu" in late
    assert "Po terminie: poniedziałek, 23.11.2026" in late


def test_duties_stand_by_their_terms(page) -> None:
    shown = page.split("<h2>duty_list</h2>")[1].split("</section>")[0]
    parts = re.findall(r"<h3>([^<]+)</h3>\s*<ul class=\"duties\">(.*?)</ul>", shown, re.DOTALL)
    said = [(name, re.search(r">([^<]+)</a>", rows).group(1)) for name, rows in parts]
    assert said == [
        ("Po terminie", "Zatwierdź ogłoszenie konkursu"),
        ("Najbliższe dwa tygodnie", "Odpowiedz na pytanie"),
        ("Bez terminu", "Uzgodnij konsultację"),
        ("Później", "Zmierz efekty po roku"),
    ]


def test_terms_say_how_near_they_are(page) -> None:
    assert re.search(r"badge-open\">zostały 22\sdni", page)
    assert re.search(r"badge-wait\">został 1\sdzień", page)
    assert 'badge-stop">termin minął' in page


def test_plural_forms_stand_in_the_gallery(page) -> None:
    assert "1 oferta" in page
    assert "2 oferty" in page
    assert "5 ofert ·" in page
    assert "22 oferty" in page
