"""What is wrong with an expense or a contribution before it is kept."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.settlement.models import SOURCES, Contribution
from contracting.settlement.rules.ksef import checked_ksef
from mkus_portal.identifiers import checked_nip
from mkus_portal.money import round_money
from mkus_portal.web.wording import money

ZERO = Decimal("0.00")
UNKNOWN_COST = "Wybierz pozycję z uzgodnionego planu."
Faults = list[tuple[str, str]]


def charged(given: Mapping[str, Any]) -> Decimal:
    """Return what the task bears of a document: the sum of its sources, PLN."""
    return sum((given.get(source) or ZERO for source in SOURCES), ZERO)


def expense_faults(given: Mapping[str, Any], lines: Collection[int], day: date) -> Faults:
    """Return the faults of an expense as (field, sentence); `day` is today.

    What is missing from `given` or None has a fault of its own elsewhere and is not asked about.
    """
    found: Faults = []
    if given.get("line") is not None and given["line"] not in lines:
        found.append(("line", UNKNOWN_COST))
    nip, fault = checked_nip(given.get("issuer_nip") or "")
    if fault:
        found.append(("issuer_nip", fault))
    else:
        _, fault = checked_ksef(given.get("ksef_number") or "", nip)
        if fault:
            found.append(("ksef_number", fault))
    for name, sentence in (
        ("issued_on", "Data wystawienia nie może być w przyszłości."),
        ("paid_on", "Data zapłaty nie może być w przyszłości."),
    ):
        if given.get(name) and given[name] > day:
            found.append((name, sentence))
    return [*found, *_amount_faults(given)]


def _amount_faults(given: Mapping[str, Any]) -> Faults:
    total, gross = charged(given), given.get("gross")
    if any((given.get(source) or ZERO) < 0 for source in SOURCES) or (gross or ZERO) < 0:
        return []  # said beside the amount itself
    if total == 0:
        sentence = "Wpisz, z jakich środków jest wydatek: razem musi to być więcej niż zero."
        return [("from_grant", sentence)]
    if gross is not None and total > gross:
        sentence = (
            f"Kwoty według źródeł dają razem {money(total)}, a cały dokument jest"
            f" na {money(gross)}."
        )
        return [("gross", sentence)]
    return []


def contribution_value(given: Mapping[str, Any]) -> Decimal | None:
    """Return what a contribution is worth, PLN: hours × rate for work, else what was typed."""
    if given.get("kind") == Contribution.Kind.IN_KIND:
        return given.get("value")
    hours, rate = given.get("hours"), given.get("rate")
    return None if hours is None or rate is None else round_money(hours * rate)


def contribution_faults(given: Mapping[str, Any], lines: Collection[int], day: date) -> Faults:
    """Return the faults of a contribution as (field, sentence); `day` is today."""
    found: Faults = []
    if given.get("line") is not None and given["line"] not in lines:
        found.append(("line", UNKNOWN_COST))
    first, last = given.get("day_from"), given.get("day_to")
    if first and last and last < first:
        found.append(("day_to", "Koniec nie może być przed początkiem."))
    elif last and last > day:
        found.append(("day_to", "Wkład wpisuje się po jego wniesieniu, nie na przyszłość."))
    if given.get("kind") == Contribution.Kind.IN_KIND:
        if not given.get("value"):
            found.append(("value", "Wpisz wartość wkładu rzeczowego, większą od zera."))
        return found
    for name, sentence in (
        ("hours", "Wpisz liczbę godzin, większą od zera."),
        ("rate", "Wpisz stawkę za godzinę, większą od zera."),
    ):
        if not given.get(name) or given[name] < 0:
            found.append((name, sentence))
    return found
