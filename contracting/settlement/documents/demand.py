"""The demand to give a grant back: amount, ground, term, accounts, interest by periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from contracting.settlement.models import GrantReturn, Ground
from contracting.settlement.permissions.returns import may_read_return
from contracting.settlement.returning import (
    debt_on,
    growth_on,
    left_of,
    paid_until,
    statement,
)
from contracting.settlement.rules.interest import Debt
from mkus_portal.act import WARSAW, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.documents.word import Word
from mkus_portal.web import wording
from mkus_portal.words_of_amounts import amount_in_words

BASIS = {
    Ground.UNUSED: "art. 251 ust. 1–3 ustawy o finansach publicznych",
    Ground.MISUSED: "art. 252 ust. 1 pkt 1 ustawy o finansach publicznych",
    Ground.UNDUE: "art. 252 ust. 1 pkt 2 ustawy o finansach publicznych",
    Ground.EXCESSIVE: "art. 252 ust. 1 pkt 2 ustawy o finansach publicznych",
}
WARNING = (
    "Jeżeli kwota nie zostanie zwrócona w terminie, organ wyda decyzję określającą kwotę"
    " przypadającą do zwrotu i termin, od którego nalicza się odsetki (art. 60 pkt 1 i art. 61"
    " ustawy o finansach publicznych)."
)
PERIODS = ("Okres", "Dni", "Stawka roczna", "Odsetki przed zaokrągleniem")


@dataclass(frozen=True, slots=True)
class DemandDocument:
    """Everything that the demand prints."""

    letterhead: Letterhead
    heading: str
    recipient: Sequence[str]
    facts: Sequence[tuple[str, str]]
    demand: str
    reason: str
    accounts: Sequence[tuple[str, str]]
    head: Sequence[str]
    periods: Sequence[tuple[str, str, str, str]]
    interest: Sequence[str]
    warning: str


def build_demand(grant_return: GrantReturn, asked_at: datetime) -> DemandDocument:
    """Return the demand, with payments and interest as on the day of the letter."""
    contract = grant_return.contract
    office, ngo = contract.office, contract.organisation
    on = asked_at.astimezone(WARSAW).date()
    return DemandDocument(
        letterhead=Letterhead(office.name, (office.office_name,), office.seat),
        heading="Wezwanie do zwrotu dotacji",
        recipient=(ngo.name, ngo.address),
        facts=_facts(grant_return),
        demand=_demand(grant_return, on),
        reason=grant_return.reason,
        accounts=(
            ("Zwrot dotacji", wording.in_groups(grant_return.account) or "–"),
            ("Odsetki", wording.in_groups(grant_return.interest_account) or "–"),
        ),
        head=PERIODS,
        periods=tuple(
            (
                f"{wording.day(one.first)} – {wording.day(one.last)}",
                str(one.days),
                wording.percent(one.percent),
                f"{wording.number(one.amount)} zł",
            )
            for one in statement(grant_return, on)
        ),
        interest=_interest(grant_return, on),
        warning=WARNING,
    )


def _facts(grant_return: GrantReturn) -> tuple[tuple[str, str], ...]:
    contract = grant_return.contract
    term = wording.day(grant_return.due_on)
    if grant_return.accepted_on != grant_return.due_on:
        term = f"{term} (wpłata do {wording.day(grant_return.accepted_on)} jest w terminie)"
    rows = [
        ("Umowa", f"nr {contract.number} z {wording.day(contract.concluded_on)}"),
        ("Zadanie publiczne", contract.title),
        ("Podstawa zwrotu", f"dotacja {grant_return.get_ground_display()}"),
        ("Przepis", BASIS[Ground(grant_return.ground)]),
        ("Stwierdzono", wording.day(grant_return.found_on)),
        ("Termin zwrotu", term),
    ]
    if grant_return.ground == Ground.MISUSED:
        rows.append(("Dotację przekazano", wording.day(grant_return.transferred_on)))
    if grant_return.decision_number:
        number, day = grant_return.decision_number, wording.day(grant_return.decision_on)
        rows.append(("Decyzja o zwrocie", f"nr {number} z {day}"))
    return tuple(rows)


def _demand(grant_return: GrantReturn, on: date) -> str:
    left, paid = left_of(grant_return, on), paid_until(grant_return, on)
    sentence = f"Wzywam do zwrotu {wording.money(left)} (słownie: {amount_in_words(left)})."
    if not paid.total:
        return sentence
    return (
        f"{sentence} Z kwoty {wording.money(grant_return.amount)} zwrócono już"
        f" {wording.money(paid.principal)}, a na odsetki wpłacono {wording.money(paid.interest)}."
    )


def _interest(grant_return: GrantReturn, on: date) -> tuple[str, ...]:
    """Return what interest there is on the day, on the last day of the term, and how it grows."""
    first, last = grant_return.interest_from, grant_return.accepted_on
    growth = f"rosną o {_small(growth_on(grant_return, max(on, first)))} za każdy dzień"
    runs = f"Odsetki jak dla zaległości podatkowych biegną od {wording.day(first)}"
    if on < first:
        return ("Wpłata w terminie jest bez odsetek.", f"{runs} i przy obecnej stawce {growth}.")
    lines = [f"{runs} do dnia wpłaty włącznie i przy obecnej stawce {growth}."]
    lines += [_due(day, debt_on(grant_return, day)) for day in sorted({on, max(on, last)})]
    return tuple(lines)


def _small(amount: Decimal) -> str:
    return f"{wording.number(amount)} zł"


def _due(day: date, debt: Debt) -> str:
    said = f"Przy wpłacie {wording.day(day)}"
    if not debt.interest:
        return f"{said} odsetek się nie nalicza (art. 54 § 1 pkt 5 Ordynacji podatkowej)."
    return (
        f"{said} odsetki w pełnych złotych wynoszą {wording.money(debt.interest)},"
        f" razem do zapłaty: {wording.money(debt.total)}."
    )


def owner(grant_return: GrantReturn) -> Scope:
    """Return the office in whose list the demand stands."""
    return Scope("office", grant_return.contract.office_id)


DEMAND_DOCUMENT = DocumentKind(
    code="return_demand",
    label="Wezwanie do zwrotu dotacji",
    template="documents/return_demand.html",
    build=build_demand,
    may_read=may_read_return,
    owner=owner,
)


def demand_word(grant_return: GrantReturn) -> bytes:
    """Return the demand of its day as DOCX; the same demand is the same file."""
    on = grant_return.demanded_on or grant_return.found_on
    at = datetime.combine(on, time(12), WARSAW)
    content = build_demand(grant_return, at)
    word = Word(content.heading, grant_return.contract.office.office_name, at)
    word.letterhead(content.letterhead)
    word.paragraph(f"{content.letterhead.place}, {wording.day(on)}")
    word.paragraph(*(line for line in content.recipient if line))
    word.heading(content.heading, 1)
    word.facts(content.facts)
    word.paragraph(content.demand)
    word.heading("Uzasadnienie", 2)
    word.paragraph(*content.reason.split("\n"))
    word.heading("Rachunki", 2)
    word.facts(content.accounts)
    word.heading("Odsetki", 2)
    if content.periods:
        word.table(content.head, content.periods)
    word.paragraph(*content.interest, content.warning)
    word.table(("Zleceniodawca",), [("",)])
    return word.content()
