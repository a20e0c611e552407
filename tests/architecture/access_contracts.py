"""Who gets which page of contracts: plan, text, steps, signing, endings, the office's text."""

from typing import Any

from tests.architecture.access import (
    CONTRACT_READERS,
    EXECUTIVE,
    FOREIGN_CONTRACT_READERS,
    FOREIGN_WRITERS,
    NGO,
    OFFICE,
    RIVAL,
    WRITERS,
    Page,
    prefixed,
)

SENDERS = frozenset({"ngo_admin", "ngo_signatory"})
PLANNERS = NGO
LAWYER, TREASURER = frozenset({"lawyer"}), frozenset({"treasurer"})
SIDES = CONTRACT_READERS | NGO
STRANGERS = RIVAL | FOREIGN_CONTRACT_READERS
SIGNING = SENDERS | WRITERS | EXECUTIVE
FOREIGN_SIGNING = frozenset({"rival_ngo_admin", "rival_ngo_signatory"}) | prefixed(
    "neighbour_", WRITERS | EXECUTIVE
)
KEEPERS = WRITERS | LAWYER
CELL = {"place": "III.3", "text": "Inaczej", "version": "1"}


def read(name: str, example: Any, code: int = 200) -> Page:
    """Both sides of a contract."""
    return Page(name, example, {code: SIDES, 404: STRANGERS})


def written(name: str, example: Any, code: int = 200, query: str = "") -> Page:
    """Clerks and coordinators."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS}, query=query)


def moved(example: str, move: str, who: frozenset[str], code: int = 200) -> Page:
    """A step: those whose it is; the others of both sides read why it is not theirs."""
    answers = {**({code: who} if who else {}), 403: SIDES, 404: STRANGERS}
    return Page("contract-move", example, answers, query=f"?ruch={move}")


def ended(example: str, kind: str, who: frozenset[str]) -> Page:
    """A way to end a contract."""
    address = {"pk": example, "kind": f"={kind}"}
    answers = {**({200: who} if who else {}), 403: SIDES, 404: STRANGERS}
    return Page("contract-end", address, answers)


PLAN = {"pk": "planning_contract", "section": "=III"}
COSTS = {"pk": "planning_contract", "section": "=V"}
PAGES: tuple[Page, ...] = (
    Page("contract-list", answers={200: SIDES | STRANGERS}),
    *(read("contract-detail", f"{state}_contract") for state in ("planning", "draft", "legal")),
    *(
        read("contract-detail", f"{state}_contract")
        for state in ("countersigned", "signed_ngo", "in_force", "terminated", "abandoned")
    ),
    read("contract-text", "draft_contract"),
    read("contract-text", "in_force_contract"),
    read("contract-word", "in_force_contract"),
    read("contract-file", "in_force_contract", 302),
    Page("contract-plan", PLAN, {200: SIDES, 404: STRANGERS}, writers=PLANNERS),
    Page("contract-plan", COSTS, {200: SIDES, 404: STRANGERS}, writers=PLANNERS),
    Page("draft-save", "plan_draft", {200: PLANNERS, 403: CONTRACT_READERS}, 404, data=CELL),
    Page("draft-history", "plan_draft", {200: SIDES}, 404, query="?miejsce=III.3"),
    written("contract-terms", "draft_contract"),
    written("contract-terms", "legal_contract", 403),
    written("contract-template-take", "draft_contract", 302),
    moved("planning_contract", "send_plan", SENDERS),
    moved("planning_contract", "take_plan", WRITERS),
    moved("draft_contract", "return_plan", WRITERS),
    moved("draft_contract", "ask_opinion", WRITERS),
    moved("review_contract", "approve", LAWYER),
    moved("review_contract", "send_back", LAWYER),
    moved("legal_contract", "countersign", TREASURER),
    moved("legal_contract", "refuse_countersignature", TREASURER),
    moved("countersigned_contract", "take_back", WRITERS),
    moved("countersigned_contract", "abandon", WRITERS),
    moved("in_force_contract", "abandon", frozenset()),
    Page(
        "contract-sign",
        "unsigned_contract",
        {200: SENDERS | WRITERS, 403: EXECUTIVE, 404: FOREIGN_SIGNING},
    ),
    Page(
        "contract-sign",
        "signed_ngo_contract",
        {200: EXECUTIVE, 403: SIGNING, 404: FOREIGN_SIGNING},
    ),
    ended("in_force_contract", "mutual", WRITERS),
    ended("in_force_contract", "principal", WRITERS),
    ended("in_force_contract", "settled", WRITERS),
    ended("unpaid_contract", "withdrawal", SENDERS),
    ended("in_force_contract", "withdrawal", frozenset()),
    written("contract-open", "openable_assessment", 302),
    Page(
        "call-contracts",
        "contracted_call",
        {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS},
    ),
    Page(
        "call-contract-files",
        "contracted_call",
        {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS},
    ),
    Page("contract-template", answers={200: CONTRACT_READERS | FOREIGN_CONTRACT_READERS}),
    Page("contract-template-edit", answers={200: KEEPERS | prefixed("neighbour_", KEEPERS)}),
    Page(
        "contract-template-compare",
        {"old": "=0", "new": "=1"},
        {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS},
    ),
)

__all__ = ("OFFICE", "PAGES")
