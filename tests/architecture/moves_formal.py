"""Moves of the formal check and of an offer's correction, said by hand."""

from tests.architecture.access import NGO, WRITERS

OFFER_STATES = {"returned": "returned_offer", "corrected": "corrected_offer"}
OFFER_MOVES = {
    "return": (("submitted", "corrected"), WRITERS, {"submitted": "opened_offer"}),
    "correct": (("returned",), NGO, {}),
}
ASSESSMENT_STATES = {
    state: f"{state}_assessment"
    for state in ("waiting", "to_correct", "corrected", "rejected_formal")
}
ASSESSMENT_MOVES = {
    "accept_formally": (("waiting", "corrected"), WRITERS, {"waiting": "clean_assessment"}),
    "ask_to_correct": (("waiting",), WRITERS, {}),
    "reject_formally": (("waiting",), WRITERS, {"waiting": "wrong_assessment"}),
    "check_again": (("formal_ok", "rejected_formal"), WRITERS, {}),
    "take_correction": ((), frozenset(), {}),
}
