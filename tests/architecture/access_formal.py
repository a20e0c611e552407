"""Who gets which page of the formal check, of a returned and of a corrected offer."""

from tests.architecture.access import (
    FOREIGN_READERS,
    FOREIGN_WRITERS,
    NGO,
    READERS,
    WRITERS,
    Page,
    of_its_ngo,
)


def read_by_office(name: str, example: str) -> Page:
    """The office's readers; for the neighbour's it does not exist."""
    return Page(name, example, {200: READERS, 404: FOREIGN_READERS})


def checked(name: str, example: str, query: str = "", code: int = 200) -> Page:
    """Clerks and coordinators of the office; for the neighbour's it does not exist."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS}, query=query)


PAGES = (
    read_by_office("formal-list", "checked_evaluation"),
    read_by_office("formal-conditions", "checked_evaluation"),
    read_by_office("formal-conditions", "untouched_evaluation"),
    checked("formal-condition-create", "untouched_evaluation"),
    checked("formal-condition-create", "checked_evaluation", code=403),
    checked("formal-condition-edit", "untouched_condition"),
    checked("formal-condition-edit", "formal_condition", code=403),
    checked("formal-condition-remove", "untouched_condition"),
    checked("formal-condition-remove", "formal_condition", code=403),
    checked("formal-condition-move", "untouched_condition", code=302),
    *(
        read_by_office("formal-sheet", f"{state}_assessment")
        for state in ("waiting", "to_correct", "corrected", "fit", "rejected_formal")
    ),
    checked("formal-move", "clean_assessment", "?ruch=accept_formally"),
    checked("formal-move", "wrong_assessment", "?ruch=accept_formally", 403),
    checked("formal-move", "waiting_assessment", "?ruch=ask_to_correct"),
    checked("formal-move", "wrong_assessment", "?ruch=reject_formally"),
    checked("formal-move", "to_correct_assessment", "?ruch=reject_formally", 403),
    checked("formal-move", "rejected_formal_assessment", "?ruch=check_again"),
    checked("correction-extend", "correction"),
    Page("correction-detail", "correction", {200: READERS | NGO}, 404),
    Page("correction-detail", "done_correction", {200: READERS | NGO}, 404),
    read_by_office("formal-defects", "checked_evaluation"),
    checked("formal-defects-document", "checked_evaluation", code=302),
    Page("offer-detail", "returned_offer", {200: NGO | READERS}, 404),
    Page("offer-content", "returned_offer", {200: NGO | READERS}, 404),
    Page("offer-content", "corrected_offer", {200: NGO | READERS}, 404),
    Page("offer-content", "returned_offer", {200: NGO | READERS}, 404, query="?wersja=uzupelniana"),
    of_its_ngo("offer-send", "returned_offer"),
    *(
        of_its_ngo("offer-section", {"pk": "returned_offer", "section": f"={section}"})
        for section in ("III", "V")
    ),
)
