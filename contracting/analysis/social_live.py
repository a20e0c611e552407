"""What a save renews on a card: whether it can be sent, and what on it has no mark yet."""

from typing import Any

from django.template.loader import render_to_string

from contracting.analysis.models import SocialAssessment
from contracting.analysis.rules.coverage import blanks
from contracting.analysis.scoring import SIDES
from contracting.analysis.social_form import social_of_method
from contracting.analysis.social_procedure import CARD
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Offered, verdict_on


def send_context(act: Act, card: SocialAssessment) -> dict[str, Any]:
    """Return the button that sends a card, on or off, and the criteria without a mark."""
    social, move = social_of_method(card.analysis), CARD.move("send")
    left = blanks(social.codes, SIDES[card.phase], card.draft.texts())
    return {
        "move": Offered(move, verdict_on(act, card, move)),
        "blank": [social.criterion(code) for code in left],
    }


def card_live(act: Act, card: SocialAssessment) -> dict[str, str]:
    """Return the fragment of the card's page by the id of its element."""
    context = send_context(act, card)
    return {"card-send": render_to_string("contracting/analysis/_card_send.html", context)}
