"""What a bidder's answer to its award does to the contract."""

from contracting.contracts import letters
from contracting.contracts.actions.planning import cancel_tranches
from contracting.contracts.models import BEFORE_SIGNING, Contract
from contracting.evaluation.models import Assessment
from mkus_portal.act import Act
from mkus_portal.workflow.engine import perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused


def standing_of(assessment: Assessment) -> Contract | None:
    """Return the offer's contract; None while there is none."""
    return Contract.objects.filter(assessment=assessment).first()


def follow_acceptance(act: Act, assessment: Assessment) -> None:
    """Ask the clerks to prepare the contract."""
    letters.ask_to_open(act, assessment)


def follow_resignation(act: Act, assessment: Assessment, reason: str) -> None:
    """End the clerks' duty, and the contract that was not concluded."""
    letters.close_opening(act, assessment)
    contract = standing_of(assessment)
    if contract is not None and contract.state in BEFORE_SIGNING:
        perform(act, contract, "resign", note=reason)
        contract.ended_on = act.day
        contract.save(update_fields=["ended_on"])
        cancel_tranches(act, contract)
        letters.ask_for_step(act, contract)


def may_still_resign(act: Act, assessment: Assessment) -> Verdict:
    """Refuse to resign from a grant whose contract is concluded."""
    contract = standing_of(assessment)
    if contract is None or contract.state in BEFORE_SIGNING:
        return ALLOWED
    return refused("Umowa jest już zawarta. Można od niej odstąpić na stronie umowy (§ 12).")
