"""Moves of an amendment: the steps of the contract, once more."""

from contracting.contracts import permissions
from contracting.contracts.amending import changes_of
from contracting.contracts.models import Contract, ContractAmendment
from contracting.contracts.plan import plan_gaps
from contracting.contracts.rules.tranches import used_in_its_year
from contracting.contracts.signing import missing_signatures
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure, Rule
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = ContractAmendment.State


def about_contract(rule: Rule) -> Rule:
    """Return the contract's permission, asked of the contract of an amendment."""

    def ask(act: Act, amendment: ContractAmendment) -> Verdict:
        return rule(act, amendment.contract)

    return ask


def contract_is_in_force(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask that the contract still stands."""
    if amendment.contract.state == Contract.State.IN_FORCE:
        return ALLOWED
    return refused("Zmienia się umowę, która obowiązuje.")


def task_has_not_ended(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask that the task goes on: what is over is not amended."""
    if act.day <= amendment.contract.ends_on:
        return ALLOWED
    return refused("Zadanie już się zakończyło: umowy nie można zmienić aneksem.")


def something_changes(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask for a change."""
    if changes_of(amendment):
        return ALLOWED
    return refused("Aneks niczego jeszcze nie zmienia. Popraw plan albo terminy wydatków.")


def plan_is_whole(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask that the changed plan lacks nothing and keeps the grant."""
    gaps = plan_gaps(amendment.contract)
    return refused(f"Plan trzeba poprawić. {gaps[0].sentence}.") if gaps else ALLOWED


def use_is_in_the_year(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask that the grant is used by 31 December of the last budget year (R13)."""
    return used_in_its_year(amendment.contract.ends_on, amendment.grant_costs_to)


def contractors_have_signed(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask for the signature of every contractor."""
    missing = missing_signatures(amendment.contract, amendment.ordinal, amendment.digest)
    return refused(f"Brakuje podpisu: {', '.join(missing)}.") if missing else ALLOWED


def executive_has_signed(act: Act, amendment: ContractAmendment) -> Verdict:
    """Ask for the principal's own signature."""
    rows = amendment.contract.signatures.filter(side="principal", version=amendment.ordinal)
    if rows.filter(digest=amendment.digest).exists():
        return ALLOWED
    return refused("Odnotuj podpis organu: kto, gdzie i kiedy podpisał.")


WHOLE = (
    contract_is_in_force,
    task_has_not_ended,
    something_changes,
    plan_is_whole,
    use_is_in_the_year,
)
AMENDMENT = Procedure(
    name="Aneks",
    model=ContractAmendment,
    moves=(
        Move(
            "ask",
            sources=(State.WRITTEN,),
            target=State.ASKED,
            label="Przekaż zmiany urzędowi",
            permission=about_contract(permissions.may_send_plan),
            conditions=WHOLE,
            question="Urząd dostanie proponowane zmiany. Przekazać?",
        ),
        Move(
            "agree",
            sources=(State.ASKED,),
            target=State.AGREED,
            label="Zgódź się i przekaż do radcy prawnego",
            permission=about_contract(permissions.may_write),
            conditions=WHOLE,
            question="Aneks trafi do radcy prawnego. Zgodzić się na zmiany?",
        ),
        Move(
            "give_back",
            sources=(State.ASKED, State.AGREED, State.LEGAL),
            target=State.WRITTEN,
            label="Zwróć do poprawy",
            permission=about_contract(permissions.may_write),
        ),
        Move(
            "approve",
            sources=(State.AGREED,),
            target=State.LEGAL,
            label="Zaopiniuj pozytywnie",
            permission=about_contract(permissions.may_give_opinion),
            question="Aneks trafi do kontrasygnaty skarbnika. Zaopiniować pozytywnie?",
        ),
        Move(
            "countersign",
            sources=(State.LEGAL,),
            target=State.COUNTERSIGNED,
            label="Kontrasygnuj",
            permission=about_contract(permissions.may_countersign),
            conditions=WHOLE,
            question="Treści aneksu nie będzie można zmienić. Kontrasygnować?",
            grave=True,
        ),
        Move(
            "sign_ngo",
            sources=(State.COUNTERSIGNED,),
            target=State.SIGNED_NGO,
            label="Odnotuj podpis zleceniobiorcy",
            permission=about_contract(permissions.may_record_contractor),
            conditions=(contractors_have_signed,),
        ),
        Move(
            "conclude",
            sources=(State.SIGNED_NGO,),
            target=State.IN_FORCE,
            label="Podpisz aneks",
            permission=about_contract(permissions.may_conclude),
            conditions=(contract_is_in_force, contractors_have_signed, executive_has_signed),
            grave=True,
        ),
        Move(
            "refuse",
            sources=(State.ASKED,),
            target=State.REFUSED,
            label="Odmów zmiany",
            permission=about_contract(permissions.may_write),
            grave=True,
        ),
        Move(
            "withdraw",
            sources=(State.WRITTEN, State.ASKED),
            target=State.WITHDRAWN,
            label="Wycofaj aneks",
            permission=about_contract(permissions.may_send_plan),
            question="Plan wróci do uzgodnionego. Wycofać aneks?",
            grave=True,
        ),
    ),
)
