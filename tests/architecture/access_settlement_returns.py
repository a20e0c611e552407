"""Who gets which page of returns of grants."""

from typing import Any

from tests.architecture.access import FOREIGN_WRITERS, WRITERS, Page
from tests.architecture.access_contract_money import FOREIGN_TREASURER, TREASURER
from tests.architecture.access_contracts import SIDES, STRANGERS


def read(name: str, example: Any, query: str = "") -> Page:
    """Both sides of the contract."""
    return Page(name, example, {200: SIDES, 404: STRANGERS}, query=query)


def written(name: str, example: Any, code: int = 200) -> Page:
    """Clerks and coordinators."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS})


def paid(name: str, example: Any, code: int = 200) -> Page:
    """The treasurer."""
    return Page(name, example, {code: TREASURER, 404: FOREIGN_TREASURER})


PAGES: tuple[Page, ...] = (
    Page("return-list", answers={200: SIDES | STRANGERS}),
    *(
        read("return-detail", f"{state}_return")
        for state in ("found", "demanded", "decision", "paid", "cancelled")
    ),
    read("return-detail", "found_return", "?na=2027-01-31"),
    read("return-word", "demanded_return"),
    written("return-find", "in_force_contract"),
    written("return-find", "draft_contract", 403),
    written("return-file", "demanded_return", 302),
    written("return-file", "found_return", 403),
    written("return-demand", "found_return"),
    written("return-demand", "demanded_return", 403),
    written("return-decide", "demanded_return"),
    written("return-decide", "found_return", 403),
    written("return-cancel", "found_return"),
    written("return-cancel", "paid_return", 403),
    paid("return-pay", "found_return"),
    paid("return-pay", "paid_return", 403),
    paid("return-undo", "paid_return"),
    paid("return-undo", "found_return", 403),
)
