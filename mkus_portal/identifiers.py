"""Check rules of the numbers that offices and organisations go by (law.md 7.2)."""

import re
from collections.abc import Callable

from stdnum import iban
from stdnum.exceptions import ValidationError as NumberError
from stdnum.pl import nip, regon

_ADE = re.compile(r"AE:PL-\d{5}-\d{5}-[A-Z]{5}-\d{2}")
_POSTCODE = re.compile(r"\d{2}-\d{3}")
_PHONE = re.compile(r"\+?[\d ()/-]+")
SHORTEST_PHONE = 7


def _checked(check: Callable[[str], str], typed: str, sentence: str) -> tuple[str, str]:
    if not typed.strip():
        return "", ""
    try:
        return check(typed), ""
    except NumberError:
        return typed, sentence


def checked_nip(typed: str) -> tuple[str, str]:
    """Return (number, fault); an empty number is no fault."""
    return _checked(
        lambda text: nip.validate(text.strip().upper().removeprefix("PL")),
        typed,
        "Ten NIP ma błąd: nie zgadza się cyfra kontrolna albo liczba cyfr (10).",
    )


def checked_regon(typed: str) -> tuple[str, str]:
    """Return (number, fault); an empty number is no fault."""
    return _checked(
        regon.validate, typed, "Ten REGON ma błąd: nie zgadza się cyfra kontrolna (9 lub 14 cyfr)."
    )


def checked_account(typed: str) -> tuple[str, str]:
    """Return (IBAN with PL, fault); an empty number is no fault."""
    return _checked(_polish_iban, typed, "Ten numer rachunku ma błąd: sprawdź 26 cyfr.")


def _polish_iban(typed: str) -> str:
    text = typed.strip().upper()
    number: str = iban.validate(text if text[:2].isalpha() else f"PL{text}")
    return number


def e_delivery_fault(typed: str) -> str:
    """Return what is wrong with an address of e-Doręczenia; empty when nothing is."""
    if not typed or _ADE.fullmatch(typed):
        return ""
    return "Adres do e-Doręczeń wygląda tak: AE:PL-12345-67890-ABCDE-12."


def whole_postcode(typed: str) -> str:
    """Return a postcode with its dash where somebody wrote five digits."""
    bare = typed.strip()
    return f"{bare[:2]}-{bare[2:]}" if re.fullmatch(r"\d{5}", bare) else bare


def phone_fault(typed: str) -> str:
    """Return what is wrong with a telephone number; empty when nothing is."""
    if not typed or (_PHONE.fullmatch(typed) and sum(map(str.isdigit, typed)) >= SHORTEST_PHONE):
        return ""
    return "Numer telefonu to cyfry, odstępy i ewentualnie + na początku."


def postcode_fault(typed: str) -> str:
    """Return what is wrong with a postcode; empty when nothing is."""
    return "" if _POSTCODE.fullmatch(typed) else "Kod pocztowy wygląda tak: 00-000."


def is_iban(number: str) -> bool:
    """Whether the number is a bank account's, with its check digits."""
    return bool(iban.is_valid(number))
