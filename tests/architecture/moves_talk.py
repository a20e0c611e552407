"""Moves of comments on a form and of guests of an analysis, said by hand."""

from typing import Any

from contracting.offers.permissions import WRITERS as OFFER_WRITERS
from tests.architecture.access import OFFICE, WRITERS

GIVERS = frozenset(OFFER_WRITERS)
READER = frozenset({"resident"})  # to whose address the example's letter went
TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Uwaga do formularza": (
        {state: f"{state}_thread" for state in ("open", "resolved", "accepted", "rejected")},
        {
            "resolve": (("open",), OFFICE, {}),
            "reopen": (("resolved", "rejected"), OFFICE, {}),
            "accept": (("open",), WRITERS, {"open": "proposed_thread"}),
            "reject": (("open",), WRITERS, {"open": "proposed_thread"}),
        },
    ),
    "Zaproszenie do analizy": (
        {state: f"{state}_guest" for state in ("invited", "accepted", "withdrawn")},
        {
            "accept": (("invited",), READER, {}),
            "withdraw": (("invited", "accepted"), WRITERS, {}),
        },
    ),
    "Dostęp doradcy do szkicu konkursu": (
        {state: f"{state}_call_advice" for state in ("invited", "accepted", "withdrawn")},
        {
            "accept": (("invited",), READER, {}),
            "withdraw": (("invited", "accepted"), WRITERS, {}),
        },
    ),
    "Dostęp doradcy do oferty": (
        {state: f"{state}_advice" for state in ("invited", "accepted", "withdrawn")},
        {
            "accept": (("invited",), READER, {}),
            "withdraw": (("invited", "accepted"), GIVERS, {}),
        },
    ),
}
