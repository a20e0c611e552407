"""Signing in and the account: our look, our Polish, nothing undefined, letters included."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import override_settings

from mkus_portal.accounts.models import User
from tests.architecture.tree import ROOT
from tests.mkus_portal.web.strict import strict_templates

pytestmark = pytest.mark.django_db
PASSWORD = "dlugie-haslo-do-prob"
ENGLISH = re.compile(
    r"\b(sign|log|email|e-mail address|password|please|your|code|account|the|submit)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def strict():
    cache.clear()  # limits of attempts are counted there
    with override_settings(
        TEMPLATES=strict_templates(),
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        ACCOUNT_EMAIL_NOTIFICATIONS=True,
    ):
        yield


@pytest.fixture
def anna() -> User:
    person = User.objects.create_user("anna@wzorowa.example", PASSWORD, full_name="Anna Wzorowa")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def signed_in(client, anna):
    client.post("/konto/login/", {"login": anna.email, "password": PASSWORD})
    return client


def words(response) -> str:
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"<[^>]+>", " ", main)


def said(response) -> str:
    """The page's own words, after a check that it is ours and in Polish."""
    page = response.content.decode()
    assert "css/tokens.css" in page
    assert page.count("<h1") == 1
    assert not ENGLISH.search(words(response)), words(response)
    return words(response)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("login/", "Logowanie"),
        ("signup/", "Nowe konto"),
        ("password/reset/", "Nowe hasło"),
        ("password/reset/done/", "Sprawdź pocztę"),
        ("password/reset/key/1-zly/", "Ten link już nie działa"),
        ("confirm-email/", "Potwierdź adres e-mail"),
        ("confirm-email/zly-klucz/", "stracił ważność"),
        ("inactive/", "Konto jest wyłączone"),
    ],
)
def test_doors_for_those_who_have_not_signed_in(client, address, heading) -> None:
    assert heading in said(client.get(f"/konto/{address}"))


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("email/", "Twoje adresy"),
        ("password/change/", "Zmiana hasła"),
        ("2fa/", "Drugi składnik logowania"),
        ("logout/", "Wylogowanie"),
        ("reauthenticate/", "Potwierdź, że to Ty"),
    ],
)
def test_pages_of_the_account(signed_in, address, heading) -> None:
    page = said(signed_in.get(f"/konto/{address}"))
    assert heading in page


def test_the_account_has_tabs_with_the_current_page_marked(signed_in) -> None:
    page = signed_in.get("/konto/2fa/").content.decode()
    assert '<a href="/konto/2fa/" aria-current="page">Drugi składnik logowania</a>' in page
    assert '<a href="/konto/email/">Adres e-mail</a>' in page


def test_a_wrong_password_is_named_at_the_top(client, anna) -> None:
    page = client.post("/konto/login/", {"login": anna.email, "password": "nie-to"})
    assert 'id="bledy"' in page.content.decode()
    assert "niepoprawne" in page.content.decode()


def test_too_many_attempts_are_stopped_with_a_way_on(client) -> None:
    for number in range(30):
        page = client.post("/konto/password/reset/", {"email": f"{number}@wzorowa.example"})
        if page.status_code == 429:
            break
    assert page.status_code == 429
    assert "Odczekaj pięć minut" in said(page)


def test_a_second_factor_is_switched_on_used_and_switched_off(signed_in, anna) -> None:
    signed_in.post("/konto/reauthenticate/", {"password": PASSWORD})
    page = signed_in.get("/konto/2fa/totp/activate/")
    assert "Zeskanuj kod" in said(page)
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    signed_in.post("/konto/2fa/totp/activate/", {"code": code})
    assert "Zostało 10 kodów" in said(signed_in.get("/konto/2fa/"))
    assert "Niewykorzystane: 10 z 10" in said(signed_in.get("/konto/2fa/recovery-codes/"))
    assert "przestaną działać" in said(signed_in.get("/konto/2fa/recovery-codes/generate/"))
    assert "wystarczy hasło" in said(signed_in.get("/konto/2fa/totp/deactivate/"))
    signed_in.post("/konto/logout/")
    entered = signed_in.post(
        "/konto/login/", {"login": anna.email, "password": PASSWORD}, follow=True
    )
    assert "Przepisz kod z aplikacji" in said(entered)


def test_letters_are_in_polish(client, anna) -> None:
    client.post("/konto/password/reset/", {"email": anna.email})
    client.post("/konto/password/reset/", {"email": "nikt@wzorowa.example"})
    new = {"password1": PASSWORD, "password2": PASSWORD, "full_name": "Jan Próbny"}
    client.post("/konto/signup/", {"email": "jan@wzorowa.example", **new})
    client.post("/konto/signup/", {"email": anna.email, **new})
    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == [
        "MKUS Portal: Link do nowego hasła",
        "MKUS Portal: Nie ma takiego konta",
        "MKUS Portal: Potwierdź adres i dokończ zakładanie konta",
        "MKUS Portal: Masz już konto",
    ]
    for letter in mail.outbox:
        assert letter.body.startswith("Dzień dobry,")
        assert not ENGLISH.search(re.sub(r"\S+/\S+|\S+@\S+", "", letter.body)), letter.body


def test_a_new_password_is_set_by_the_link(client, anna) -> None:
    client.post("/konto/password/reset/", {"email": anna.email})
    link = re.search(r"http\S+/key/\S+", mail.outbox[0].body)
    assert link
    page = client.get(link[0], follow=True)
    assert "Nowe hasło" in said(page)
    action = page.redirect_chain[-1][0]
    done = client.post(
        action, {"password1": PASSWORD + "1", "password2": PASSWORD + "1"}, follow=True
    )
    assert "Hasło jest zmienione" in said(done)
    assert "zmień hasło" in mail.outbox[-1].body


def test_an_address_is_confirmed_by_the_link(client) -> None:
    new = {"password1": PASSWORD, "password2": PASSWORD, "full_name": "Jan Próbny"}
    client.post("/konto/signup/", {"email": "jan@wzorowa.example", **new})
    link = re.search(r"http\S+/confirm-email/\S+", mail.outbox[0].body)
    assert link
    page = said(client.get(link[0]))
    assert "jan@wzorowa.example" in page
    assert "Jan Próbny" in page


@pytest.mark.parametrize(
    "template",
    sorted(
        str(path.relative_to(ROOT / "templates"))
        for room in ("account", "mfa")
        for path in (ROOT / f"templates/{room}/email").glob("*_message.txt")
        if path.stem != "base_message"
    ),
)
def test_every_letter_of_the_account_has_all_it_names(rf, template) -> None:
    address = "https://portal.example/konto/"
    letter = render_to_string(
        template,
        {
            "request": rf.get("/"),
            "current_site": SimpleNamespace(domain="portal.example"),
            "timestamp": datetime(2026, 11, 24, 13, 32, tzinfo=UTC),
            "ip": "192.0.2.1",
            "user_agent": "Firefox",
            "activate_url": address,
            "password_reset_url": address,
            "signup_url": address,
            **dict.fromkeys(
                ("email", "from_email", "to_email", "deleted_email"), "a@wzorowa.example"
            ),
        },
    )
    assert letter.startswith("Dzień dobry,")
    assert not ENGLISH.search(re.sub(r"\S+/\S+|\S+@\S+", "", letter)), letter
    if "Zmiana przyszła" in letter:
        assert "24.11.2026 r. o godz. 14:32" in letter
