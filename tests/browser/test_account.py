"""The account's pages in Chromium: from a new account to the second factor and a new password."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests import cast
from tests.browser.looking import FAULTS, Tab

pytestmark = pytest.mark.browser
ADDRESS = "hanna@nowa.example"
PASSWORD = "dlugie-haslo-do-prob"
NEW_PASSWORD = "jeszcze-dluzsze-haslo"
PERIOD = 30


@pytest.fixture
def old_friend(standing_world):
    """The address of somebody who has had an account for long."""
    user = cast.make_user("Felicja Dawna")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user.email


@pytest.fixture
def tab(browsers):
    """A browser that nobody has used."""
    context = browsers.fresh()
    yield Tab(context, browsers.address)
    context.close()


def press(tab, name):
    """Press the form's button and look at the page that comes."""
    tab.complaints.clear()
    with tab.page.expect_navigation():
        tab.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def expect_whole(tab, heading):
    """The page with the heading is open and nothing is wrong with it."""
    expect(tab.page.get_by_role("heading", level=1)).to_have_text(heading)
    assert tab.looked_at() == []


def expect_all_whole(tab, *paths):
    """Nothing is wrong with any of the pages."""
    for path in paths:
        assert tab.open(path) == 200
        assert tab.looked_at() == [], path


def code_of(secret):
    """What an authenticator shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def follow_letter(tab, reader):
    """Open the newest letter's link as its reader would."""
    tab.open(f"/demo/poczta/?do={reader}")
    for link in ("main tbody a", ".letter a"):
        with tab.page.expect_navigation():
            tab.page.locator(link).first.click()


def sign_in(tab, email, password):
    tab.open("/konto/login/")
    tab.page.get_by_label("E-mail").fill(email)
    tab.page.locator("[name=password]").fill(password)
    press(tab, "Zaloguj się")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/konto/login/", "Logowanie"),
        ("/konto/signup/", "Nowe konto"),
        ("/konto/password/reset/", "Nowe hasło"),
        ("/konto/inactive/", "Konto jest wyłączone"),
    ],
)
def test_a_visitors_page_is_whole(tab, path, heading):
    tab.open(path)
    expect_whole(tab, re.compile(heading))


@pytest.mark.parametrize("path", ["/konto/login/", "/konto/signup/", "/konto/password/reset/"])
def test_an_empty_form_says_what_is_missing(tab, path):
    tab.open(path)
    with tab.page.expect_navigation():
        tab.page.locator("main form [type=submit]").first.click()
    faults = tab.page.evaluate(FAULTS)
    assert faults["wrong"] > 0
    assert faults == {"lost": [], "wrong": faults["wrong"], "silent": [], "focused": True}
    assert tab.looked_at() == []


def test_somebody_makes_an_account_and_keeps_it_safe(tab):
    tab.open("/konto/signup/")
    page = tab.page
    page.get_by_label("E-mail").fill(ADDRESS)
    page.get_by_label("Imię i nazwisko").fill("Hanna Nowa")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    press(tab, "Załóż konto")
    expect_whole(tab, re.compile("adres|pocztę|skrzynk", re.IGNORECASE))
    follow_letter(tab, ADDRESS)
    expect_whole(tab, "Potwierdzenie adresu")
    press(tab, "Potwierdzam")
    sign_in(tab, ADDRESS, PASSWORD)
    expect(page).to_have_url(re.compile("/biurko/"))
    expect_all_whole(
        tab, "/konto/email/", "/konto/password/change/", "/konto/2fa/", "/konto/logout/"
    )

    tab.open("/konto/2fa/totp/activate/")
    expect_whole(tab, "Potwierdź, że to Ty")
    page.locator("[name=password]").fill(PASSWORD)
    press(tab, "Potwierdzam")
    expect_whole(tab, "Włączenie aplikacji")
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(code_of(secret))
    press(tab, "Włącz")
    tab.open("/konto/2fa/")
    expect_whole(tab, "Drugi składnik logowania")
    tab.open("/konto/2fa/recovery-codes/")
    expect_whole(tab, "Kody zapasowe")
    spare = page.locator("main .digest li").first.inner_text()
    expect_all_whole(tab, "/konto/2fa/recovery-codes/generate/", "/konto/2fa/totp/deactivate/")

    tab.open("/konto/logout/")
    press(tab, "Wyloguj się")
    sign_in(tab, ADDRESS, PASSWORD)
    expect_whole(tab, "Drugi składnik logowania")
    page.locator("[name=code]").fill("000000")
    press(tab, "Zaloguj się")
    assert page.evaluate(FAULTS)["wrong"] == 1
    assert tab.looked_at() == []
    page.locator("[name=code]").fill(spare)
    press(tab, "Zaloguj się")
    expect(page).to_have_url(re.compile("/biurko/"))


def test_a_forgotten_password_is_replaced(tab, old_friend):
    tab.open("/konto/password/reset/")
    tab.page.get_by_label("E-mail").fill(old_friend)
    press(tab, "Wyślij link")
    expect_whole(tab, "Sprawdź pocztę")
    follow_letter(tab, old_friend)
    expect_whole(tab, "Nowe hasło")
    for name in ("password1", "password2"):
        tab.page.locator(f"[name={name}]").fill(NEW_PASSWORD)
    press(tab, "Ustaw hasło")
    assert tab.looked_at() == []
    sign_in(tab, old_friend, PASSWORD)
    assert tab.page.evaluate(FAULTS)["focused"]
    sign_in(tab, old_friend, NEW_PASSWORD)
    expect(tab.page).to_have_url(re.compile("/biurko/"))
