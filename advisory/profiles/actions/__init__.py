"""The verbs of this room."""

from advisory.profiles.actions.news import (
    change_news,
    move_news,
    post_batch,
    refuse_news,
    send_news,
    write_news,
)
from advisory.profiles.actions.offers import (
    change_download,
    move_press_kit,
    offer_download,
    write_press_kit,
)
from advisory.profiles.actions.units import (
    choose_milestones,
    give_documents,
    move_profile,
    write_card,
    write_profile,
)

__all__ = [
    "change_download",
    "change_news",
    "choose_milestones",
    "give_documents",
    "move_news",
    "move_press_kit",
    "move_profile",
    "offer_download",
    "post_batch",
    "refuse_news",
    "send_news",
    "write_card",
    "write_news",
    "write_press_kit",
    "write_profile",
]
