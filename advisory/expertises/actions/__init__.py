"""The verbs of an expertise: order it, answer it, hand it over; and those of its experts."""

from advisory.expertises.actions.experts import add_expert, attach_account, invite_expert
from advisory.expertises.actions.ordering import (
    cancel_expertise,
    change_order,
    import_expertise,
    order_expertise,
)
from advisory.expertises.actions.working import (
    accept_expertise,
    ask_for_document,
    assign_expert,
    begin_work,
    deliver_expertise,
    follow_save,
    return_expertise,
)

__all__ = [
    "accept_expertise",
    "add_expert",
    "ask_for_document",
    "assign_expert",
    "attach_account",
    "begin_work",
    "cancel_expertise",
    "change_order",
    "deliver_expertise",
    "follow_save",
    "import_expertise",
    "invite_expert",
    "order_expertise",
    "return_expertise",
]
