"""Who gets which page of amendments."""

from tests.architecture.access import EXECUTIVE, WRITERS, Page
from tests.architecture.access_contracts import (
    FOREIGN_SIGNING,
    LAWYER,
    SENDERS,
    SIDES,
    SIGNING,
    STRANGERS,
    TREASURER,
    read,
)

FOREIGN_OPENERS = FOREIGN_SIGNING - {"neighbour_executive"}
FOREIGN_SENDERS = frozenset({"rival_ngo_admin", "rival_ngo_signatory"})


def moved(example: str, move: str, who: frozenset[str]) -> Page:
    """A step: those whose it is; the others of both sides read why it is not theirs."""
    answers = {200: who, 403: SIDES, 404: STRANGERS}
    return Page("amendment-move", example, answers, query=f"?ruch={move}")


def opened(example: str, code: int) -> Page:
    """Both sides begin one."""
    return Page("amendment-open", example, {code: SENDERS | WRITERS, 404: FOREIGN_OPENERS})


PAGES: tuple[Page, ...] = (
    opened("in_force_contract", 200),
    opened("settled_contract", 403),
    *(
        read("amendment-detail", f"{state}_amendment")
        for state in ("written", "asked", "agreed", "legal", "countersigned", "in_force", "refused")
    ),
    read("amendment-word", "in_force_amendment"),
    Page("amendment-days", "written_amendment", {200: SENDERS, 404: FOREIGN_SENDERS}),
    Page("amendment-days", "legal_amendment", {403: SENDERS, 404: FOREIGN_SENDERS}),
    moved("written_amendment", "ask", SENDERS),
    moved("asked_amendment", "agree", WRITERS),
    moved("asked_amendment", "give_back", WRITERS),
    moved("asked_amendment", "refuse", WRITERS),
    moved("asked_amendment", "withdraw", SENDERS),
    moved("agreed_amendment", "approve", LAWYER),
    moved("legal_amendment", "countersign", TREASURER),
    Page(
        "amendment-sign",
        "countersigned_amendment",
        {200: SENDERS | WRITERS, 403: EXECUTIVE, 404: FOREIGN_SIGNING},
    ),
    Page(
        "amendment-sign",
        "signed_ngo_amendment",
        {200: EXECUTIVE, 403: SIGNING, 404: FOREIGN_SIGNING},
    ),
)
