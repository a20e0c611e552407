"""The frame of a page: role, doors, footer, banner, and the pages that say no."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from mkus_portal.accounts.hats import Hat
from mkus_portal.act import Act, Scope
from mkus_portal.web import navigation
from mkus_portal.web.footer import Footer
from mkus_portal.web.navigation import Door
from tests.mkus_portal.web.strict import strict_templates

AT = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
CLERK = Hat("clerk", Scope("none", None))
EXECUTIVE = Hat("executive", Scope("none", None))


@pytest.fixture(autouse=True)
def strict():
    templates = strict_templates()
    templates[0]["OPTIONS"]["context_processors"] = []
    with override_settings(TEMPLATES=templates):
        yield


def shown(template: str = "404.html", **context: object) -> str:
    frame: dict[str, object] = {
        "act": Act.public(AT),
        "hat": None,
        "hats": [],
        "navigation": [
            Door("Konkursy", "/konkursy/", current=True),
            Door("Biurko", "/biurko/", current=False),
        ],
        "footer": None,
        "demo_banner": None,
        "messages": [],
        "csrf_token": "x",
        "request": SimpleNamespace(user=SimpleNamespace(full_name="Anna Wzorowa")),
        "reason": "",
        "back": "/konkursy/1/",
        "path": "/konkursy/1/",
        "panels": [],
    }
    return render_to_string(template, frame | context)


def test_a_visitor_finds_the_way_in() -> None:
    page = shown()
    assert "Zaloguj się" in page
    assert "Działasz jako" not in page


def test_the_page_of_the_door_is_marked() -> None:
    page = shown()
    assert '<a href="/konkursy/" aria-current="page">Konkursy</a>' in page
    assert '<a href="/biurko/">Biurko</a>' in page


def test_the_menu_folds_without_a_script() -> None:
    assert re.search(r"<details class=\"site-menu\">\s*<summary>Menu</summary>", shown())


def test_one_who_has_several_roles_may_switch_at_the_top() -> None:
    page = shown(hat=CLERK, hats=[CLERK, EXECUTIVE])
    assert re.search(r'<option value="clerk:none:" selected>', page)
    assert '<option value="executive:none:">' in page
    assert 'action="/role/zmiana/"' in page
    assert "Anna Wzorowa" in page


def test_one_who_has_one_role_sees_it_without_a_switch() -> None:
    page = shown(hat=CLERK, hats=[CLERK])
    assert "Działasz jako" in page
    assert "<select" not in page


def test_the_footer_names_the_office_with_its_texts() -> None:
    page = shown(footer=Footer("Gmina Wzorowa", (("Dane osobowe", "/wzorowa/dane/"),)))
    assert "<strong>Gmina Wzorowa</strong>" in page
    assert '<a href="/wzorowa/dane/">Dane osobowe</a>' in page


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 dzień"), (2, "2 dni"), (5, "5 dni"), (22, "22 dni")]
)
def test_the_banner_says_how_far_the_clock_is_moved(days, said) -> None:
    page = shown(demo_banner=SimpleNamespace(moved_by=days, now=AT))
    assert f"przesunięty o {said}: 24.11.2026" in page


def test_the_banner_does_not_speak_of_a_clock_that_stands() -> None:
    page = shown(demo_banner=SimpleNamespace(moved_by=0, now=AT))
    assert "Demonstracja" in page
    assert "przesunięty" not in page


@pytest.mark.parametrize("template", ["400", "403", "404", "409", "429", "500", "503", "home"])
def test_every_page_of_the_frame_has_one_heading_and_a_way_on(template) -> None:
    page = shown(f"{template}.html")
    assert page.count("<h1") == 1
    main = page.split("<main")[1].split("</main>")[0]
    assert "<h1" in main
    assert "href=" in main


def test_a_refusal_says_why() -> None:
    page = shown("403.html", reason="Termin minął.")
    assert 'role="alert"' in page
    assert "Termin minął." in page


def test_the_one_who_was_slower_goes_back_to_the_case() -> None:
    assert 'href="/konkursy/1/"' in shown("409.html")


def test_the_front_page_invites_a_visitor_and_leads_a_person_to_the_desk() -> None:
    assert "Działasz w urzędzie albo organizacji?" in shown("home.html")
    assert "Przejdź do biurka" in shown("home.html", hat=CLERK)


EVERYBODY = {"shown": lambda act: True}
CALLS, PEOPLE = navigation.Fold.CALLS, navigation.Fold.PEOPLE


@pytest.fixture
def entries(monkeypatch):
    found = [
        navigation.Entry("Biurko", "desk", order=5, **EVERYBODY),
        navigation.Entry("Konkursy", "call-list", order=10, fold=CALLS, **EVERYBODY),
        navigation.Entry("Zadania", "home", order=15, **EVERYBODY),
        navigation.Entry("Oferty", "offer-list", order=20, fold=CALLS, **EVERYBODY),
        navigation.Entry("Osoby", "people", order=30, fold=PEOPLE, **EVERYBODY),
    ]
    monkeypatch.setattr(navigation, "_entries", found)
    return found


def test_a_row_that_fits_stays_a_row(entries) -> None:
    row = navigation.doors(Act.public(AT), "/konkursy/3/")
    assert [(one.label, one.current, one.inside) for one in row] == [
        ("Biurko", False, ()),
        ("Konkursy", True, ()),
        ("Zadania", False, ()),
        ("Oferty", False, ()),
        ("Osoby", False, ()),
    ]


def test_a_long_row_folds_what_belongs_together(entries, monkeypatch) -> None:
    monkeypatch.setattr(navigation, "MOST_IN_A_ROW", 4)
    row = navigation.doors(Act.public(AT), "/konkursy/3/")
    assert [one.label for one in row] == ["Biurko", "Konkursy i oferty", "Zadania", "Osoby"]
    fold = row[1]
    assert (fold.current, [one.label for one in fold.inside]) == (True, ["Konkursy", "Oferty"])
    assert [one.current for one in fold.inside] == [True, False]
    page = shown(navigation=row)
    assert '<summary aria-current="true">Konkursy i oferty</summary>' in page
    assert '<a href="/konkursy/" aria-current="page">Konkursy</a>' in page
    assert page.count("<summary>Osoby") == 0
