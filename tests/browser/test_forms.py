"""A form that came back: the list of errors takes the focus, every wrong field says what to do."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import FAULTS

pytestmark = pytest.mark.browser
FIELD = "textarea, select, input:not([type=hidden])"
EMPTY = """(form) => {
  for (const one of form.elements) {
    if (one.type === "hidden" || one.type === "submit") continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = false;
    else one.value = "";
  }
}"""
FORMS = [
    ("clerk", "office-call-create", ""),
    ("clerk", "office-call-edit", "draft_call"),
    ("clerk", "office-task-create", "draft_call"),
    ("clerk", "office-criterion-create", "draft_call"),
    ("clerk", "office-previous-create", "draft_call"),
    ("clerk", "office-publication-create", "approved_call"),
    ("clerk", "office-question-answer", "question"),
    ("clerk", "office-call-cancel", "draft_call"),
    ("executive", "office-call-annul", "open_call"),
    ("executive", "office-call-return", "waiting_call"),
    ("clerk", "analysis-create", ""),
    ("office_admin", "person-invite", ""),
    ("office_admin", "office-settings", {"code": "office.code"}),
    ("office_admin", "unit-create", {"code": "office.code"}),
    ("operator", "law-value-add", {"key": "parameter"}),
    ("operator", "demo-clock", ""),
    ("resident", "call-ask", "open_call"),
    ("resident", "organisation-register", ""),
    ("ngo_admin", "organisation-edit", "organisation"),
    ("ngo_admin", "representative-add", "organisation"),
    ("ngo_admin", "access-answer", "access_request"),
    ("adviser", "consultation-log", "advised_unit"),
    ("clerk", "consultation-move", "sent_consultation"),
    ("adviser", "consultation-correct", "agreed_consultation"),
    ("clerk", "correction-move", "asked_correction"),
    ("operator", "programme-create", ""),
    ("programme_coordinator", "adviser-add", "programme"),
    ("programme_coordinator", "programme-unit-add", "programme"),
    ("programme_coordinator", "assignment-add", "advised_unit"),
    ("programme_coordinator", "expert-add", "programme"),
    ("programme_coordinator", "expertise-move", "ordered_expertise"),
    ("adviser", "expertise-order", "advised_unit"),
]
QUERIES = {
    "organisation-register": "?forma=ASSOCIATION",
    "consultation-move": "?ruch=dispute",
    "correction-move": "?ruch=refuse",
    "expertise-move": "?ruch=assign",
}


@pytest.mark.parametrize(("tag", "name", "example"), FORMS, ids=[name for _, name, _ in FORMS])
def test_an_empty_form_comes_back_with_its_errors(browsers, address, tag, name, example):
    tab = browsers.of(tag)
    tab.open(address(name, example, QUERIES.get(name, "")))
    form = tab.page.locator(f"main form[method=post]:has({FIELD})").last
    form.evaluate(EMPTY)
    with tab.page.expect_navigation() as answer:
        form.locator("[type=submit]").last.click()
    assert answer.value.status == 422
    faults = tab.page.evaluate(FAULTS)
    assert faults["wrong"] > 0
    assert faults == {"lost": [], "wrong": faults["wrong"], "silent": [], "focused": True}
    assert tab.looked_at() == []


def test_what_was_typed_stays_and_a_link_leads_to_the_field(browsers, address):
    page = browsers.of("clerk").page
    browsers.of("clerk").open(address("office-call-create"))
    page.locator("[name=title]").fill("Letnia szkoła pływania")
    page.locator("[name=year]").fill("1918")
    page.locator("main form [type=submit]").last.click()
    expect(page.locator(".errors")).to_be_focused()
    assert page.locator("[name=title]").input_value() == "Letnia szkoła pływania"
    link = page.locator(".errors a").first
    place = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest(location.hash) !== null"), place
