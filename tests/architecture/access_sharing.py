"""Who gets which page of sharing, of the library and of others' answers."""

from tests.architecture.access import (
    NEIGHBOUR,
    OFFICE,
    OFFICIALS,
    OTHER_PROGRAMME,
    PROGRAMME,
    WRITERS,
    Page,
    of_its_office,
    written_by_office,
)

DECIDING = frozenset({"coordinator", "executive"})
ADVISING = PROGRAMME | OTHER_PROGRAMME
READING = OFFICIALS | ADVISING
QUESTION = {"pk": "gappy_analysis", "code": "=E1-01"}
ANSWER = {**QUESTION, "answer": "peer_answer"}
LEFT_OUT = {"co": "pomin"}
PAGES = (
    of_its_office("analysis-sharing", "sharing_analysis"),
    of_its_office("analysis-sharing", "gappy_analysis"),
    written_by_office("sharing-describe", "prepared_copy"),
    Page("sharing-describe", "shared_copy", {403: OFFICE}, 404),
    written_by_office("sharing-answer", "prepared_answer"),
    Page("sharing-answer", "shared_answer", {403: OFFICE}, 404),
    Page("sharing-answer-mark", "prepared_answer", {302: WRITERS, 403: OFFICE}, 404, data=LEFT_OUT),
    Page("sharing-answer-mark", "shared_answer", {403: OFFICE}, 404, data=LEFT_OUT),
    Page("sharing-move", "prepared_copy", {200: DECIDING, 403: OFFICE}, 404, query="?ruch=share"),
    Page("sharing-move", "shared_copy", {200: DECIDING, 403: OFFICE}, 404, query="?ruch=withdraw"),
    written_by_office("sharing-move", "withdrawn_copy", "?ruch=reopen"),
    Page("shared-list", answers={200: READING}),
    Page("shared-analysis", "shared_copy", {200: READING}),
    Page("shared-analysis", "prepared_copy", {404: READING}),
    Page("shared-analysis", "withdrawn_copy", {404: READING}),
    Page("analysis-peers", QUESTION, {200: OFFICE, 404: NEIGHBOUR | ADVISING}),
    Page("peer-copy", ANSWER, {302: WRITERS, 403: OFFICE, 404: NEIGHBOUR | ADVISING}),
    written_by_office("source-take-off", "source"),
)
