"""One cell of an imported list: an amount, a day, a choice, as people and spreadsheets write it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from contracting.settlement.models import ExpenseDocument
from mkus_portal.folding import folded
from mkus_portal.money import GROSZ, LARGEST

ZERO = Decimal("0.00")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?", re.ASCII)
_POLISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: ?r\.?)?(?: [\d:]+)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
NOTHING = {"", "-", "–", "—"}
Kind, Payment = ExpenseDocument.Kind, ExpenseDocument.Payment
KINDS: Mapping[str, str] = {
    **{folded(label): value for value, label in Kind.choices},
    "fv": Kind.INVOICE,
    "faktura vat": Kind.INVOICE,
    "rachunek do umowy": Kind.BILL,
    "lista plac": Kind.PAYROLL,
    "polecenie wyjazdu": Kind.TRAVEL,
    "polecenie wyjazdu sluzbowego": Kind.TRAVEL,
    "inny": Kind.OTHER,
    "zestawienie": Kind.SUMMARY,
}
PAYMENTS: Mapping[str, str] = {
    **{folded(label): value for value, label in Payment.choices},
    "przelewem": Payment.TRANSFER,
    "przelew bankowy": Payment.TRANSFER,
    "p": Payment.TRANSFER,
    "karta platnicza": Payment.CARD,
    "karta": Payment.CARD,
    "kartą": Payment.CARD,
    "gotowka": Payment.CASH,
    "got": Payment.CASH,
    "g": Payment.CASH,
    "inna": Payment.OTHER,
    "inne": Payment.OTHER,
}


class Unread(ValueError):  # noqa: N818 - the cell's fault, said in words
    """A cell that says nothing we understand; its text is the sentence for the person."""


def unread(sentence: str) -> NoReturn:
    """Say what is wrong with a cell. Raises Unread."""
    raise Unread(sentence)


def amount_of(cell: str) -> Decimal | None:
    """Return `1 234,56 zł` as an amount, None for an empty cell. Raises Unread."""
    text = re.sub(r"(zł|zl|pln)\.?$", "", "".join(cell.split()).lower()).replace("−", "-")
    if text in NOTHING:
        return None
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    if not _AMOUNT.fullmatch(text):
        unread("to nie jest kwota; wpisz ją tak: 1 234,56.")
    return _exact(text)


def _exact(text: str) -> Decimal:
    try:
        amount = Decimal(text)
        exact = amount.quantize(GROSZ)
    except InvalidOperation:
        unread("ta kwota jest za duża.")
    if exact != amount:
        unread("kwota może mieć najwyżej dwa miejsca po przecinku.")
    if exact < 0:
        unread("kwota nie może być ujemna.")
    if exact > LARGEST:
        unread("ta kwota jest za duża.")
    return exact


def day_of(cell: str) -> date | None:
    """Return 2026-05-03, 3.05.2026 or Excel's number of a day as the day; None for nothing.

    Raises Unread.
    """
    text = " ".join(cell.split())
    if text in NOTHING:
        return None
    if found := _ISO.fullmatch(text):
        parts = found[1], found[2], found[3]
    elif found := _POLISH.fullmatch(text):
        parts = found[3], found[2], found[1]
    elif _SERIAL.fullmatch(text):
        return _sensible(_EXCEL_EPOCH + timedelta(days=int(float(text))))
    else:
        unread("to nie jest data; wpisz ją tak: 3.05.2026 albo 2026-05-03.")
    try:
        return _sensible(date(*(int(part) for part in parts)))
    except ValueError:
        unread("takiego dnia nie ma w kalendarzu.")


def _sensible(day: date) -> date:
    if not _EARLIEST <= day < _LATEST:
        unread("sprawdź rok.")
    return day


def kind_of(cell: str) -> str:
    """Return the kind of a document, an invoice for an empty cell. Raises Unread."""
    return _choice(cell, KINDS, Kind.INVOICE, [str(label) for _, label in Kind.choices])


def payment_of(cell: str) -> str:
    """Return the form of payment, a transfer for an empty cell. Raises Unread."""
    return _choice(cell, PAYMENTS, Payment.TRANSFER, [str(label) for _, label in Payment.choices])


def _choice(cell: str, known: Mapping[str, str], default: str, labels: list[str]) -> str:
    text = folded(" ".join(cell.split())).rstrip(".")
    if text in NOTHING:
        return default
    if text not in known:
        unread(f"wpisz jedno z: {', '.join(labels)}.")
    return known[text]


def cost_of(cell: str, numbers: Mapping[str, int]) -> int | None:
    """Return the cost's key by its number: `I.1.2.`, `i.1.2`, `I.1.2. Trener`. Raises Unread."""
    text = " ".join(cell.split())
    if text in NOTHING:
        return None
    number = text.split(" ")[0].strip(".").upper()
    if number not in numbers:
        unread(f"w uzgodnionym planie nie ma pozycji „{text[:40]}”.")
    return numbers[number]
