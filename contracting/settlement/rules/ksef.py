"""The number that KSeF gives an invoice: NIP, day, technical part, CRC-8 (35 characters)."""

import re
from datetime import datetime

_SHAPE = re.compile(r"(\d{10})-(\d{8})-([0-9A-F]{6})(-?)([0-9A-F]{6})-([0-9A-F]{2})", re.ASCII)
_BITS, _TOP, _BYTE, _POLYNOMIAL = 8, 0x80, 0xFF, 0x07
SHAPE_FAULT = (
    "Numer KSeF ma 35 znaków: NIP, data, 12 znaków i 2 znaki sumy kontrolnej, np."
    " 5265877635-20250826-0100001AF629-AF."
)


def checked_ksef(typed: str, nip: str) -> tuple[str, str]:
    """Return (number, fault); an empty number is no fault.

    Both known groupings of the technical part are taken and kept as one. `nip` is the issuer's.
    """
    number = "".join(typed.split()).upper()
    if not number:
        return "", ""
    found = _SHAPE.fullmatch(number)
    if found is None or not _is_day(found[2]):
        return number, SHAPE_FAULT
    if found[1] != nip:
        return number, "Numer KSeF zaczyna się od NIP wystawcy, a tu jest inny NIP."
    whole = f"{found[1]}-{found[2]}-{found[3]}{found[5]}"
    sums = {_crc8(whole), _crc8(number.rpartition("-")[0])}
    if found[6] not in sums:
        return number, "W numerze KSeF nie zgadza się suma kontrolna: sprawdź, czy jest bez błędu."
    return f"{whole}-{found[6]}", ""


def _is_day(digits: str) -> bool:
    try:
        datetime.strptime(digits, "%Y%m%d")  # noqa: DTZ007 - only whether there is such a day
    except ValueError:
        return False
    return True


def _crc8(text: str) -> str:
    """Return CRC-8 with the polynomial 0x07 from 0x00, as the Ministry of Finance defines it."""
    rest = 0
    for byte in text.encode():
        rest ^= byte
        for _ in range(_BITS):
            rest = (rest << 1) ^ _POLYNOMIAL if rest & _TOP else rest << 1
            rest &= _BYTE
    return f"{rest:02X}"
