"""Who gets which page of the talk over a form: the form's own side, and nobody else."""

from contracting.offers.permissions import WRITERS as OFFER_WRITERS
from tests.architecture.access import (
    NGO,
    OFFICE,
    WRITERS,
    Page,
    of_its_ngo,
    of_its_office,
    public,
    signed_in,
    written_by_office,
)

GIVERS = NGO & frozenset(OFFER_WRITERS)
WORDS = {"text": "Skąd ta liczba?"}
PAGES = (
    of_its_office("draft-comments", "analysis_draft"),
    of_its_office("draft-comments", "analysis_draft", "?miejsce=E1-01"),
    of_its_ngo("draft-comments", "offer_draft", "?miejsce=III.3"),
    of_its_office("draft-comments", "closed_draft"),
    of_its_office("thread", "open_thread"),
    of_its_ngo("thread", "offer_thread"),
    Page("thread-move", "open_thread", {302: OFFICE}, 404, data={"ruch": "resolve"}),
    Page("thread-move", "offer_thread", {302: NGO}, 404, data={"ruch": "resolve"}),
    Page(
        "thread-move",
        {"pk": "proposed_thread"},
        {302: WRITERS, 403: OFFICE},
        404,
        data={"ruch": "accept", "version": "1"},
    ),
    Page("comment-edit", "own_comment", {200: frozenset({"clerk"}), 403: OFFICE}, 404),
    Page("comment-remove", "own_comment", {302: frozenset({"clerk"}), 403: OFFICE}, 404),
    Page("comments-read", "analysis_draft", {302: OFFICE}, 404),
    Page("draft-presence", "analysis_draft", {200: OFFICE}, 404, data={"place": "E1-01"}),
    Page("draft-presence", "offer_draft", {200: NGO}, 404, data={"place": "III.3"}),
    of_its_office("analysis-guests", "guested_analysis"),
    of_its_office("analysis-guests", "closed_analysis"),
    written_by_office("guest-invite", "gappy_analysis"),
    Page("guest-invite", "closed_analysis", {403: OFFICE}, 404),
    written_by_office("guest-withdraw", "invited_guest", code=302),
    public("guest-invitation", {"token": "invited_guest.token"}),
    public("guest-invitation", {"token": "withdrawn_guest.token"}),
    of_its_ngo("offer-advisers", "advised_offer"),
    Page("advice-ask", "advised_offer", {200: GIVERS, 403: NGO}, 404),
    Page("advice-ask", "opened_offer", {403: NGO}, 404),
    Page("advice-withdraw", "invited_advice", {302: GIVERS, 403: NGO}, 404),
    public("advice-invitation", {"token": "invited_advice.token"}),
    public("advice-invitation", {"token": "withdrawn_advice.token"}),
    signed_in("advice-list"),
)
