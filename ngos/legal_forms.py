"""Legal forms of organisations and the register of each (UDPPiW art. 3 ust. 2–3, law.md 7.1)."""

import re
from dataclasses import dataclass

from django.db import models


class Register(models.TextChoices):
    """Where an organisation is entered."""

    KRS = "krs", "Krajowy Rejestr Sądowy"
    STAROST = "starost", "ewidencja starosty"
    KGW = "kgw", "Krajowy Rejestr Kół Gospodyń Wiejskich"
    CHURCH = "church", "zaświadczenie o osobowości prawnej"
    OTHER = "other", "inny rejestr lub ustawa"


class LegalForm(models.TextChoices):
    """The forms of law.md 7.1."""

    ASSOCIATION = "ASSOCIATION", "stowarzyszenie rejestrowe"
    ASSOCIATION_BRANCH = "ASSOCIATION_BRANCH", "oddział terenowy z osobowością prawną"
    ORDINARY_ASSOCIATION = "ORDINARY_ASSOCIATION", "stowarzyszenie zwykłe"
    FOUNDATION = "FOUNDATION", "fundacja"
    UNION_OF_ASSOCIATIONS = "UNION_OF_ASSOCIATIONS", "związek stowarzyszeń"
    STUDENT_SPORTS_CLUB = "STUDENT_SPORTS_CLUB", "uczniowski klub sportowy"
    SPORTS_CLUB_ASSOC = "SPORTS_CLUB_ASSOC", "klub sportowy w ewidencji starosty"
    SPORTS_CLUB_KRS = "SPORTS_CLUB_KRS", "klub sportowy w KRS"
    SPORTS_CLUB_COMPANY = "SPORTS_CLUB_COMPANY", "spółka – klub sportowy (art. 3 ust. 3 pkt 4)"
    OSP = "OSP", "ochotnicza straż pożarna"
    KGW = "KGW", "koło gospodyń wiejskich"
    CHURCH_ENTITY = "CHURCH_ENTITY", "kościelna osoba prawna"
    SOCIAL_COOPERATIVE = "SOCIAL_COOPERATIVE", "spółdzielnia socjalna"
    NONPROFIT_COMPANY = "NONPROFIT_COMPANY", "spółka non profit"
    JST_ASSOCIATION = "JST_ASSOCIATION", "stowarzyszenie jednostek samorządu"
    FARMERS_CIRCLE = "FARMERS_CIRCLE", "kółko rolnicze"
    BY_STATUTE = "BY_STATUTE", "organizacja z odrębnej ustawy (np. ROD, ZHP, PCK)"


_ELSEWHERE = {
    LegalForm.ORDINARY_ASSOCIATION: Register.STAROST,
    LegalForm.STUDENT_SPORTS_CLUB: Register.STAROST,
    LegalForm.SPORTS_CLUB_ASSOC: Register.STAROST,
    LegalForm.KGW: Register.KGW,
    LegalForm.CHURCH_ENTITY: Register.CHURCH,
    LegalForm.BY_STATUTE: Register.OTHER,
}
KRS_DIGITS = 10
ART_3_3 = frozenset(
    {
        LegalForm.CHURCH_ENTITY,
        LegalForm.SOCIAL_COOPERATIVE,
        LegalForm.NONPROFIT_COMPANY,
        LegalForm.SPORTS_CLUB_COMPANY,
        LegalForm.JST_ASSOCIATION,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is asked about an entry in a register: its words, its pattern, whose register it is."""

    label: str
    hint: str
    pattern: re.Pattern[str]
    fault: str
    asks_authority: bool = False


_ANY = re.compile(r".{1,60}")
ENTRIES = {
    Register.KRS: Entry(
        "Numer KRS",
        "dziesięć cyfr, np. 0000123456",
        re.compile(r"\d{10}"),
        "Numer KRS ma dziesięć cyfr, np. 0000123456.",
    ),
    Register.STAROST: Entry(
        "Numer w ewidencji",
        "z decyzji lub zaświadczenia starosty",
        _ANY,
        "Podaj numer w ewidencji starosty.",
        asks_authority=True,
    ),
    Register.KGW: Entry(
        "Numer w rejestrze kół gospodyń wiejskich",
        "z zaświadczenia ARiMR",
        _ANY,
        "Podaj numer w rejestrze prowadzonym przez ARiMR.",
    ),
    Register.CHURCH: Entry(
        "Numer zaświadczenia",
        "zaświadczenie wojewody lub ministra o osobowości prawnej",
        _ANY,
        "Podaj numer zaświadczenia o osobowości prawnej.",
        asks_authority=True,
    ),
    Register.OTHER: Entry(
        "Numer w rejestrze lub podstawa istnienia",
        "np. ustawa, z której organizacja istnieje",
        _ANY,
        "Podaj numer w rejestrze albo ustawę.",
        asks_authority=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A register number as it is kept, or the sentence that says what is wrong with it."""

    value: str
    fault: str = ""


def register_of(form: str) -> Register:
    """Return the register in which organisations of the form are entered."""
    return _ELSEWHERE.get(LegalForm(form), Register.KRS)


def entry_of(form: str) -> Entry:
    """Return what is asked about the entry of an organisation of the form."""
    return ENTRIES[register_of(form)]


def register_number(form: str, typed: str) -> Number:
    """Return the number in its kept form; a KRS number has ten digits and no check digit."""
    value = " ".join(typed.split())
    if register_of(form) is Register.KRS:
        value = value.upper().removeprefix("KRS").replace(" ", "")
        value = value.zfill(KRS_DIGITS) if value.isdigit() else value
    entry = entry_of(form)
    return Number(value, "" if entry.pattern.fullmatch(value) else entry.fault)
