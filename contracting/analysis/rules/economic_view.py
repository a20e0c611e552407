"""The economic efficiency in words: the same rows for the page, the panel and the report."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from contracting.analysis.method import EconomicMethod
from contracting.analysis.rules.economic import EconomicFigures, printed
from contracting.analysis.rules.economic_tables import (
    CostTable,
    future_table,
    overhead_words,
    present_table,
)
from contracting.analysis.rules.economy import Economy
from mkus_portal.web import wording

NONE = "–"
REGRANTING_TITLE = "Obsługa małych dotacji"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A figure: symbol, name, value in words, and how it came about with the numbers put in."""

    symbol: str
    label: str
    said: str
    formula: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SensitivityRow:
    """WE and its class after a change of one input by a percent."""

    step: str
    grant: str
    grant_class: str
    units: str
    units_class: str


@dataclass(frozen=True, slots=True)
class EconomicView:
    """All that is shown of an economic efficiency. `headline` says the class as a sentence.

    `budget` are results of the office's budget, `whole` those of the full cost (starred); they
    are never mixed. `extras` are rows of regranting or cooperation under `extras_title`.
    `overhead` says by which key the general costs were shared out.
    """

    headline: str
    sentence: str
    ratio: str
    cls: str | None
    tables: tuple[CostTable, ...]
    present: tuple[ResultRow, ...]
    budget: tuple[ResultRow, ...]
    whole: tuple[ResultRow, ...]
    change: tuple[ResultRow, ...]
    sensitivity: tuple[SensitivityRow, ...]
    warnings: tuple[str, ...]
    overhead: str
    extras_title: str
    extras: tuple[tuple[str, str, str], ...]
    unit: str

    @property
    def extras_heads(self) -> tuple[str, str, str]:
        """Return the heads of the extras' columns."""
        if self.extras_title == REGRANTING_TITLE:
            return "Wynik", "Dzisiaj", "Po zmianie"
        return "Kto", "Wkład w roku", "Udział"

    @property
    def unit_costs(self) -> tuple[ResultRow, ...]:
        """Return the unit costs side by side: today, the office's after, everybody's after."""
        rows = (*self.present, *self.budget, *self.whole)
        return tuple(one for one in rows if one.symbol in {"kj_A", "kj_B", "kj_B*"})


def economic_view(
    economy: Economy, figures: EconomicFigures, method: EconomicMethod
) -> EconomicView:
    """Return the figures in words."""
    said = _Said(economy, figures)
    found = method.class_named(figures.cls) if figures.cls else None
    nothing = "Nie ma jeszcze wskaźnika efektywności ekonomicznej"
    title, extras = _extras(figures)
    return EconomicView(
        headline=f"{found.label} ({found.code})" if found else nothing,
        sentence=found.sentence if found else "",
        ratio=said.value("WE", 1),
        cls=figures.cls,
        tables=(present_table(economy, figures, method), future_table(figures, method)),
        present=_present(said),
        budget=_budget(said),
        whole=_whole(said),
        change=_change(said) if economy.has_future else _unknown(_change(said)),
        sensitivity=tuple(_moved(step, figures, method) for step in method.steps),
        warnings=warnings(economy, figures, method),
        overhead=overhead_words(economy, figures, method),
        extras_title=title,
        extras=extras,
        unit=economy.service_unit or "jednostka usługi",
    )


def warnings(economy: Economy, figures: EconomicFigures, method: EconomicMethod) -> tuple[str, ...]:
    """Return the guards of mkus.md 4.5 that hold, as sentences."""
    share, present, future = figures["estimates_pct"], figures["K_A"], figures["K_B"]
    is_covered = present is not None and present <= 0
    will_be_covered = future is not None and future <= 0
    holds = {
        "no_present": not economy.has_present,
        "no_future": not economy.has_future,
        "no_units_before": economy.has_present and economy.units_before is None,
        "no_units": economy.units_after is None,
        "present_covered": economy.has_present and is_covered,
        "future_covered": economy.has_future and will_be_covered,
        "sensitive": figures.is_sensitive,
        "estimates": share is not None and share > method.estimates_limit,
    }
    return tuple(method.guards[key] for key, it_holds in holds.items() if it_holds)


def caveats(figures: EconomicFigures, method: EconomicMethod) -> tuple[str, ...]:
    """Return what the class must be read with, wherever it is quoted; nothing without a class."""
    share = figures["estimates_pct"]
    holds = {
        "sensitive": figures.is_sensitive,
        "estimates": share is not None and share > method.estimates_limit,
    }
    if figures.cls is None:
        return ()
    return tuple(method.guards[key] for key, it_holds in holds.items() if it_holds)


def plain(value: Decimal | None, places: int) -> str:
    """Return a figure with so many decimals as Poles write it; a dash where there is none."""
    text = printed(value, places)
    if text is None:
        return NONE
    whole, _, part = text.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", wording.NBSP)
    return ("−" if text.startswith("-") else "") + grouped + (f",{part}" if part else "")


@dataclass(frozen=True, slots=True)
class _Said:
    """Figures of an economy as texts."""

    economy: Economy
    figures: EconomicFigures

    def money(self, symbol: str) -> str:
        """Return an amount of money."""
        value = self.figures[symbol]
        return NONE if value is None else f"{plain(value, 2)}{wording.NBSP}zł"

    def value(self, symbol: str, places: int) -> str:
        """Return a number."""
        return plain(self.figures[symbol], places)

    def percent(self, symbol: str) -> str:
        """Return a percent in brackets; empty where there is none."""
        return "" if self.figures[symbol] is None else f" ({self.value(symbol, 1)}%)"

    @property
    def before(self) -> str:
        """N_A as a text."""
        return wording.number(self.economy.units_before)

    @property
    def after(self) -> str:
        """N_B as a text."""
        return wording.number(self.economy.units_after)


def _present(said: _Said) -> tuple[ResultRow, ...]:
    money = said.money
    return (
        ResultRow(
            "KB_A", "Koszty bezpośrednie dziś", money("KB_A"), "PERS + MAT + OBJ + WYP + DOT"
        ),
        ResultRow(
            "KP_A",
            "Koszty pośrednie dziś",
            money("KP_A"),
            f"NADZ + TRANS + OGOL + koszty ogólne z klucza {money('OGOL_A')}",
        ),
        ResultRow("P_A", "Opłaty odbiorców dziś", money("P_A"), "OPL"),
        ResultRow(
            "K_A",
            "Roczny koszt netto urzędu dziś",
            money("K_A"),
            f"KB_A {money('KB_A')} + KP_A {money('KP_A')} − P_A {money('P_A')}",
        ),
        ResultRow(
            "kj_A",
            "Koszt jednostki usługi dziś",
            money("kj_A"),
            f"K_A {money('K_A')} ÷ N_A {said.before}",
        ),
    )


def _budget(said: _Said) -> tuple[ResultRow, ...]:
    money, years = said.money, said.economy.horizon_years
    return (
        ResultRow("D", "Dotacja dla realizatora", money("D"), "DOT"),
        ResultRow("T", "Praca urzędu przy zlecaniu i nadzorze", money("T"), "TRANS + NADZ"),
        ResultRow("U", "Utrzymanie obiektu przez urząd", money("U"), "OBJ"),
        ResultRow("J", "Koszty jednorazowe", money("J"), "JEDN, cała kwota"),
        ResultRow(
            "K_B",
            "Roczny koszt netto urzędu po zmianie",
            money("K_B"),
            f"D {money('D')} + T {money('T')} + U {money('U')} + J {money('J')} ÷ n {years}"
            f" − P_B {money('P_B')}",
        ),
        ResultRow(
            "kj_B",
            "Koszt jednostki usługi dla urzędu po zmianie",
            money("kj_B"),
            f"K_B {money('K_B')} ÷ N_B {said.after}",
            "Tyle płaci urząd.",
        ),
    )


def _whole(said: _Said) -> tuple[ResultRow, ...]:
    money = said.money
    return (
        ResultRow(
            "W",
            "Zasoby spoza budżetu urzędu",
            money("W"),
            "NGO-FIN + NGO-INN + OPL + NGO-OS + NGO-RZ",
        ),
        ResultRow(
            "K_B*",
            "Pełny koszt społeczny zadania po zmianie",
            money("K_Bs"),
            f"K_B {money('K_B')} + W {money('W')}",
        ),
        ResultRow(
            "kj_B*",
            "Pełny koszt jednostki usługi po zmianie",
            money("kj_Bs"),
            f"K_B* {money('K_Bs')} ÷ N_B {said.after}",
            "Tyle kosztuje wszystkich razem.",
        ),
        ResultRow(
            "L",
            "Ile zł spoza urzędu na 1 zł dotacji",
            said.value("L", 3),
            f"W {money('W')} ÷ D {money('D')}",
        ),
        ResultRow(
            "A%",
            "Udział kosztów administracji u realizatora",
            NONE if said.figures["A_pct"] is None else f"{said.value('A_pct', 1)}%",
            "koszty administracji ÷ (D + NGO-FIN + NGO-INN + OPL) × 100%",
            _realizer(said.economy),
        ),
    )


def _realizer(economy: Economy) -> str:
    """Return the contractor's own budget by kind, as far as it was given."""
    kinds = (
        ("Koszty merytoryczne organizacji", economy.substantive),
        ("koszty obsługi i administracji", economy.administrative),
    )
    said = "; ".join(f"{label}: {wording.money(it)}" for label, it in kinds if it is not None)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _change(said: _Said) -> tuple[ResultRow, ...]:
    money, economy = said.money, said.economy
    payback = said.figures["t0"]
    years = NONE if payback is None else f"{plain(payback, 2)} roku"
    rate = wording.number(economy.discount_rate)
    return (
        ResultRow(
            "ΔK",
            "Oszczędność (+) albo dopłata (−) urzędu w roku",
            money("dK") + said.percent("dK_pct"),
            f"K_A {money('K_A')} − K_B {money('K_B')}",
        ),
        ResultRow(
            "Δkj",
            "Różnica kosztu jednostki usługi",
            money("dkj") + said.percent("dkj_pct"),
            f"kj_A {money('kj_A')} − kj_B {money('kj_B')}, z liczb przed zaokrągleniem",
        ),
        ResultRow(
            "WE",
            "Wskaźnik efektywności ekonomicznej",
            said.value("WE", 1),
            f"kj_A {money('kj_A')} ÷ kj_B {money('kj_B')} × 100, z liczb przed zaokrągleniem",
            "Powyżej 100 zmiana jest korzystna dla budżetu urzędu.",
        ),
        ResultRow(
            "D_max",
            "Najwyższa dotacja, przy której jednostka nie drożeje",
            money("D_max"),
            f"kj_A {money('kj_A')} × N_B {said.after} − T − U − J ÷ n + P_B",
        ),
        ResultRow(
            "t_0",
            "Po ilu latach zwrócą się koszty jednorazowe",
            years,
            f"J {money('J')} ÷ (K_A − (K_B − J ÷ n))",
        ),
        ResultRow(
            "NPV",
            f"Wynik całego okresu (liczba lat: {economy.horizon_years})",
            money("NPV"),
            f"suma oszczędności z każdego roku, przy stopie {rate}%, minus J {money('J')}",
        ),
    )


def _unknown(rows: tuple[ResultRow, ...]) -> tuple[ResultRow, ...]:
    """Return the rows without values: with no cost after the change nothing is compared."""
    return tuple(replace(row, said=NONE) for row in rows)


def _moved(step: int, figures: EconomicFigures, method: EconomicMethod) -> SensitivityRow:
    grant, units = figures.at_grant[step], figures.at_units[step]
    sign = "+" if step > 0 else "−"
    return SensitivityRow(
        f"{sign}{abs(step)}%",
        plain(grant, 1),
        NONE if grant is None else method.class_of(grant).label,
        plain(units, 1),
        NONE if units is None else method.class_of(units).label,
    )


def _extras(figures: EconomicFigures) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return rows (label, today, after) of regranting, or (partner, złoty, percent)."""
    found = figures.regranting
    if found is not None:
        return REGRANTING_TITLE, (
            (
                "Koszt obsługi w roku",
                wording.money(found.cost_before),
                wording.money(found.cost_after),
            ),
            (
                "Koszt obsługi jednej dotacji",
                wording.money(found.per_grant_before),
                wording.money(found.per_grant_after),
            ),
            (
                "Koszt obsługi jako część puli",
                _share(found.share_before),
                _share(found.share_after),
            ),
        )
    if figures.partners:
        office = ("Urząd (K_B)", wording.money(figures["K_B"]), _share(figures["JST_pct"]))
        return "Udziały w pełnym koszcie zadania (K_B*)", (office, *_partners(figures))
    return "", ()


def _partners(figures: EconomicFigures) -> Iterable[tuple[str, str, str]]:
    for one in figures.partners:
        parts = f"pieniądze {wording.money(one.money)}, praca i rzeczy {wording.money(one.in_kind)}"
        yield one.name, f"{wording.money(one.contribution)} ({parts})", _share(one.share)


def _share(value: Decimal | None) -> str:
    return NONE if value is None else f"{plain(value, 1)}%"
