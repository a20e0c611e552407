"""Who gets which page of expertises."""

from tests.architecture.access import (
    ADVISER,
    EXPERT,
    EXPERTS,
    IN_TOUCH,
    OFFICIALS,
    OPERATOR,
    OTHER_PROGRAMME,
    OVERSEERS,
    PROGRAMME,
    RUNS,
    WRITERS,
    Page,
    of_programme,
)

CONCERNED = IN_TOUCH | EXPERT
CLIENTS = WRITERS | RUNS


def move(state: str, name: str, who: frozenset[str], readers: frozenset[str] = CONCERNED) -> Page:
    """Those who make the move; the others who see the expertise read why not."""
    answers = {200: who, 403: readers} if who else {403: readers}
    return Page("expertise-move", f"{state}_expertise", answers, 404, query=f"?ruch={name}")


def files(kind: str, answers: dict[int, frozenset[str]]) -> Page:
    """Adding files to an expertise in work."""
    return Page("attachment-add", {"kind": f"={kind}", "pk": "in_work_expertise"}, answers, 404)


PAGES: tuple[Page, ...] = (
    Page(
        "expertise-list",
        answers={200: OFFICIALS | PROGRAMME | OTHER_PROGRAMME | OPERATOR},
    ),
    Page("own-expertises", answers={200: EXPERTS}),
    Page("expertise-order", "advised_unit", {200: WRITERS | PROGRAMME, 403: IN_TOUCH}, 404),
    *(
        Page("expertise-detail", f"{state}_expertise", {200: IN_TOUCH}, 404)
        for state in ("ordered", "cancelled")
    ),
    *(
        Page("expertise-detail", f"{state}_expertise", {200: CONCERNED}, 404)
        for state in ("assigned", "in_work", "delivered", "returned", "accepted")
    ),
    Page("expertise-edit", "asked_expertise", {200: CLIENTS, 403: IN_TOUCH}, 404),
    Page("expertise-edit", "ordered_expertise", {200: RUNS, 403: IN_TOUCH}, 404),
    Page("expertise-edit", "assigned_expertise", {403: CONCERNED}, 404),
    move("ordered", "assign", RUNS, IN_TOUCH),
    move("asked", "cancel", CLIENTS, IN_TOUCH),
    move("assigned", "begin", EXPERT),
    move("in_work", "deliver", EXPERT),
    move("in_work", "reassign", RUNS),
    move("delivered", "accept", RUNS),
    move("delivered", "return", RUNS),
    move("accepted", "return", frozenset()),
    Page("expertise-write", "assigned_expertise", {200: EXPERT, 403: IN_TOUCH}, 404),
    Page("expertise-write", "accepted_expertise", {200: EXPERT, 403: IN_TOUCH}, 404),
    Page("expertise-document", "accepted_expertise", {302: CONCERNED}, 404),
    Page("expertise-document", "delivered_expertise", {403: CONCERNED}, 404),
    Page("expertise-word", "delivered_expertise", {200: CONCERNED}, 404),
    Page("expertise-word", "in_work_expertise", {403: CONCERNED}, 404),
    files("expertise-file", {200: EXPERT}),
    files("expertise-material", {200: RUNS, 403: CONCERNED}),
    Page("draft-history", "expertise_draft", {200: EXPERT}, 404, query="?miejsce=answers"),
    Page("expert-list", "programme", {200: OVERSEERS, 403: ADVISER}, 404),
    of_programme("expert-add", ADVISER),
    of_programme("expert-invite", frozenset(), "new_expert"),
)
