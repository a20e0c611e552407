"""The office's answer to a report, what it makes come back, and the end of a contract."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from contracting.contracts.actions.ending import End, end_contract
from contracting.contracts.actions.paying import conditions_met
from contracting.contracts.models import Contract, ContractEnding, Tranche
from contracting.settlement.actions.returns import find_return
from contracting.settlement.documents.settled import SETTLED_DOCUMENT
from contracting.settlement.letters import reports as letters
from contracting.settlement.models import GrantReturn, Ground, TaskReport
from contracting.settlement.permissions.closing import may_close
from contracting.settlement.posting import post_settled
from contracting.settlement.settling import Claim, claims_of, settled_by
from contracting.settlement.terms import FINAL
from mkus_portal.act import WARSAW, Act
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.verdict import insist, refused
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import perform

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says of a report; `excessive` is taken in excess beside refused items (PLN).

    It is what the checks of shifts and of the own share show, as the office finds it.
    """

    reason: str = ""
    excessive: Decimal = ZERO


@transaction.atomic
def accept_report(act: Act, report: TaskReport, answer: Answer) -> TaskReport:
    """Accept a report; what it shows to come back is found at once. Raises Refused."""
    return _decide(act, report, "accept", answer)


@transaction.atomic
def question_report(act: Act, report: TaskReport, answer: Answer) -> TaskReport:
    """Do not accept a report: the task is not performed as agreed. Raises Refused."""
    if not answer.reason.strip():
        insist(refused("Napisz, dlaczego urząd kwestionuje sprawozdanie."))
    return _decide(act, report, "question", answer)


def _decide(act: Act, report: TaskReport, move: str, answer: Answer) -> TaskReport:
    hold(report.contract)
    perform(act, report, move, note=answer.reason.strip()[:300])
    report.decided_at, report.decision_reason = act.at, answer.reason.strip()
    report.save(update_fields=["decided_at", "decision_reason"])
    claims = claims_of(report)
    if answer.excessive:
        claims.append(Claim(Ground.EXCESSIVE.value, answer.excessive))
    if sum((one.amount for one in claims), ZERO) > settled_by(report).received + _extra(report):
        insist(refused("Do zwrotu wychodzi więcej, niż przekazano. Popraw kwotę nadmierną."))
    found = [_find(act, report, one) for one in claims]
    if move == "accept":
        conditions_met(act, report.contract, Tranche.Condition.REPORT_ACCEPTED)
    request(act, SETTLED_DOCUMENT.code, report, title=f"Informacja o rozliczeniu: {report}"[:300])
    letters.say_decided(act, report, _said(report, found))
    if report.kind == FINAL:
        post_settled(act, report.contract)
        letters.ask_to_close(act, report.contract)
    return report


def _extra(report: TaskReport) -> Decimal:
    return settled_by(report).unspent_income


def _find(act: Act, report: TaskReport, claim: Claim) -> GrantReturn:
    reason = "\n".join(filter(None, (f"{report}.", report.decision_reason, *claim.why)))
    return find_return(
        act,
        report.contract,
        ground=claim.ground,
        amount=claim.amount,
        found_on=act.day,
        reason=reason,
        transferred_on=claim.transferred_on,
    )


def _said(report: TaskReport, found: list[GrantReturn]) -> str:
    lines = [report.decision_reason] if report.decision_reason else []
    lines += [f"Do zwrotu: {money(one.amount)} ({one.get_ground_display()})." for one in found]
    return "\n\n".join(lines) or "Urząd przyjął rozliczenie bez zastrzeżeń."


@transaction.atomic
def close_contract(act: Act, contract: Contract) -> ContractEnding:
    """Take the contract as performed and settled: nothing is left to report or to give back.

    Raises Refused.
    """
    hold(contract)
    insist(may_close(act, contract))
    report = contract.reports.get(kind=FINAL, state__in=TaskReport.DECIDED)
    post_settled(act, contract)
    figures = settled_by(report)
    sent = report.first_submitted_at
    end = End(ContractEnding.Kind.SETTLED, act.day, f"{report}: {report.get_state_display()}")
    letters.close_closing(act, contract)
    return end_contract(
        act,
        contract,
        end,
        used=figures.accepted,
        reported_on=sent.astimezone(WARSAW).date() if sent else None,
    )
