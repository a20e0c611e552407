"""Cards of the social efficiency in every state, a team that has met, a measurement."""

from typing import Any

from contracting.analysis import social_actions as actions
from contracting.analysis.models import SocialRound
from tests.contracting.analysis import factories as analyses


def add_social(things: dict[str, Any], clerk: Any) -> None:
    """Add them to the analyses that are there."""
    gappy, whole, closed = (things[f"{one}_analysis"] for one in ("gappy", "whole", "closed"))
    cards = {
        state: analyses.score_card(
            clerk, actions.add_paper_card(clerk, gappy, f"Karta {state}", "council", "forecast")
        )
        for state in ("draft", "sent", "withdrawn")
    }
    actions.send_card(clerk, cards["sent"])
    actions.withdraw_card(clerk, cards["withdrawn"])
    met = SocialRound.objects.get(analysis=whole)
    actions.open_measurement(clerk, closed, "Radni proszą o wynik wcześniej.")
    things |= {f"{state}_card": card for state, card in cards.items()}
    things |= {
        "collecting_round": SocialRound.objects.get(analysis=gappy),
        "met_round": met,
        "foreseen_card": closed.social_assessments.first(),
    }
