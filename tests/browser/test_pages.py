"""Every page of the portal in Chromium: readable by everybody, on any screen, with any device."""

import pytest

from tests.architecture.access import PAGES
from tests.architecture.walking import takes
from tests.browser.looking import FOCUSABLE, TAB_STOPS, problems, tab_stops

pytestmark = pytest.mark.browser
FILES = {"document-file", "call-announcement"}
READERS = (
    ("clerk", "executive", "office_admin", "coordinator", "treasurer"),
    ("ngo_admin", "ngo_signatory", "ngo_editor", "ngo_accountant"),
    ("adviser", "programme_coordinator"),
    ("operator",),
)
EVERYBODY_SEES_ANOTHER = {"desk", "hat-list"}


def readers(page):
    """Who looks at it: a visitor, a person without a role, or one of each holder's people."""
    if page.visitor == 200:
        return ["visitor"]
    alone = ["resident"] if page.others == 200 else []
    if alone and page.name not in EVERYBODY_SEES_ANOTHER:
        return alone
    groups = [[tag for tag in group if page.expected(tag) == 200] for group in READERS]
    return alone + [group[0] for group in groups if group]


SHOWN = [page for page in PAGES if takes(page.name, "get") and page.name not in FILES]
VISITS = [pytest.param(page, tag, id=f"{page}-{tag}") for page in SHOWN for tag in readers(page)]


@pytest.mark.parametrize(("page", "tag"), VISITS)
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
        ("analysis-stage", "gappy_analysis", "clerk"),
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
