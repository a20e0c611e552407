"""Who gets which page of a commission and of recruitments."""

from tests.architecture.access import (
    EXECUTIVE,
    FOREIGN_EXECUTIVE,
    FOREIGN_READERS,
    FOREIGN_WRITERS,
    NGO,
    READERS,
    RIVAL,
    WRITERS,
    Page,
    nowhere,
    public,
)
from tests.architecture.world_evaluation_commission import COMMISSION, OTHER_COMMISSION

MEMBER, OTHER = frozenset({"commission_member"}), OTHER_COMMISSION
INDICATING = NGO - {"ngo_accountant"}
FOREIGN_INDICATING = RIVAL - {"rival_ngo_accountant"}


def lined_up(name: str, example: str, code: int = 200) -> Page:
    """Clerks and coordinators of the office; for the neighbour's it does not exist."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS})


def decided(name: str, example: str, code: int = 200) -> Page:
    """The executive body of the office; for the neighbour's it does not exist."""
    return Page(name, example, {code: EXECUTIVE, 404: FOREIGN_EXECUTIVE})


def recruited(name: str, example: str, code: int = 200) -> Page:
    """The same for a recruitment."""
    return lined_up(name, example, code)


SESSION = (
    Page(
        "evaluation-detail",
        "lined_evaluation",
        {200: READERS | OTHER, 404: FOREIGN_READERS | COMMISSION},
    ),
    Page(
        "evaluation-detail",
        "sitting_evaluation",
        {200: READERS | COMMISSION, 404: FOREIGN_READERS | OTHER},
    ),
    lined_up("evaluation-settings", "lined_evaluation"),
    Page(
        "evaluation-move",
        "lined_evaluation",
        {403: WRITERS, 404: FOREIGN_WRITERS},
        query="?ruch=open_merit",
    ),
)
COMMISSION_PAGES = (
    Page("commission-detail", "lined_evaluation", {200: READERS, 404: FOREIGN_READERS}),
    Page("commission-detail", "sitting_evaluation", {200: READERS, 404: FOREIGN_READERS}),
    lined_up("commission-member-add", "lined_evaluation"),
    lined_up("commission-copy", "lined_evaluation"),
    lined_up("commission-ask", "lined_evaluation"),
    decided("commission-appoint", "lined_evaluation"),
    decided("commission-appoint", "sitting_evaluation"),
    lined_up("commission-member-remove", "proposed_member"),
    lined_up("commission-member-remove", "sitting_member", 403),
    lined_up("commission-member-invite", "waiting_member"),
    lined_up("commission-member-invite", "sitting_member", 403),
    decided("commission-member-exclude", "sitting_member"),
    decided("commission-member-exclude", "proposed_member", 403),
    Page("impartiality", "sitting_evaluation", {200: COMMISSION, 404: OTHER}),
    Page("impartiality", "lined_evaluation", {200: OTHER, 404: COMMISSION}),
    Page(
        "impartiality-recuse",
        "sitting_evaluation",
        {200: MEMBER, 403: frozenset({"commission_expert"}), 404: OTHER},
        writers=COMMISSION,
    ),
    Page(
        "offer-content",
        "commissioned_offer",
        {200: NGO | READERS | MEMBER},
        404,
    ),
    Page(
        "offer-detail",
        "commissioned_offer",
        {200: NGO | READERS | MEMBER},
        404,
    ),
)
RECRUITMENT_PAGES = (
    public("recruitment-list"),
    public("recruitment-detail", "open_recruitment"),
    nowhere("recruitment-detail", "draft_recruitment", 404),
    Page("candidate-indicate", "open_recruitment", {200: INDICATING | FOREIGN_INDICATING}),
    Page("candidate-indicate", "draft_recruitment", {404: INDICATING | FOREIGN_INDICATING}),
    Page("candidate-withdraw", "candidate", {200: INDICATING, 404: FOREIGN_INDICATING}),
    Page("office-recruitment-list", answers={200: READERS | FOREIGN_READERS}),
    Page("office-recruitment-create", answers={200: WRITERS | FOREIGN_WRITERS}),
    Page("office-recruitment-detail", "draft_recruitment", {200: READERS, 404: FOREIGN_READERS}),
    Page("office-recruitment-detail", "open_recruitment", {200: READERS, 404: FOREIGN_READERS}),
    recruited("office-recruitment-edit", "draft_recruitment"),
    recruited("office-recruitment-edit", "open_recruitment", 403),
    recruited("office-recruitment-publish", "draft_recruitment"),
    recruited("office-recruitment-publish", "open_recruitment", 403),
    recruited("office-candidate-enter", "open_recruitment"),
    recruited("office-candidate-enter", "draft_recruitment", 403),
)
PAGES = SESSION + COMMISSION_PAGES + RECRUITMENT_PAGES
