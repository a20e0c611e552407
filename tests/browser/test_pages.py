"""Every page of the portal in Chromium: readable by everybody, on any screen, with any device."""

import pytest

from tests.browser.looking import FOCUSABLE, TAB_STOPS, problems, tab_stops
from tests.browser.visits import HALVES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("page", "tag"), HALVES[0])
def test_a_page_can_be_read_and_used_by_everybody(browsers, address, page, tag):
    tab = browsers.of(tag)
    assert tab.open(address(page.name, page.example, page.query)) == 200
    assert tab.looked_at() == []


@pytest.mark.parametrize(
    ("tag", "path", "status"),
    [
        ("visitor", "/nie-ma-takiej-strony/", 404),
        ("resident", "/analizy/", 403),
        ("clerk", "/oferty/999999/", 404),
    ],
)
def test_a_refusal_is_a_page_too(browsers, tag, path, status):
    tab = browsers.of(tag)
    assert tab.open(path) == status
    assert tab.page.get_by_role("heading", level=1).inner_text()
    assert tab.looked_at() == []


@pytest.mark.parametrize(
    ("name", "example", "tag"),
    [
        ("home", "", "visitor"),
        ("call-detail", "open_call", "visitor"),
        ("office-call-list", "", "clerk"),
        ("office-call-edit", "draft_call", "clerk"),
        ("offer-section", {"pk": "draft_offer", "section": "=V"}, "ngo_editor"),
        ("analysis-stage", {"pk": "gappy_analysis", "stage": "=2a"}, "clerk"),
    ],
)
def test_tab_reaches_everything_and_leaves_again(browsers, address, name, example, tag):
    tab = browsers.of(tag)
    tab.page.set_viewport_size({"width": 1280, "height": 800})
    tab.open(address(name, example))
    expected = tab.page.evaluate(TAB_STOPS, FOCUSABLE)
    assert tab_stops(tab.page) == expected > 5


@pytest.mark.parametrize(
    ("faulty", "sign"),
    [
        ("<h1>Strona</h1><img src='data:,'>", "axe image-alt"),
        ("<h1>Strona</h1><p style='color:#bbb'>Blady tekst</p>", "axe color-contrast"),
        ("<h1>Strona</h1><p>tekst</p><div style='width:1400px'>szeroki</div>", "za szerokie"),
        ("<h1>Strona</h1><button style='height:12px;padding:0'>x</button>", "za małe"),
        ("<h1>Strona</h1><a href='#x' style='outline:0'>x</a>", "niewidoczny fokus"),
        ("<h1>Strona</h1><button tabindex='-1'>Zapisz</button>", "klawiatura nie dojdzie"),
    ],
)
def test_the_look_sees_what_is_wrong(browsers, faulty, sign):
    page = browsers.of("nobody").page
    page.set_content(f"<html lang=pl><title>Strona</title><main>{faulty}</main></html>")
    assert [one for one in problems(page) if sign in one]


def test_a_complaint_of_the_browser_is_heard(browsers):
    tab = browsers.of("nobody")
    tab.open("/")
    assert tab.complaints == []
    with tab.page.expect_response("**/nie-ma-mnie.png"):
        tab.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: '/nie-ma-mnie.png'}))"
        )
    tab.page.evaluate("document.body.setAttribute('style', 'color: red')")
    tab.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'x'}))"
    )
    tab.page.evaluate("console.warn('ostrzegam')")
    heard = "\n".join(tab.complaints)
    assert "404" in heard
    assert "Content Security Policy" in heard
    assert "ostrzegam" in heard
