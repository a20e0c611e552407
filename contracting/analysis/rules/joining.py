"""Joining both efficiencies into a recommendation (mkus.md 5.6): złoty never added to points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from contracting.analysis.method.joining import Cell, Joining, Outranking
from contracting.analysis.rules.printing import CENT, plain, shown
from mkus_portal.web import wording

OUTRANKED, MISSING = "outranked", "missing"


@dataclass(frozen=True, slots=True)
class JoiningInput:
    """Plain values that are joined; whatever is not known is None.

    Costs in złoty a year (K_A, K_B) and per unit (kj_A, kj_B), SE in points; `verdicts` and
    `reasons` by question (E1-90, E1-91). None of the figures is rounded. `social_waiting` says what
    the social class waits for, where it is not the scores that are missing.
    """

    economic_class: str | None = None
    social_class: str | None = None
    cost_before: Decimal | None = None
    cost_after: Decimal | None = None
    unit_before: Decimal | None = None
    unit_after: Decimal | None = None
    social_before: Decimal | None = None
    social_after: Decimal | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    social_waiting: str = ""

    @property
    def delta_social(self) -> Decimal | None:
        """Return ΔSE in points; None unless both sides are known."""
        if self.social_before is None or self.social_after is None:
            return None
        return self.social_after - self.social_before


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the council reads: a headline, why, what comes first, what the figures say.

    `code` is the cell's, or „outranked”, or „missing”. `cell` is set whenever both classes exist,
    also where a verdict outranks it. `price` in złoty per point and year, `indicator` is V.
    """

    code: str
    headline: str
    sentences: tuple[str, ...]
    first: tuple[str, ...]
    figures: tuple[str, ...]
    cell: Cell | None
    price: Decimal | None
    indicator: Decimal | None
    caveats: tuple[str, ...]

    @property
    def is_outranked(self) -> bool:
        """Whether a verdict of the team speaks instead of the matrix."""
        return self.code == OUTRANKED

    @property
    def doubt(self) -> str:
        """Why handing the task over now needs a reason, as a sentence; empty when it needs none.

        The report helps to decide and does not decide (mkus.md 5.6): nobody is stopped.
        """
        if self.code == MISSING:
            return "Analiza nie ma rekomendacji."
        if self.is_outranked or (self.cell is not None and self.cell.against):
            return f"Rekomendacja analizy: {self.headline}."
        return ""

    def rounded(self) -> dict[str, str | None]:
        """Return price and V as they are printed."""
        return {"price": plain(self.price, CENT), "V": plain(self.indicator, CENT)}


def recommendation(method: Joining, given: JoiningInput) -> Recommendation:
    """Return the recommendation. Raises KeyError for a class that the matrix does not have."""
    cell = None
    if given.economic_class is not None and given.social_class is not None:
        cell = method.cell_of(given.economic_class, given.social_class)
    verdict = outranking(method, given.verdicts)
    code, headline, sentences, first = _words(method, given, cell, verdict)
    price = price_of_point(given)
    return Recommendation(
        code=code,
        headline=headline,
        sentences=sentences,
        first=first,
        figures=tuple(_figures(method, given, price)),
        cell=cell,
        price=price,
        indicator=value_indicator(given),
        caveats=given.caveats,
    )


def outranking(method: Joining, verdicts: Mapping[str, str]) -> Outranking | None:
    """Return the first verdict that outranks the matrix, if any."""
    return next((one for one in method.verdicts if verdicts.get(one.question) == one.answer), None)


def price_of_point(given: JoiningInput) -> Decimal | None:
    """Return (K_B − K_A) ÷ ΔSE in złoty, when the change costs more and brings something."""
    delta = given.delta_social
    if given.cost_before is None or given.cost_after is None or delta is None:
        return None
    extra = given.cost_after - given.cost_before
    return extra / delta if extra > 0 and delta > 0 else None


def value_indicator(given: JoiningInput) -> Decimal | None:
    """Return V = (SE_B ÷ SE_A) ÷ (kj_B ÷ kj_A); None where a ratio would say nothing."""
    unit_before, unit_after = given.unit_before, given.unit_after
    before, after = given.social_before, given.social_after
    if unit_before is None or unit_after is None or before is None or after is None:
        return None
    if unit_before <= 0 or unit_after <= 0 or before <= 0:
        return None
    return (after * unit_before) / (before * unit_after)


def _words(
    method: Joining, given: JoiningInput, cell: Cell | None, verdict: Outranking | None
) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    if verdict is not None:
        reason = given.reasons.get(verdict.question, "").strip()
        said = f"Uzasadnienie zespołu: {reason}" if reason else method.no_reason
        return OUTRANKED, verdict.headline, (verdict.text, said), verdict.first
    if cell is not None:
        return cell.code, cell.headline, (cell.text,), cell.first
    missing = [
        sentence
        for cls, sentence in (
            (given.economic_class, method.missing_economic),
            (given.social_class, given.social_waiting or method.missing_social),
        )
        if cls is None
    ]
    return MISSING, method.missing_headline, tuple(missing), ()


def _figures(method: Joining, given: JoiningInput, price: Decimal | None) -> Iterator[str]:
    """Yield what the figures say in words."""
    if given.cost_before is not None and given.cost_after is not None:
        yield _change_in_words(
            "Zadanie kosztuje samorząd", given.cost_before, given.cost_after, "rocznie"
        )
    if given.unit_before is not None and given.unit_after is not None:
        yield _change_in_words(
            "Jedna jednostka usługi kosztuje samorząd", given.unit_before, given.unit_after, ""
        )
    delta = given.delta_social
    if given.social_before is not None and given.social_after is not None and delta is not None:
        before, after = shown(given.social_before), shown(given.social_after)
        yield (
            f"Efektywność społeczna: dziś {before} pkt na 100, po zmianie (prognoza) {after} pkt –"
            f" {_more_or_less(delta, shown(abs(delta)) + ' pkt')}."
        )
    if price is not None:
        yield f"{method.price_label}: {wording.money(price)} rocznie. {method.price_text}"


def _change_in_words(what: str, before: Decimal, after: Decimal, rhythm: str) -> str:
    difference = wording.money(abs(after - before))
    words = _more_or_less(after - before, difference)
    tail = f" {rhythm}" if rhythm else ""
    return (
        f"{what} dziś {wording.money(before)}{tail}, po zmianie {wording.money(after)} – {words}."
    )


def _more_or_less(change: Decimal, amount: str) -> str:
    if not change:
        return "tyle samo"
    return f"o {amount} {'więcej' if change > 0 else 'mniej'}"
