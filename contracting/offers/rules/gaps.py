"""What an offer lacks or breaks: each with the place where it is mended and the exact figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from contracting.calls.rules import Terms
from contracting.offers.content import Line, OfferContent, year_columns
from contracting.offers.definition import FormDefinition
from contracting.offers.rules.sums import Sums, line_total, sums_of, years_total
from mkus_portal.law.registry import Value
from mkus_portal.money import GROSZ
from mkus_portal.web.wording import day, money, percent, plural

ZERO = Decimal(0)
HUNDRED = Decimal(100)
JOINT_BIDDERS = 2
PARTNER_WORDS = (
    ("name", "nazwa"),
    ("legal_form", "forma prawna"),
    ("register_label", "numer w rejestrze"),
    ("address", "adres siedziby"),
)


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing or wrong; `section` and `place` say where it is mended."""

    section: str
    place: str
    sentence: str


def share_down(whole: Decimal, share: Decimal) -> Decimal:
    """Return the largest amount in grosze that is at most the share (per cent) of the whole."""
    return (whole * share / HUNDRED).quantize(GROSZ, rounding=ROUND_DOWN)


def share_up(whole: Decimal, share: Decimal) -> Decimal:
    """Return the smallest amount in grosze that is at least the share (per cent) of the whole."""
    return (whole * share / HUNDRED).quantize(GROSZ, rounding=ROUND_UP)


def gaps(
    content: OfferContent, terms: Terms, form: FormDefinition, max_years: Value = 5
) -> list[Gap]:
    """Return all gaps of the content under the task's terms, in the order of the form."""
    sums = sums_of(content)
    found = [
        *_texts(content, form),
        *_dates(content, terms, max_years),
        *_plan(content),
        *_results(content, terms),
        *_lines(content),
        *_sources(content, sums),
        *_grant_limits(sums, terms),
        *_admin_cap(sums, terms),
        *_own_shares(content, sums, terms),
        *_entrusted(content, sums),
        *_fees(content, sums, terms),
        *_joint(content, sums),
    ]
    order = [section.code for section in form.sections]
    return sorted(found, key=lambda gap: order.index(gap.section))


def outside_parts(content: OfferContent) -> tuple[tuple[str, str], ...]:
    """Return (action, part) that somebody not party to the contract is to do (R15).

    The contract must allow each of them by name (art. 16 ust. 4 UDPPiW).
    """
    none = {"", "-", "–", "nie dotyczy", "brak"}
    return tuple(
        (action.name, action.outside.strip())
        for action in content.actions
        if action.outside.strip().rstrip(".").lower() not in none
    )


def _texts(content: OfferContent, form: FormDefinition) -> Iterator[Gap]:
    for field in form.written_fields(joint=content.is_joint):
        section, text = form.section_of(field.code), content.text(field.code)
        if field.required and not text:
            yield Gap(section, field.code, f"{field.code}: {_short(field.label)} – brak odpowiedzi")
        elif field.limit and len(text) > field.limit:
            over = len(text) - field.limit
            signs = plural(over, "znak", "znaki", "znaków")
            sentence = f"{field.code}: skróć tekst o {over} {signs}"
            yield Gap(section, field.code, sentence)


def _short(label: str) -> str:
    return label.split(" (", maxsplit=1)[0]


def _dates(content: OfferContent, terms: Terms, max_years: Value) -> Iterator[Gap]:
    first, last = content.day("III.2.from"), content.day("III.2.to")
    if first is None or last is None:
        return
    if last < first:
        yield Gap("III", "III.2.to", "III.2: zadanie kończy się przed początkiem")
        return
    if terms.realization_from and first < terms.realization_from:
        earliest = day(terms.realization_from)
        yield Gap("III", "III.2.from", f"III.2: zadanie może się zacząć najwcześniej {earliest}")
    if terms.realization_to and last > terms.realization_to:
        latest = day(terms.realization_to)
        yield Gap("III", "III.2.to", f"III.2: zadanie musi się skończyć najpóźniej {latest}")
    if max_years is not None and last >= _years_later(first, int(max_years)):
        yield Gap("III", "III.2.to", f"III.2: umowa może trwać najwyżej {max_years} lat")


def _years_later(first: date, years: int) -> date:
    """Return the same day of a later year; of 29 February the next day."""
    try:
        return first.replace(year=first.year + years)
    except ValueError:
        return date(first.year + years, 3, 1)


def _plan(content: OfferContent) -> Iterator[Gap]:
    if not content.actions:
        yield Gap("III", "t-actions", "III.4: wpisz co najmniej jedno działanie")
    for number, action in enumerate(content.actions, 1):
        if not (action.name.strip() and action.description.strip() and action.schedule.strip()):
            sentence = f"III.4: działanie {number} wymaga nazwy, opisu i terminu"
            yield Gap("III", f"actions:{action.pk}:name", sentence)
        if len(content.years) > 1 and action.year not in content.years:
            sentence = f"III.4: działanie {number}: wybierz rok, w którym się odbędzie"
            yield Gap("III", f"actions:{action.pk}:year", sentence)


def _results(content: OfferContent, terms: Terms) -> Iterator[Gap]:
    if terms.results_table_required and not content.results:
        yield Gap("III", "t-results", "III.6: wpisz co najmniej jeden rezultat")
    for number, result in enumerate(content.results, 1):
        if not (result.name.strip() and result.target_value.strip()):
            sentence = f"III.6: rezultat {number} wymaga nazwy i wartości docelowej"
            yield Gap("III", f"results:{result.pk}:name", sentence)


def _lines(content: OfferContent) -> Iterator[Gap]:
    if not content.lines:
        yield Gap("V", "t-costs", "V.A: wpisz koszty zadania")
    known = {action.pk for action in content.actions}
    for number, line in enumerate(content.lines, 1):
        place = f"costs:{line.pk}:name"
        if not line.name.strip() or line.unit_cost is None or line.quantity is None:
            yield Gap("V", place, f"V.A: pozycja {number} wymaga nazwy, kosztu i liczby jednostek")
        if line.kind != "admin" and line.action not in known:
            sentence = f"V.A: pozycja {number} musi należeć do działania z III.4"
            yield Gap("V", f"costs:{line.pk}:action", sentence)
        yield from _line_years(content, number, line)


def _line_years(content: OfferContent, number: int, line: Line) -> Iterator[Gap]:
    columns = year_columns(content)
    if columns == 1:
        return
    written = years_total(line.years, columns)
    if written != line_total(line):
        yield Gap(
            "V",
            f"costs:{line.pk}:year1",
            f"V.A: pozycja {number}: lata dają {money(written)}, a razem jest "
            f"{money(line_total(line))}",
        )


def _sources(content: OfferContent, sums: Sums) -> Iterator[Gap]:
    if content.funding.grant is None or sums.grant <= 0:
        yield Gap("V", "t-funding", "V.B: wpisz planowaną dotację")
    elif sums.funded != sums.total:
        difference = sums.total - sums.funded
        verb = "brakuje" if difference > 0 else "jest za dużo"
        yield Gap(
            "V",
            "t-funding",
            f"V.B: źródła dają {money(sums.funded)}, a koszty wynoszą {money(sums.total)}; "
            f"{verb} {money(abs(difference))}",
        )


def _own_shares(content: OfferContent, sums: Sums, terms: Terms) -> Iterator[Gap]:
    if content.commissioning_form == "entrust":
        return
    wanted = (
        ("wkład własny", terms.min_own_share, sums.own),
        ("wkład własny finansowy", terms.min_own_financial_share, sums.own_financial),
    )
    for name, share, given in wanted:
        if share is None:
            continue
        least = share_up(sums.total, share)
        if given < least:
            sentence = f"V.B: {name} musi wynosić co najmniej {money(least)} ({percent(share)})"
            yield Gap("V", "t-funding", sentence)


def largest_grant(sums: Sums, terms: Terms) -> Decimal | None:
    """Return the largest grant that the terms allow at these costs; None without a limit."""
    upper = [one for one in (terms.max_grant, terms.pool) if one is not None]
    if terms.max_grant_share is not None:
        upper.append(share_down(sums.total, terms.max_grant_share))
    return min(upper, default=None)


def _grant_limits(sums: Sums, terms: Terms) -> Iterator[Gap]:
    most = largest_grant(sums, terms)
    if most is not None and sums.grant > most:
        yield Gap("V", "t-funding", f"V.B: dotacja może wynosić najwyżej {money(most)}")
    if terms.min_grant is not None and ZERO < sums.grant < terms.min_grant:
        sentence = f"V.B: dotacja musi wynosić co najmniej {money(terms.min_grant)}"
        yield Gap("V", "t-funding", sentence)


def largest_admin_costs(sums: Sums, terms: Terms) -> Decimal | None:
    """Return the largest administrative costs that the terms allow; None without a cap."""
    if terms.admin_cost_cap is None:
        return None
    base = sums.total if terms.admin_cost_base == "total" else sums.grant
    return share_down(base, terms.admin_cost_cap)


def _admin_cap(sums: Sums, terms: Terms) -> Iterator[Gap]:
    most = largest_admin_costs(sums, terms)
    if most is None or sums.admin_costs <= most:
        return
    of_what = "wartości zadania" if terms.admin_cost_base == "total" else "dotacji"
    sentence = (
        f"V.A: koszty administracyjne mogą wynosić najwyżej {money(most)} "
        f"({percent(terms.admin_cost_cap)} {of_what}), a wynoszą {money(sums.admin_costs)}"
    )
    yield Gap("V", "t-costs", sentence)


def _entrusted(content: OfferContent, sums: Sums) -> Iterator[Gap]:
    """Entrusting means that the grant pays for the whole task (art. 5 ust. 4 pkt 1 UDPPiW)."""
    if content.commissioning_form != "entrust":
        return
    whole = sums.total - sums.recipient_fees
    if sums.grant != whole:
        sentence = f"V.B: przy powierzeniu dotacja pokrywa całość kosztów: wpisz {money(whole)}"
        yield Gap("V", "t-funding", sentence)


def _fees(content: OfferContent, sums: Sums, terms: Terms) -> Iterator[Gap]:
    if sums.recipient_fees > 0 and not terms.recipient_fees_allowed:
        yield Gap("V", "t-funding", "V.B: w tym zadaniu nie wolno pobierać opłat od odbiorców")
    if sums.recipient_fees > 0 and content.text("VI.1") != "paid":
        sentence = "VI.1: opłaty od odbiorców oznaczają odpłatne wykonanie zadania – zaznacz je"
        yield Gap("VI", "VI.1", sentence)


def _joint(content: OfferContent, sums: Sums) -> Iterator[Gap]:
    if not content.is_joint:
        return
    if len(content.shares) < JOINT_BIDDERS:
        yield Gap("V", "t-bidders", "V.C: oferta wspólna wymaga co najmniej dwóch oferentów")
    for number, share in enumerate(content.shares, 1):
        for word, label in PARTNER_WORDS:
            if not getattr(share, word).strip():
                sentence = f"V.C, II.1: oferent {number} – uzupełnij: {label}"
                yield Gap("V", f"bidders:{share.pk}:{word}", sentence)
    if sums.shares_total != sums.total:
        yield Gap(
            "V",
            "t-bidders",
            f"V.C: podział daje {money(sums.shares_total)}, a koszty wynoszą {money(sums.total)}",
        )
