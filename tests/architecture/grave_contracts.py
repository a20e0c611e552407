"""The grave buttons of contracts: who presses, about what, and the action behind it."""

from typing import Any

from contracting.contracts.actions import amending, ending, signing
from contracting.contracts.models import ContractEnding
from contracting.evaluation.actions.deciding import resign_award
from contracting.evaluation.models import Assessment
from tests.clock import NOW

MAYOR = signing.Signed("Anna Wzorowa, wójt", "Brzozowo", NOW.date(), "qualified")
Kind = ContractEnding.Kind


def conclude(act: Any, contract: Any) -> Any:
    """Sign for the office."""
    return signing.conclude(act, contract, MAYOR)


def resign(act: Any, contract: Any) -> Any:
    """Give the grant up: the contract follows."""
    return resign_award(act, Assessment.objects.get(pk=contract.assessment_id), "Brak trenera.")


def abandon(act: Any, contract: Any) -> Any:
    """Give the contract up."""
    return signing.abandon(act, contract, "Organizacja jest w likwidacji.")


def end(kind: str, ground: str = "") -> Any:
    """End a contract in force."""

    def press(act: Any, contract: Any) -> Any:
        said = ending.End(kind, NOW.date(), "Uzgodniono.", ground)
        return ending.end_contract(act, contract, said)

    return press


def conclude_amendment(act: Any, amendment: Any) -> Any:
    """Sign an amendment for the office."""
    return amending.conclude_amendment(act, amendment, MAYOR)


def end_amendment(move: str) -> Any:
    """Refuse or withdraw an amendment."""
    return lambda act, amendment: amending.end(act, amendment, move, "Nie teraz.")


BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Umowa", "countersign"): ("treasurer", "legal_contract", signing.countersign),
    ("Umowa", "conclude"): ("executive", "signed_ngo_contract", conclude),
    ("Umowa", "resign"): ("ngo_signatory", "planning_contract", resign),
    ("Umowa", "abandon"): ("clerk", "draft_contract", abandon),
    ("Umowa", "withdraw"): ("ngo_signatory", "unpaid_contract", end(Kind.WITHDRAWAL, "not_paid")),
    ("Umowa", "terminate"): ("clerk", "mutual_contract", end(Kind.MUTUAL)),
    ("Umowa", "settle"): ("clerk", "done_contract", end(Kind.SETTLED)),
    ("Aneks", "countersign"): ("treasurer", "legal_amendment", amending.countersign_amendment),
    ("Aneks", "conclude"): ("executive", "signed_ngo_amendment", conclude_amendment),
    ("Aneks", "refuse"): ("clerk", "asked_amendment", end_amendment("refuse")),
    ("Aneks", "withdraw"): ("ngo_signatory", "written_amendment", end_amendment("withdraw")),
}
