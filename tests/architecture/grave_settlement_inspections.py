"""The grave buttons of inspections: who presses, about what, and the action behind it."""

from typing import Any

from contracting.settlement.actions import inspection_protocols as protocols
from contracting.settlement.actions import inspections as actions
from contracting.settlement.actions import recommendations
from tests.clock import NOW

DAY = NOW.date()


def sign(act: Any, inspection: Any) -> Any:
    """Sign the protocol."""
    return protocols.sign(act, inspection, "Anna Prezes, prezes", DAY)


def refuse(act: Any, inspection: Any) -> Any:
    """Record that the contractor does not sign."""
    return protocols.refuse_signature(act, inspection, "Nie zgadza się.", DAY)


def recommend(act: Any, inspection: Any) -> Any:
    """Deliver the recommendations."""
    return recommendations.recommend(act, inspection, DAY)


def cancel(act: Any, inspection: Any) -> Any:
    """Call it off."""
    return actions.cancel(act, inspection, "Zmiana planu.")


SIGNATORY = "ngo_signatory"
BUTTONS: dict[tuple[str, str], tuple[str, str, Any]] = {
    ("Kontrola", "authorise"): ("executive", "planned_inspection", actions.authorise),
    ("Kontrola", "send_protocol"): (
        "clerk",
        "carried_out_inspection",
        protocols.send_protocol,
    ),
    ("Kontrola", "sign"): (SIGNATORY, "protocol_inspection", sign),
    ("Kontrola", "refuse"): ("clerk", "unsigned_inspection", refuse),
    ("Kontrola", "recommend"): ("clerk", "settled_inspection", recommend),
    ("Kontrola", "answer"): (SIGNATORY, "recommended_inspection", recommendations.send_answers),
    ("Kontrola", "close"): ("clerk", "clean_inspection", recommendations.close_inspection),
    ("Kontrola", "cancel"): ("clerk", "unwanted_inspection", cancel),
}
