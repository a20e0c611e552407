"""What an offer of the demonstration says: its entry, its theme and its organisation."""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from contracting.offers.content import (
    Action,
    Funding,
    Line,
    OfferContent,
    Result,
    Share,
    profile_of,
)
from contracting.offers.rules import sums_of
from mkus_portal.demo.loading.calendar import Calendar
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.organisations import organisation_of
from mkus_portal.demo.loading.plans import call_plans
from mkus_portal.money import round_money
from ngos.models import Organisation

HUNDRED = Decimal(100)
TABLES = {"results": "results", "costs": "lines", "funding": "funding"}


def offer_content(
    entry: dict[str, Any],
    calendar: Calendar,
    writer: tuple[str, str],
    bidders: list[Organisation],
) -> OfferContent:
    """Return the whole content; of a draft without the places that it lacks."""
    plan = call_plans(calendar)[entry["to"][0]]
    texts = _texts(entry, writer, bidders[0])
    texts |= {"III.2.from": plan.starts.isoformat(), "III.2.to": plan.ends.isoformat()}
    bare = OfferContent(texts=texts)
    years = bare.years
    full = replace(
        bare,
        commissioning_form=plan.entry["forms"],
        actions=_actions(entry, years),
        results=tuple(Result(at, *row) for at, row in enumerate(entry["results"], 1)),
        lines=tuple(_line(at, row, len(years)) for at, row in enumerate(entry["costs"], 1)),
    )
    full = replace(full, funding=_funding(entry, sums_of(full).total))
    if len(bidders) > 1:
        full = replace(full, shares=_shares(entry, full, bidders))
    return _without(full, entry.get("lacks", ()))


def _texts(entry: dict[str, Any], writer: tuple[str, str], bidder: Organisation) -> dict[str, str]:
    theme = content("offers")["theme"][entry["theme"]]
    own = organisation_of(entry["by"])
    words = {"people": entry["people"], "group": entry["group"]}
    texts = {
        "II.2.name": writer[0],
        "II.2.phone": bidder.phone,
        "II.2.email": writer[1],
        "III.1": entry["title"],
        "III.3": f"{entry['about']}\n\nGrupa docelowa: {entry['group']}.\n\n{theme['work']}",
        "III.5.1": theme["products"].format(**words),
        "III.5.2": theme["change"],
        "III.5.3": theme["lasting"],
        "IV.1": own["history"],
        "IV.2": own["resources"],
        "VI.1": "paid" if "fees" in entry else "unpaid",
        "VI.1.text": entry.get("fees_words", ""),
        "VII.3": "no",
        "VII.4": "no",
        "VII.5": "krs" if bidder.register_kind == "krs" else "other",
    }
    if "joint" in entry:
        texts["VI.J"] = entry["joint"]
    return texts


def _actions(entry: dict[str, Any], years: tuple[int, ...]) -> tuple[Action, ...]:
    """Return the plan; in a task of several years each action has the year of its place."""
    several = len(years) > 1
    return tuple(
        Action(
            at,
            name,
            description,
            target_group,
            schedule,
            "nie dotyczy",
            years[min(at, len(years)) - 1] if several else None,
        )
        for at, (name, description, target_group, schedule) in enumerate(entry["actions"], 1)
    )


def _line(at: int, row: list[Any], years: int) -> Line:
    action, name, unit, unit_cost, quantity = row
    cost, count = Decimal(unit_cost), Decimal(quantity)
    amounts: tuple[Decimal, ...] = ()
    if years > 1:
        amounts = _by_years(round_money(cost * count), years, action)
    return Line(
        at,
        "action" if action else "admin",
        action or None,
        name,
        unit,
        cost,
        count,
        amounts,
    )


def _by_years(total: Decimal, years: int, action: int) -> tuple[Decimal, ...]:
    """Put an action's cost into its year; spread an administrative one evenly."""
    if action:
        place = min(action, years)
        return tuple(total if year == place else Decimal(0) for year in range(1, years + 1))
    part = (total / years).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    return (*(part for _ in range(years - 1)), total - part * (years - 1))


def _funding(entry: dict[str, Any], total: Decimal) -> Funding:
    personal, in_kind = Decimal(entry["personal"]), Decimal(entry["in_kind"])
    fees = Decimal(entry.get("fees", "0.00"))
    share = Decimal(entry["share"])
    grant = total
    if share < HUNDRED:
        grant = (total * share / HUNDRED // HUNDRED) * HUNDRED
    return Funding(
        grant=round_money(grant),
        own_financial=round_money(total - grant - personal - in_kind - fees),
        own_personal=personal,
        own_in_kind=in_kind,
        recipient_fees=fees,
    )


def _shares(
    entry: dict[str, Any], full: OfferContent, bidders: list[Organisation]
) -> tuple[Share, ...]:
    total = sums_of(full).total
    partner = round_money(total * Decimal(entry["partner_share"]) / HUNDRED)
    return tuple(
        Share(pk=at, years=(amount,), **profile_of(one))
        for at, (one, amount) in enumerate(zip(bidders, (total - partner, partner), strict=True), 1)
    )


def _without(full: OfferContent, lacks: list[str] | tuple[()]) -> OfferContent:
    """Return the content with the named texts and tables empty."""
    tables = {TABLES[one] for one in lacks if one in TABLES}
    texts = {code: text for code, text in full.texts.items() if code not in lacks}
    bare = OfferContent()
    return replace(full, texts=texts, **{table: getattr(bare, table) for table in tables})
