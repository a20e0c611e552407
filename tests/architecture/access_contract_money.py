"""Who gets which page of tranches and payment orders."""

from typing import Any

from tests.architecture.access import (
    CONTRACT_READERS,
    FOREIGN_CONTRACT_READERS,
    FOREIGN_WRITERS,
    WRITERS,
    Page,
    prefixed,
)

TREASURER = frozenset({"treasurer"})
FOREIGN_TREASURER = prefixed("neighbour_", TREASURER)


def written(name: str, example: Any, code: int = 200) -> Page:
    """Clerks and coordinators."""
    return Page(name, example, {code: WRITERS, 404: FOREIGN_WRITERS})


def paid(name: str, example: Any, code: int = 200) -> Page:
    """The treasurer."""
    return Page(name, example, {code: TREASURER, 404: FOREIGN_TREASURER})


PAGES: tuple[Page, ...] = (
    written("tranche-add", "draft_contract"),
    written("tranche-add", "in_force_contract", 403),
    written("tranche-edit", "draft_tranche"),
    written("tranche-edit", "planned_tranche", 403),
    written("tranche-remove", "draft_tranche"),
    written("tranche-condition", "conditional_tranche"),
    written("tranche-condition", "planned_tranche", 403),
    Page("tranche-list", answers={200: CONTRACT_READERS | FOREIGN_CONTRACT_READERS}),
    Page("payment-order-list", answers={200: CONTRACT_READERS | FOREIGN_CONTRACT_READERS}),
    Page(
        "payment-order-detail",
        "payment_order",
        {200: CONTRACT_READERS, 404: FOREIGN_CONTRACT_READERS},
    ),
    Page("payment-order-create", answers={200: TREASURER | FOREIGN_TREASURER}),
    paid("payment-order-pay", "payment_order"),
    paid("tranche-take-out", "ordered_tranche"),
)
