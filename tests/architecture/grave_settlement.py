"""The grave buttons of settlements: who presses, about what, and the action behind it."""

from typing import Any

from contracting.settlement.actions import deciding, reporting, returns

ANSWER = deciding.Answer("Zadania nie wykonano.")


def submit(act: Any, report: Any) -> Any:
    """Send a report."""
    return reporting.submit_report(act, report, "Anna Prezes")


BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Sprawozdanie", "submit"): ("ngo_signatory", "whole_report", submit),
    ("Sprawozdanie", "accept"): (
        "clerk",
        "answered_report",
        lambda act, report: deciding.accept_report(act, report, ANSWER),
    ),
    ("Sprawozdanie", "question"): (
        "clerk",
        "disputed_report",
        lambda act, report: deciding.question_report(act, report, ANSWER),
    ),
    ("Zwrot dotacji", "cancel"): (
        "clerk",
        "abandoned_return",
        lambda act, found: returns.cancel_return(act, found, "Omyłka."),
    ),
}
