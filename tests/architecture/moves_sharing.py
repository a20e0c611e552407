"""Moves of a public copy, said by hand."""

from typing import Any

from tests.architecture.access import WRITERS
from tests.architecture.access_sharing import DECIDING

TABLES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "Udostępnienie analizy": (
        {state: f"{state}_copy" for state in ("prepared", "shared", "withdrawn")},
        {
            "share": (("prepared",), DECIDING, {}),
            "withdraw": (("shared",), DECIDING, {}),
            "reopen": (("withdrawn",), WRITERS, {}),
        },
    ),
}
