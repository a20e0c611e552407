"""Somebody at a browser: signs in by the form, presses what they see, writes into long forms."""

import re

from playwright.sync_api import expect

PATIENCE = 30_000
AS_ON_A_PHONE = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}


class Person:
    """A person of the demonstration with a browser of their own."""

    def __init__(self, browser, portal, email="", **how):
        self.portal = portal
        self.context = browser.new_context(locale="pl-PL", accept_downloads=True, **how)
        self.context.set_default_timeout(PATIENCE)
        self.page = portal.sign_in(self.context, email) if email else self.context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def open(self, path):
        """Open an address of the portal."""
        self.page.goto(path if path.startswith("http") else self.portal.address + path)

    @property
    def main(self):
        """What the page is about."""
        return self.page.get_by_role("main")

    def follow(self, name):
        """Click the first link whose text holds the name."""
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=name).first.click()

    def press(self, name):
        """Press the button."""
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=name).first.click()

    def fill(self, **fields):
        """Fill the fields of a short form by their names."""
        for name, text in fields.items():
            field = self.main.locator(f"[name={name}]").first
            if field.evaluate("one => one.tagName === 'SELECT'"):
                field.select_option(text)
            else:
                field.fill(text)

    def reads(self, *texts):
        """The page says all of it."""
        for text in texts:
            expect(self.main).to_contain_text(text)

    def heading(self, text):
        """The page's title holds the text."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def write(self, places):
        """Type into a long form; every place says by itself that it is saved."""
        for place, text in places.items():
            start, _, end = place.partition("*")
            found = self.page.locator(f'[data-place^="{start}"][data-place$="{end or start}"]')
            kind = found.first.evaluate("one => one.type")
            if kind == "radio":
                found.and_(self.page.locator(f'[value="{text}"]')).check()
            elif kind == "select-one":
                option = found.first.locator("option", has_text=text).first
                found.first.select_option(option.get_attribute("value"))
            else:
                found.first.fill(text)
                found.first.blur()
            saved = self.page.locator(f'[data-saved="{found.first.get_attribute("data-place")}"]')
            expect(saved).to_have_text(re.compile("^Zapisano "))

    def wear(self, role):
        """Put on another hat on the page of roles."""
        self.open("/role/")
        row = self.main.get_by_role("listitem").filter(has_text=role)
        with self.page.expect_navigation():
            row.get_by_role("button", name="Działaj w tej roli").click()
        expect(self.page.locator(".hat-bar, [aria-label='Twoja rola']").first).to_contain_text(role)

    def download(self, name):
        """Wait for the link (the worker prints) and return the file's bytes."""
        with self.page.expect_download() as download:
            self.main.get_by_role("link", name=name).first.click()
        return download.value.path().read_bytes()
