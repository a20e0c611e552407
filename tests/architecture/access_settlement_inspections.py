"""Who gets which page of inspections; of a planned one the contractor does not learn."""

from typing import Any

from tests.architecture.access import (
    CONTRACT_READERS,
    EXECUTIVE,
    FOREIGN_CONTRACT_READERS,
    FOREIGN_EXECUTIVE,
    FOREIGN_WRITERS,
    NGO,
    RIVAL,
    WRITERS,
    Page,
)
from tests.architecture.access_contracts import SENDERS, SIDES, STRANGERS

UNTOLD = NGO | STRANGERS
NOBODY: frozenset[str] = frozenset()


def written(name: str, example: Any, code: int = 200) -> Page:
    """Clerks and coordinators."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS})


def answered(example: str, code: int = 200, *, knows: bool = True) -> Page:
    """The contractor's people; what is not delivered is not there."""
    if not knows:
        return Page("recommendation-answer", example, {404: NGO | RIVAL})
    return Page("recommendation-answer", example, {code: NGO, 404: RIVAL})


def moved(example: str, move: str, who: frozenset[str]) -> Page:
    """A step: those whose it is; the others who know of it read why it is not theirs."""
    knows = CONTRACT_READERS if example.startswith("planned") else SIDES
    unknown = UNTOLD if example.startswith("planned") else STRANGERS
    answers = {**({200: who} if who else {}), 403: knows, 404: unknown}
    return Page("inspection-move", f"{example}_inspection", answers, query=f"?ruch={move}")


def shown(state: str) -> Page:
    """Both sides read an announced inspection."""
    return Page("inspection-detail", f"{state}_inspection", {200: SIDES, 404: STRANGERS})


def untold(state: str) -> Page:
    """The office alone reads one that was not announced."""
    return Page("inspection-detail", f"{state}_inspection", {200: CONTRACT_READERS, 404: UNTOLD})


def attached(kind: str, example: str, answers: dict[int, frozenset[str]]) -> Page:
    """A page to add files."""
    return Page("attachment-add", {"kind": f"={kind}", "pk": example}, answers, 404)


AUTHORISING = WRITERS | EXECUTIVE
PAGES: tuple[Page, ...] = (
    Page("inspection-list", answers={200: SIDES | STRANGERS}),
    Page("inspection-plan", answers={200: WRITERS | FOREIGN_WRITERS}),
    written("inspection-add", "in_force_contract"),
    written("inspection-add", "planning_contract", 403),
    untold("planned"),
    untold("cancelled"),
    *(shown(state) for state in ("authorised", "carried_out", "protocol", "objected")),
    *(shown(state) for state in ("settled", "recommended", "answered", "closed")),
    written("inspection-edit", "planned_inspection"),
    written("inspection-edit", "authorised_inspection", 403),
    Page(
        "inspection-authorisation",
        "planned_inspection",
        {200: AUTHORISING, 404: FOREIGN_WRITERS | FOREIGN_EXECUTIVE},
    ),
    Page(
        "inspection-authorisation",
        "authorised_inspection",
        {403: AUTHORISING, 404: FOREIGN_WRITERS | FOREIGN_EXECUTIVE},
    ),
    Page(
        "inspection-authorisation-word",
        "planned_inspection",
        {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS},
    ),
    written("inspection-protocol", "carried_out_inspection"),
    written("inspection-protocol", "protocol_inspection", 403),
    Page("inspection-protocol-word", "protocol_inspection", {200: SIDES, 404: STRANGERS}),
    Page(
        "inspection-protocol-word",
        "carried_out_inspection",
        {200: CONTRACT_READERS, 403: NGO, 404: STRANGERS},
    ),
    Page(
        "inspection-protocol-word",
        "planned_inspection",
        {403: CONTRACT_READERS, 404: UNTOLD},
    ),
    moved("planned", "authorise", AUTHORISING),
    moved("planned", "cancel", WRITERS),
    moved("authorised", "carry_out", WRITERS),
    moved("carried_out", "send_protocol", WRITERS),
    moved("protocol", "sign", WRITERS | SENDERS),
    moved("protocol", "object", WRITERS | SENDERS),
    moved("protocol", "refuse", SENDERS),
    moved("unsigned", "refuse", WRITERS | SENDERS),
    moved("objected", "revise", WRITERS),
    moved("objected", "uphold", WRITERS),
    moved("settled", "recommend", WRITERS),
    moved("recommended", "answer", SENDERS),
    moved("answered", "close", WRITERS),
    moved("closed", "cancel", NOBODY),
    written("recommendation-add", "settled_inspection"),
    written("recommendation-add", "recommended_inspection", 403),
    written("recommendation-edit", "settled_recommendation"),
    written("recommendation-edit", "recommended_recommendation", 403),
    written("recommendation-remove", "settled_recommendation"),
    written("recommendation-remove", "answered_recommendation", 403),
    answered("recommended_recommendation"),
    answered("answered_recommendation", 403),
    answered("settled_recommendation", knows=False),
    written("recommendation-assess", "answered_recommendation"),
    written("recommendation-assess", "recommended_recommendation", 403),
    attached("inspection-file", "planned_inspection", {200: WRITERS, 403: CONTRACT_READERS}),
    attached("inspection-file", "protocol_inspection", {200: WRITERS, 403: SIDES}),
    attached("inspection-answer", "recommended_recommendation", {200: NGO}),
    attached("inspection-answer", "answered_recommendation", {403: SIDES}),
    attached("inspection-paper", "protocol_protocol", {403: SIDES}),
)
