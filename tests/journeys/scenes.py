"""What people do again and again in the journeys: read letters, register, take a role."""

import re
from dataclasses import dataclass
from io import BytesIO

from allauth.account.models import EmailAddress
from pypdf import PdfReader

from mkus_portal.accounts.models import User
from mkus_portal.act import WARSAW
from tests import live
from tests.cast import PASSWORD


@dataclass
class Letter:
    """A letter as the demo's mailbox shows it."""

    text: str
    links: list[str]


def letter_to(browser, email, subject):
    """Read the newest letter of the subject; the mailbox is everybody's."""
    browser.open(f"/demo/poczta/?do={email}")
    page = browser.follow(subject)
    return Letter(page.text, [href for _, href in page.links if href.startswith("http")])


def register(browser, email, full_name, start="/konto/signup/"):
    """Make an account on the real pages, the address confirmed from the letter, and sign in."""
    browser.open(start)
    typed = {"email": email, "full_name": full_name, "password1": PASSWORD, "password2": PASSWORD}
    browser.press("Załóż konto", typed)
    link = next(one for one in letter_to(browser, email, "adres").links if "konto" in one)
    browser.open(link)
    browser.press("Potwierdzam")
    if not any("Wyloguj" in one[2] for form in browser.page.forms for one in form.buttons):
        browser.sign_in(email, PASSWORD)


def accept(browser, email, full_name, subject="Zaproszenie"):
    """Come in by the letter's link: register and take the role."""
    link = next(one for one in letter_to(browser, email, subject).links if "zaproszenie" in one)
    browser.open(link)
    register(browser, email, full_name, browser.page.address("Załóż konto"))
    browser.open(link)
    return browser.press("Przyjmij zaproszenie")


def make_operator(email):
    """Whoever runs the portal is made by its owner on the machine, not on a page."""
    user = User.objects.create_user(email, full_name="Oskar Operator", is_operator=True)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return email


def digests_on(page):
    """The digests printed in fours on a page, as they are typed."""
    return [
        re.sub(r"\s", "", one) for one in re.findall(r"(?:[0-9a-f]{4} ){15}[0-9a-f]{4}", page.text)
    ]


READY = "Dokument jest gotowy"


def ready(browser, address):
    """Wait on a page until the worker has made its document."""
    live.wait_for(lambda: READY in browser.open(address).text)


def invite(browser, email, role):
    """Write to somebody with a role, from the page of people."""
    browser.open("/osoby/zaproszenie/")
    browser.press("Wyślij zaproszenie", {"email": email, "role": role})


def move_time(browser, days):
    """Move the portal's time on the operator's page."""
    browser.open("/demo/zegar/")
    browser.press("Przesuń czas", {"days": str(days)})


def local(instant):
    """An instant as a browser sends it."""
    return f"{instant.astimezone(WARSAW):%Y-%m-%dT%H:%M:%S}"


def words_of(pdf):
    """The words of a file, page after page."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return " ".join(" ".join(pages).split())


def downloaded(browser):
    """Take the file from the page on which it is ready."""
    answer = browser.ask("GET", browser.page.address("Pobierz PDF"))
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    return answer.body


def checked(visitor, digest):
    """Ask the public page about a digest; return what it says."""
    visitor.open("/sprawdz/")
    return visitor.press("Sprawdź", {"skrot": digest}).text
