"""What a contract template may name: its fields and conditions, and what they are of a contract."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from contracting.contracts.agreed import AgreedPlan
from contracting.contracts.law import PAYMENT_DAYS
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.plan import offer_of
from contracting.offers.content import OfferContent, bidders_of
from contracting.offers.models import Offer
from contracting.offers.rules import Sums, outside_parts, sums_of
from mkus_portal.act import WARSAW
from mkus_portal.web.wording import day, in_groups, money, number, percent
from mkus_portal.words_of_amounts import amount_in_words

FRAMEWORK = Path(__file__).parent / "framework" / "2057-3.txt"
COPIES = "dwóch"
SUPPORT = Offer.CommissioningForm.SUPPORT


@dataclass(frozen=True, slots=True)
class Known:
    """All that fields and conditions read."""

    contract: Contract
    plan: AgreedPlan

    @property
    def offer(self) -> Offer:
        """The offer."""
        return offer_of(self.contract)

    @property
    def content(self) -> OfferContent:
        """The agreed content."""
        return self.plan.content

    @property
    def sums(self) -> Sums:
        """Its sums."""
        return sums_of(self.plan.content)


def _payment(tranche: Tranche) -> str:
    when = f"do {day(tranche.due_on)}" if tranche.due_on else _days_after(tranche)
    if tranche.condition != Tranche.Condition.NONE:
        when += f", {tranche.get_condition_display()}"
    return when


def _days_after(tranche: Tranche) -> str:
    since = tranche.contract.created_at.astimezone(WARSAW).date()
    return f"w ciągu {PAYMENT_DAYS.number_at(since)} dni od zawarcia umowy"


def _tranches(known: Known) -> str:
    rows = list(known.contract.tranches.exclude(state="cancelled").select_related("contract"))
    if len(rows) == 1:
        return f"jednorazowo, {_payment(rows[0])}."
    said = [f"transza {one.ordinal}: {money(one.amount)}, {_payment(one)}" for one in rows]
    return "; ".join(said) + "."


def _outside(known: Known) -> str:
    return "; ".join(f"{action}: {part}" for action, part in outside_parts(known.content))


def _contact_of_office(known: Known) -> str:
    call = known.offer.task.call
    words = (call.contact_name, call.contact_phone, call.contact_email)
    return ", ".join(word for word in words if word)


def _contact_of_contractor(known: Known) -> str:
    words = (known.content.text(f"II.2.{part}") for part in ("name", "phone", "email"))
    return ", ".join(word for word in words if word)


def _tolerance(known: Known) -> str:
    return f"{number(known.contract.own_share_tolerance)} p.p."


def _sent_on(known: Known) -> str:
    return day(known.offer.submitted_at)


FIELDS: Mapping[str, tuple[str, Callable[[Known], str]]] = {
    "tytuł zadania": ("Tytuł zadania publicznego", lambda one: one.contract.title),
    "nazwa konkursu": ("Tytuł konkursu", lambda one: one.offer.task.call.title),
    "numer oferty": ("Numer oferty", lambda one: one.offer.number),
    "data oferty": ("Kiedy złożono ofertę", _sent_on),
    "forma zlecenia": (
        "powierzenie albo wsparcie",
        lambda one: one.contract.get_commissioning_form_display(),
    ),
    "zadanie jest finansowane": (
        "finansowane (powierzenie) albo współfinansowane (wsparcie)",
        lambda one: (
            "współfinansowane" if one.contract.commissioning_form == SUPPORT else "finansowane"
        ),
    ),
    "zleceniobiorca": ("Zleceniobiorcy", lambda one: "; ".join(bidders_of(one.content))),
    "podział zadania": ("Kto co robi w ofercie wspólnej", lambda one: one.content.text("VI.J")),
    "początek zadania": ("Pierwszy dzień zadania", lambda one: day(one.contract.starts_on)),
    "koniec zadania": ("Ostatni dzień zadania", lambda one: day(one.contract.ends_on)),
    "wydatki z dotacji od": ("", lambda one: day(one.contract.grant_costs_from)),
    "wydatki z dotacji do": ("", lambda one: day(one.contract.grant_costs_to)),
    "wydatki z innych środków od": ("", lambda one: day(one.contract.other_costs_from)),
    "wydatki z innych środków do": ("", lambda one: day(one.contract.other_costs_to)),
    "kwota dotacji": ("", lambda one: money(one.contract.grant)),
    "kwota dotacji słownie": ("", lambda one: amount_in_words(one.contract.grant)),
    "rachunek": ("Rachunek zleceniobiorcy", lambda one: in_groups(one.contract.bank_account)),
    "transze": ("Kwoty i terminy przekazania dotacji", _tranches),
    "koszt zadania": ("Całkowity koszt zadania", lambda one: money(one.sums.total)),
    "wkład finansowy": ("", lambda one: money(one.sums.own_financial)),
    "wkład osobowy": ("", lambda one: money(one.sums.own_personal)),
    "wkład rzeczowy": ("", lambda one: money(one.sums.own_in_kind)),
    "opłaty odbiorców": ("", lambda one: money(one.sums.recipient_fees)),
    "dopuszczalny spadek udziału": ("Punkty procentowe z § 3", _tolerance),
    "limit przesunięć": ("Procent z § 5", lambda one: percent(one.contract.shift_percent)),
    "część podmiotu trzeciego": ("Co wykona ktoś, kto nie jest stroną", _outside),
    "kontakt urzędu": ("Osoba do kontaktu z ogłoszenia", _contact_of_office),
    "kontakt zleceniobiorcy": ("Osoba do kontaktu z oferty", _contact_of_contractor),
    "e-Doręczenia urzędu": ("", lambda one: one.contract.office.e_delivery_address),
    "e-Doręczenia zleceniobiorcy": ("", lambda one: one.contract.organisation.e_delivery_address),
    "liczba egzemplarzy": ("", lambda one: COPIES),
}


def _has_own(known: Known) -> bool:
    return known.sums.own > Decimal(0)


CONDITIONS: Mapping[str, tuple[str, Callable[[Known], bool]]] = {
    "wsparcie": (
        "zadanie jest wspierane, nie powierzane",
        lambda one: one.contract.commissioning_form == SUPPORT,
    ),
    "oferta wspólna": ("ofertę złożyło kilku oferentów", lambda one: one.contract.is_joint),
    "zadanie wieloletnie": (
        "zadanie trwa dłużej niż jeden rok budżetowy",
        lambda one: one.contract.starts_on.year != one.contract.ends_on.year,
    ),
    "wkład własny": ("zleceniobiorca wnosi wkład własny", _has_own),
    "opłaty odbiorców": (
        "od odbiorców pobiera się opłaty",
        lambda one: one.sums.recipient_fees > Decimal(0),
    ),
    "podmiot trzeci": (
        "część zadania wykona ktoś, kto nie jest stroną",
        lambda one: bool(outside_parts(one.content)),
    ),
    "limit przesunięć": (
        "przesunięcia są ograniczone",
        lambda one: one.contract.shift_percent is not None,
    ),
    "kwoty w pozycjach": (
        "kwotę z dotacji uzgodniono w każdej pozycji",
        lambda one: one.contract.grant_by_line,
    ),
}


def values_of(contract: Contract, plan: AgreedPlan) -> dict[str, str]:
    """Return what each field says of the contract under the plan."""
    known = Known(contract, plan)
    return {name: value(known) for name, (_, value) in FIELDS.items()}


def conditions_of(contract: Contract, plan: AgreedPlan) -> dict[str, bool]:
    """Return which conditions hold for the contract under the plan."""
    known = Known(contract, plan)
    return {name: holds(known) for name, (_, holds) in CONDITIONS.items()}


@cache
def framework() -> str:
    """Return the text that every office starts with, after the framework contract (annex 3)."""
    return FRAMEWORK.read_text(encoding="utf-8")
