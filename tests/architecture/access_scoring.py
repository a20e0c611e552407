"""Who gets which page of scoring and of the commission's meetings; the member chairs."""

from dataclasses import replace
from typing import Any

from tests.architecture.access import FOREIGN_READERS, FOREIGN_WRITERS, READERS, WRITERS, Page
from tests.architecture.world_evaluation_commission import COMMISSION, OTHER_COMMISSION

MEMBER, OTHER = frozenset({"commission_member"}), OTHER_COMMISSION
EXPERT = COMMISSION - MEMBER
LEADERS = WRITERS | MEMBER
VOTED = {"pk": "open_meeting", "assessment": "voted_assessment"}
VOTED_THEN = {"pk": "closed_meeting", "assessment": "voted_assessment"}
CELL = {"place": "Nic", "text": "1", "version": "0"}


def scored(name: str, example: str, query: str = "", code: int = 200) -> Page:
    """The member alone; an expert reads why not, for another commission it does not exist."""
    return Page(name, example, {code: MEMBER, 403: EXPERT, 404: OTHER}, query=query)


def own(name: str, example: str, query: str = "", code: int = 200) -> Page:
    """The member's own card: for others in commissions it does not exist."""
    return Page(name, example, {code: MEMBER, 404: EXPERT | OTHER}, query=query)


def led(name: str, example: Any, code: int = 200) -> Page:
    """Clerks, coordinators and the chair; whoever else sees the evaluation reads why not."""
    return Page(
        name,
        example,
        {code: LEADERS, 403: READERS | EXPERT, 404: FOREIGN_READERS | OTHER},
    )


def seen(name: str, example: str) -> Page:
    """The office's readers and the commission."""
    return Page(name, example, {200: READERS | COMMISSION, 404: FOREIGN_READERS | OTHER})


PAGES = (
    scored("evaluation-cards", "sitting_evaluation"),
    scored("card-write", "ready_assessment"),
    scored("card-write", "voted_assessment", code=403),
    scored("card-begin", "ready_assessment", code=302),
    own("card-move", "closed_card", "?ruch=reopen"),
    own("card-move", "open_card", "?ruch=close"),
    own("card-move", "open_card", "?ruch=reopen", 403),
    Page(
        "card-detail",
        "closed_card",
        {200: READERS | MEMBER, 404: FOREIGN_READERS | EXPERT | OTHER},
    ),
    Page(
        "card-detail",
        "open_card",
        {200: MEMBER, 404: READERS | FOREIGN_READERS | EXPERT | OTHER},
    ),
    Page("draft-save", "card_draft", {404: MEMBER}, 404, data=CELL),
    Page("draft-history", "card_draft", {200: MEMBER}, 404, query="?miejsce=scores"),
    Page(
        "evaluation-scoring",
        "sitting_evaluation",
        {200: READERS | MEMBER, 403: EXPERT, 404: FOREIGN_READERS | OTHER},
    ),
    led("evaluation-scoring-end", "sitting_evaluation"),
    Page("evaluation-assignment", "sitting_evaluation", {200: WRITERS, 404: FOREIGN_WRITERS}),
    replace(led("card-third-opinion", "ready_assessment", 403), writers=LEADERS),
    seen("evaluation-meetings", "sitting_evaluation"),
    replace(led("meeting-open", "sitting_evaluation", 403), writers=LEADERS),
    Page(
        "meeting-open",
        "lined_evaluation",
        {200: WRITERS | OTHER, 403: READERS, 404: FOREIGN_READERS | COMMISSION},
    ),
    seen("meeting-detail", "open_meeting"),
    seen("meeting-detail", "closed_meeting"),
    led("meeting-presence", "open_meeting"),
    led("meeting-presence", "closed_meeting", 403),
    led("meeting-vote", VOTED),
    led("meeting-vote", VOTED_THEN, 403),
    led("meeting-notes", "open_meeting"),
    led("meeting-close", "open_meeting"),
    led("meeting-close", "closed_meeting", 403),
    led("meeting-minutes", "closed_meeting", 302),
    led("meeting-minutes", "open_meeting", 403),
    seen("meeting-word", "open_meeting"),
    seen("meeting-word", "closed_meeting"),
)
