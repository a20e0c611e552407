"""Numbers, dates and terms in Polish words, as the screen and the documents print them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from mkus_portal.act import WARSAW
from mkus_portal.money import GROSZ, round_money

NBSP = "\u00a0"
WEEKDAYS = (
    "poniedziałek",
    "wtorek",
    "środa",
    "czwartek",
    "piątek",
    "sobota",
    "niedziela",
)
FEW = (2, 3, 4)
TEENS = (12, 13, 14)
GROUP = 4


def plural(number: int, one: str, few: str, many: str) -> str:
    """Return the form of a Polish noun that goes with the number: 1 dzień, 2 dni, 5 dni."""
    if number == 1:
        return one
    if number % 10 in FEW and number % 100 not in TEENS:
        return few
    return many


def money(amount: Decimal | int | None) -> str:
    """Return `1 234,56 zł` with hard spaces; a dash where there is no amount."""
    if amount is None or amount == "":
        return "–"
    exact = round_money(Decimal(amount))
    whole, grosze = f"{abs(exact):,.2f}".split(".")
    sign = "−" if exact < 0 else ""
    return f"{sign}{whole.replace(',', NBSP)},{grosze}{NBSP}zł"


def number(value: Decimal | int | None) -> str:
    """Return a number with a comma and without idle zeros: `1,5`; a dash where there is none."""
    if value is None or value == "":
        return "–"
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", NBSP).replace(".", ",")


def percent(value: Decimal | int | None) -> str:
    """Return `12,34%`; a dash where there is none."""
    return "–" if value is None else f"{number(Decimal(value).quantize(GROSZ))}%"


def day(value: date | datetime | None) -> str:
    """Return `22.11.2026 r.`; a dash where there is none."""
    if value is None:
        return "–"
    local = value.astimezone(WARSAW).date() if isinstance(value, datetime) else value
    return f"{local:%d.%m.%Y}{NBSP}r."


def instant(value: datetime | None) -> str:
    """Return `22.11.2026 r., godz. 14:32`; a dash where there is none."""
    if value is None:
        return "–"
    return f"{day(value)}, godz.{NBSP}{value.astimezone(WARSAW):%H:%M}"


def exact_instant(value: datetime | None) -> str:
    """Return `22.11.2026 r., godz. 14:32:05`; a dash where there is none."""
    if value is None:
        return "–"
    return f"{day(value)}, godz.{NBSP}{value.astimezone(WARSAW):%H:%M:%S}"


def deadline(value: date | datetime | None) -> str:
    """Return the term with its weekday: `środa, 16.12.2026 r., godz. 23:59:59`."""
    if value is None:
        return "–"
    if not isinstance(value, datetime):
        return f"{WEEKDAYS[value.weekday()]}, {day(value)}"
    local = value.astimezone(WARSAW)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    return f"{WEEKDAYS[local.weekday()]}, {day(local)}, godz.{NBSP}{clock}"


def time_left(until: datetime | None, at: datetime) -> str:
    """Return `zostały 3 dni 4 godz.`, or that the term has passed."""
    if until is None:
        return ""
    left = until - at
    if left < timedelta(0):
        return "termin minął"
    hours, seconds = divmod(int(left.total_seconds()), 3600)
    days, hours = divmod(hours, 24)
    minutes, seconds = divmod(seconds, 60)
    if days:
        verb = plural(days, "został", "zostały", "zostało")
        return f"{verb} {days}{NBSP}{plural(days, 'dzień', 'dni', 'dni')} {hours}{NBSP}godz."
    if hours:
        verb = plural(hours, "została", "zostały", "zostało")
        return f"{verb} {hours}{NBSP}godz. {minutes}{NBSP}min"
    verb = plural(minutes, "została", "zostały", "zostało")
    return f"{verb} {minutes}{NBSP}min {seconds}{NBSP}s"


def in_groups(digest: str) -> str:
    """Return a digest in groups of four, so that it can be read aloud and typed."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
