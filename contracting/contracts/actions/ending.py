"""How a contract in force ends."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracting.contracts import letters
from contracting.contracts.actions.planning import cancel_tranches
from contracting.contracts.documents.ending import ENDING_DOCUMENT
from contracting.contracts.law import FINAL_REPORT
from contracting.contracts.models import Contract, ContractEnding, Tranche
from contracting.contracts.posting import post_history
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

Kind = ContractEnding.Kind
MOVES = {
    Kind.SETTLED: "settle",
    Kind.MUTUAL: "terminate",
    Kind.PRINCIPAL: "terminate",
    Kind.WITHDRAWAL: "withdraw",
}
OF_PRINCIPAL = ("misuse", "improper", "third_party", "no_report", "no_control", "null_offer")
OF_CONTRACTOR = ("impossible", "not_paid")
GROUNDS = {Kind.PRINCIPAL: OF_PRINCIPAL, Kind.WITHDRAWAL: OF_CONTRACTOR}


@dataclass(frozen=True, slots=True)
class End:
    """How a contract ends: `columns` are those of its record."""

    kind: str
    day: date
    reason: str
    ground: str = ""


@transaction.atomic
def end_contract(act: Act, contract: Contract, end: End, **columns: Any) -> ContractEnding:
    """End the contract: what was not paid is not paid any more, and the record says why.

    Raises Refused for a ground that is none of the kind's, and for an amount without its term.
    """
    hold(contract)
    insist(_ground_fits(end), _day_fits(act, contract, end), _return_fits(contract, columns))
    perform(act, contract, MOVES[Kind(end.kind)], note=end.reason.strip()[:300])
    ending = ContractEnding(
        contract=contract,
        kind=end.kind,
        ground=end.ground,
        reason=end.reason.strip(),
        ended_on=end.day,
        recorded_at=act.at,
        recorded_by_id=act.user,
        **columns,
    )
    ending.full_clean()
    ending.save()
    contract.ended_on = end.day
    contract.save(update_fields=["ended_on"])
    cancel_tranches(act, contract)
    _tell(act, contract, ending)
    return ending


def _ground_fits(end: End) -> Verdict:
    if not end.reason.strip():
        return refused("Napisz uzasadnienie.")
    allowed = GROUNDS.get(Kind(end.kind), ())
    if not allowed:
        return ALLOWED
    if end.ground not in allowed:
        return refused("Wybierz przyczynę, którą przewiduje umowa.")
    return ALLOWED


def _day_fits(act: Act, contract: Contract, end: End) -> Verdict:
    if end.day > act.day:
        return refused("Data nie może być w przyszłości.")
    if contract.concluded_on is not None and end.day < contract.concluded_on:
        return refused("Umowa nie może się skończyć przed zawarciem.")
    return ALLOWED


def _return_fits(contract: Contract, columns: dict[str, Any]) -> Verdict:
    amount: Decimal | None = columns.get("to_return")
    if contract.tranches.filter(state=Tranche.State.ORDERED).exists():
        return refused("Transza jest zlecona do wypłaty: najpierw odnotuj wypłatę albo ją wycofaj.")
    if amount and not columns.get("return_by"):
        return refused("Podaj termin zwrotu.")
    return ALLOWED


def _tell(act: Act, contract: Contract, ending: ContractEnding) -> None:
    """Post the history, ask for the file of whatever is not a settlement, write to both sides."""
    post_history(
        act,
        contract,
        ended=ending.kind,
        returned=ending.to_return,
        reported_in_time=_in_time(contract, ending),
    )
    if ending.kind != Kind.SETTLED:
        request(act, ENDING_DOCUMENT.code, ending, title=f"{ending}: {contract}"[:300])
    people = letters.both_sides(act, contract)
    letters.say(act, contract, f"Umowa zakończona: {ending}", ending.reason, people)


def _in_time(contract: Contract, ending: ContractEnding) -> bool | None:
    """Whether the final report came within 30 days of the task's end; None where none came."""
    if ending.reported_on is None:
        return None
    return ending.reported_on <= FINAL_REPORT.last_day(contract.ends_on)
