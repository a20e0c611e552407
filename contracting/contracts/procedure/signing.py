"""Moves of a contract up to its conclusion."""

from contracting.contracts import permissions
from contracting.contracts.models import BEFORE_SIGNING, COST_DAYS, Contract
from contracting.contracts.plan import plan_gaps
from contracting.contracts.rules.tranches import Part, parts_fit, used_in_its_year
from contracting.contracts.signing import missing_signatures
from mkus_portal.act import Act
from mkus_portal.identifiers import is_iban
from mkus_portal.workflow.engine import Move
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Contract.State


def plan_is_whole(act: Act, contract: Contract) -> Verdict:
    """Ask that the plan lacks nothing and agrees with the award."""
    gaps = plan_gaps(contract)
    if not gaps:
        return ALLOWED
    more = f" Do uzupełnienia jest jeszcze: {len(gaps) - 1}." if len(gaps) > 1 else ""
    return refused(f"Plan trzeba poprawić. {gaps[0].sentence}.{more}")


def terms_are_whole(act: Act, contract: Contract) -> Verdict:
    """Ask for the days of costs, the account and the budget classification."""
    if any(getattr(contract, name) is None for name in COST_DAYS):
        return refused("Uzupełnij warunki umowy: terminy ponoszenia wydatków.")
    if not is_iban(contract.bank_account):
        return refused("Uzupełnij warunki umowy: numer rachunku zleceniobiorcy.")
    if not (contract.budget_division and contract.budget_chapter and contract.budget_paragraph):
        return refused("Uzupełnij warunki umowy: klasyfikację budżetową dotacji.")
    return ALLOWED


def use_is_in_the_year(act: Act, contract: Contract) -> Verdict:
    """Ask that the grant is used by 31 December of the last budget year (R13)."""
    return used_in_its_year(contract.ends_on, contract.grant_costs_to)


def tranches_fit(act: Act, contract: Contract) -> Verdict:
    """Ask that the tranches are the grant, in the years of the task."""
    rows = contract.tranches.exclude(state="cancelled")
    parts = [Part(one.year, one.amount) for one in rows]
    years = range(contract.starts_on.year, contract.ends_on.year + 1)
    return parts_fit(parts, contract.grant, years)


def contractors_have_signed(act: Act, contract: Contract) -> Verdict:
    """Ask for the signature of every contractor (R14: each party of a joint offer)."""
    missing = missing_signatures(contract)
    if not missing:
        return ALLOWED
    return refused(f"Brakuje podpisu: {', '.join(missing)}.")


def executive_has_signed(act: Act, contract: Contract) -> Verdict:
    """Ask for the principal's own signature."""
    if contract.signatures.filter(side="principal", version=0).exists():
        return ALLOWED
    return refused("Odnotuj podpis organu: kto, gdzie i kiedy podpisał.")


MOVES = (
    Move(
        "send_plan",
        sources=(State.PLANNING,),
        target=State.DRAFT,
        label="Przekaż plan urzędowi",
        permission=permissions.may_send_plan,
        conditions=(plan_is_whole,),
        question="Przekazanego planu nie można zmienić, chyba że urząd go zwróci. Przekazać?",
    ),
    Move(
        "take_plan",
        sources=(State.PLANNING,),
        target=State.DRAFT,
        label="Przyjmij plan bez zmian",
        permission=permissions.may_write,
        conditions=(plan_is_whole,),
        question="Umowa powstanie na planie z oferty, w przyznanej kwocie. Przyjąć go?",
    ),
    Move(
        "return_plan",
        sources=(State.DRAFT,),
        target=State.PLANNING,
        label="Zwróć plan zleceniobiorcy",
        permission=permissions.may_write,
    ),
    Move(
        "ask_opinion",
        sources=(State.DRAFT,),
        target=State.REVIEW,
        label="Przekaż do radcy prawnego",
        permission=permissions.may_write,
        conditions=(plan_is_whole, terms_are_whole, use_is_in_the_year, tranches_fit),
        question="Radca prawny dostanie projekt umowy. Przekazać?",
    ),
    Move(
        "approve",
        sources=(State.REVIEW,),
        target=State.LEGAL,
        label="Zaopiniuj pozytywnie",
        permission=permissions.may_give_opinion,
        question="Projekt trafi do kontrasygnaty skarbnika. Zaopiniować pozytywnie?",
    ),
    Move(
        "send_back",
        sources=(State.REVIEW,),
        target=State.DRAFT,
        label="Zwróć do poprawy",
        permission=permissions.may_give_opinion,
    ),
    Move(
        "countersign",
        sources=(State.LEGAL,),
        target=State.COUNTERSIGNED,
        label="Kontrasygnuj",
        permission=permissions.may_countersign,
        conditions=(plan_is_whole, terms_are_whole, use_is_in_the_year, tranches_fit),
        question="Umowa dostanie numer, a jej treści nie można będzie zmienić. Kontrasygnować?",
        grave=True,
    ),
    Move(
        "refuse_countersignature",
        sources=(State.LEGAL,),
        target=State.DRAFT,
        label="Odmów kontrasygnaty",
        permission=permissions.may_countersign,
    ),
    Move(
        "take_back",
        sources=(State.COUNTERSIGNED,),
        target=State.DRAFT,
        label="Cofnij do projektu",
        permission=permissions.may_write,
    ),
    Move(
        "sign_ngo",
        sources=(State.COUNTERSIGNED,),
        target=State.SIGNED_NGO,
        label="Odnotuj podpis zleceniobiorcy",
        permission=permissions.may_record_contractor,
        conditions=(contractors_have_signed,),
    ),
    Move(
        "conclude",
        sources=(State.SIGNED_NGO,),
        target=State.IN_FORCE,
        label="Podpisz umowę",
        permission=permissions.may_conclude,
        conditions=(contractors_have_signed, executive_has_signed),
        grave=True,
    ),
    Move(
        "resign",
        sources=BEFORE_SIGNING,
        target=State.ABANDONED,
        label="Zrezygnuj z dotacji",
        permission=permissions.may_send_plan,
        grave=True,
    ),
    Move(
        "abandon",
        sources=BEFORE_SIGNING,
        target=State.ABANDONED,
        label="Odstąp od zawarcia umowy",
        permission=permissions.may_write,
        grave=True,
    ),
)
