"""Amounts in Polish words, as contracts and demands print them."""

from decimal import Decimal

from mkus_portal.money import round_money
from mkus_portal.web.wording import plural

ONES = (
    "",
    "jeden",
    "dwa",
    "trzy",
    "cztery",
    "pięć",
    "sześć",
    "siedem",
    "osiem",
    "dziewięć",
    "dziesięć",
    "jedenaście",
    "dwanaście",
    "trzynaście",
    "czternaście",
    "piętnaście",
    "szesnaście",
    "siedemnaście",
    "osiemnaście",
    "dziewiętnaście",
)
TENS = (
    "",
    "",
    "dwadzieścia",
    "trzydzieści",
    "czterdzieści",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
)
HUNDREDS = (
    "",
    "sto",
    "dwieście",
    "trzysta",
    "czterysta",
    "pięćset",
    "sześćset",
    "siedemset",
    "osiemset",
    "dziewięćset",
)
GROUPS = (
    ("", "", ""),
    ("tysiąc", "tysiące", "tysięcy"),
    ("milion", "miliony", "milionów"),
    ("miliard", "miliardy", "miliardów"),
)
THOUSAND, TEENS = 1000, 20


def _below_thousand(number: int) -> list[str]:
    rest = number % 100
    words = [HUNDREDS[number // 100]]
    if rest < TEENS:
        return [*words, ONES[rest]]
    return [*words, TENS[rest // 10], ONES[rest % 10]]


def number_in_words(number: int) -> str:
    """Return a whole number up to hundreds of milliards in words. Raises ValueError below zero."""
    if number < 0:
        raise ValueError(number)
    if number == 0:
        return "zero"
    words: list[str] = []
    for forms in GROUPS:
        number, group = divmod(number, THOUSAND)
        if not group:
            continue
        name = plural(group, *forms)
        counted = [] if group == 1 and name else _below_thousand(group)
        words = [*counted, name, *words]
    if number:
        raise ValueError(number)
    return " ".join(word for word in words if word)


def amount_in_words(amount: Decimal) -> str:
    """Return złoty in words with grosze as a fraction: `sto złotych 05/100`."""
    zlote, grosze = divmod(int(round_money(amount) * 100), 100)
    return f"{number_in_words(zlote)} {plural(zlote, 'złoty', 'złote', 'złotych')} {grosze:02d}/100"
