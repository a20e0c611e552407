"""A return of the grant: found, demanded, decided, paid with interest, given up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.calls.actions import post_pool_entry
from contracting.calls.models import PoolEntry
from contracting.contracts.actions.planning import has_reason
from contracting.contracts.models import Contract, Tranche
from contracting.contracts.posting import post_history
from contracting.settlement.documents.demand import DEMAND_DOCUMENT
from contracting.settlement.letters import returns as letters
from contracting.settlement.models import GrantReturn, Ground, ReturnPayment
from contracting.settlement.permissions.returns import (
    may_ask_again,
    may_find,
    may_record,
    may_take_back,
)
from contracting.settlement.posting import post_correction
from contracting.settlement.procedure.returns import REOPENING, is_open, may_begin
from contracting.settlement.returning import debt_on, left_of, returned_of, standing
from contracting.settlement.rules.interest import Debt, split
from contracting.settlement.rules.terms_of_return import return_term, term_of_use
from mkus_portal.act import Act
from mkus_portal.documents.actions import request
from mkus_portal.documents.models import Document
from mkus_portal.locking import hold
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from mkus_portal.web.wording import day as day_in_words
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import perform

State = GrantReturn.State


@transaction.atomic
def find_return(
    act: Act,
    contract: Contract,
    *,
    ground: str,
    amount: Decimal,
    found_on: date,
    reason: str,
    transferred_on: date | None = None,
) -> GrantReturn:
    """Find that a part of the grant comes back; its term and first day of interest follow.

    `transferred_on` is the day of the transfer: interest on a misused grant runs from it, and it
    says of which budget year an unused grant is, in a contract of more years. Raises Refused;
    ValidationError for a day of transfer that is missing or cannot be.
    """
    hold(contract)
    insist(may_find(act, contract), has_reason(reason), _found_fits(act, contract, found_on))
    _check_transfer(contract, ground, found_on, transferred_on)
    used_until = term_of_use(
        contract.grant_costs_from or contract.starts_on,
        contract.grant_costs_to or contract.ends_on,
        transferred_on,
    )
    term = return_term(ground, used_until, found_on, transferred_on)
    found = GrantReturn(
        contract=contract,
        ground=ground,
        found_on=found_on,
        transferred_on=transferred_on,
        due_on=term.due_on,
        accepted_on=term.accepted_on,
        interest_from=term.interest_from,
        reason=reason.strip(),
        found_at=act.at,
        found_by_id=act.user,
    )
    found.amount = amount
    found.full_clean(exclude=["found_by"])
    found.save()
    post_correction(act, contract)
    letters.ask_to_demand(act, found)
    return found


def _found_fits(act: Act, contract: Contract, day: date) -> Verdict:
    if contract.concluded_on is not None and day < contract.concluded_on:
        return refused("Zwrotu nie można stwierdzić przed zawarciem umowy.")
    return _not_later(act, day)


def _check_transfer(
    contract: Contract, ground: str, found_on: date, transferred_on: date | None
) -> None:
    """Ask for the day of the transfer of a misused grant; a day that is given is a possible one."""
    message = ""
    if transferred_on is None:
        if ground == Ground.MISUSED:
            message = "Podaj dzień przekazania dotacji: od niego biegną odsetki."
    elif transferred_on > found_on:
        message = "Dotacji nie można zwracać, zanim ją przekazano."
    elif contract.concluded_on is not None and transferred_on < contract.concluded_on:
        message = "Dotacji nie przekazano przed zawarciem umowy."
    if message:
        raise ValidationError({"transferred_on": message})


def _not_later(act: Act, day: date) -> Verdict:
    return refused("Data nie może być w przyszłości.") if day > act.day else ALLOWED


@dataclass(frozen=True, slots=True)
class Accounts:
    """Where the money is to be paid: the grant, and the interest."""

    grant: str
    interest: str


def last_accounts(contract: Contract) -> Accounts:
    """Return the accounts that the office named last."""
    rows = GrantReturn.objects.filter(contract__office=contract.office_id).exclude(account="")
    last = rows.order_by("demanded_on", "pk").last()
    return Accounts(last.account, last.interest_account) if last else Accounts("", "")


@transaction.atomic
def demand_return(act: Act, grant_return: GrantReturn, accounts: Accounts) -> GrantReturn:
    """Demand the money; the letter is made as PDF. Raises Refused."""
    hold(grant_return)
    GrantReturn.objects.filter(pk=grant_return.pk).update(
        account=accounts.grant, interest_account=accounts.interest, demanded_on=act.day
    )
    perform(act, grant_return, "demand")
    letters.say_demanded(act, grant_return)
    _ask_for_letter(act, grant_return)
    return grant_return


@transaction.atomic
def ask_for_letter_again(act: Act, grant_return: GrantReturn) -> Document:
    """Make the letter anew, with the payments and the interest as on the day. Raises Refused."""
    hold(grant_return)
    insist(may_ask_again(act, grant_return))
    return _ask_for_letter(act, grant_return)


def _ask_for_letter(act: Act, grant_return: GrantReturn) -> Document:
    return request(act, DEMAND_DOCUMENT.code, grant_return, title=f"Wezwanie: {grant_return}"[:300])


@transaction.atomic
def decide_return(act: Act, grant_return: GrantReturn, number: str, day: date) -> GrantReturn:
    """Record the executive's decision on the return (art. 60 and 61 UFP). Raises Refused."""
    hold(grant_return)
    insist(
        may_begin(act, grant_return, "decide"),
        _not_later(act, day),
        _decision_fits(grant_return, day),
    )
    GrantReturn.objects.filter(pk=grant_return.pk).update(
        decision_number=number.strip(), decision_on=day
    )
    perform(act, grant_return, "decide", note=f"{number.strip()} z {day_in_words(day)}")
    text = f"Organ wydał decyzję nr {number.strip()} o zwrocie {money(grant_return.amount)}."
    letters.say(act, grant_return, "Decyzja o zwrocie dotacji", text)
    return grant_return


def _decision_fits(grant_return: GrantReturn, day: date) -> Verdict:
    if day > grant_return.accepted_on:
        return ALLOWED
    return refused(
        f"Termin zwrotu minął {day_in_words(grant_return.accepted_on)} Decyzja jest późniejsza."
    )


@transaction.atomic
def record_return_payment(
    act: Act,
    grant_return: GrantReturn,
    amount: Decimal,
    day: date,
    note: str = "",
    based_on: int | None = None,
) -> ReturnPayment:
    """Record what was paid on a day: split between principal and interest of that day.

    The payment that brings the last of the principal settles the return. Raises Refused for a day
    that does not fit and for more than is owed, with the exact amount; Overtaken when a payment was
    recorded or taken back since the form was opened (`based_on`).
    """
    hold(grant_return)
    insist(may_record(act, grant_return), is_open(grant_return))
    grant_return.step(based_on)
    insist(_day_fits(act, grant_return, day))
    debt = debt_on(grant_return, day)
    insist(_amount_fits(amount, debt, day))
    principal, interest = split(amount, debt)
    payment = ReturnPayment(grant_return=grant_return, paid_on=day, note=note.strip())
    payment.principal, payment.interest = principal, interest
    payment.recorded_at, payment.recorded_by_id = act.at, act.user
    payment.full_clean(exclude=["recorded_by"])
    payment.save()
    grant_return.save(update_fields=["edit_version"])
    _post(act, grant_return, principal, f"zwrot: {grant_return.get_ground_display()}")
    text = f"Wpłacono {money(amount)} {day_in_words(day)}: {money(principal)} należności"
    text = f"{text}, {money(interest)} odsetek."
    if left_of(grant_return) <= 0:
        perform(act, grant_return, "settle", note=f"wpłata {day_in_words(day)}")
        letters.close(act, grant_return)
        text = f"{text} Zwrócono całą kwotę."
    else:
        letters.ask_to_give_back(act, grant_return)
    letters.say_paid(act, grant_return, "Wpłata zwrotu dotacji", text)
    return payment


def _amount_fits(amount: Decimal, debt: Debt, day: date) -> Verdict:
    if amount <= 0:
        return refused("Kwota wpłaty musi być większa od zera.")
    if amount > debt.total:
        return refused(
            f"Na {day_in_words(day)} do zapłaty jest {money(debt.total)}: {money(debt.principal)}"
            f" należności i {money(debt.interest)} odsetek. Nadpłatę urząd zwraca osobno."
        )
    return ALLOWED


def _day_fits(act: Act, grant_return: GrantReturn, day: date) -> Verdict:
    if day > act.day:
        return refused("Dzień wpłaty nie może być w przyszłości.")
    last = max((one.paid_on for one in standing(grant_return)), default=day)
    if day < last:
        return refused(
            f"Ostatnią wpłatę odnotowano z {day_in_words(last)} Wcześniejszą odnotuj przed nią:"
            " najpierw cofnij tamtą."
        )
    first = _first_transfer(grant_return)
    if first is not None and day < first:
        return refused(f"Zwrot nie mógł wpłynąć, zanim przekazano dotację ({day_in_words(first)}).")
    return ALLOWED


def _first_transfer(grant_return: GrantReturn) -> date | None:
    """Return since when money could come back: the transfer, else the contract's conclusion."""
    if grant_return.transferred_on is not None:
        return grant_return.transferred_on
    contract = grant_return.contract
    paid = contract.tranches.filter(state=Tranche.State.PAID).order_by("paid_on").first()
    return paid.paid_on if paid is not None else contract.concluded_on


def _post(act: Act, grant_return: GrantReturn, principal: Decimal, label: str) -> None:
    """Keep the money with the task's pool and in the organisation's history."""
    contract = grant_return.contract
    post_pool_entry(
        act,
        contract.assessment.offer.task,
        PoolEntry.Kind.RETURN,
        principal,
        who=contract.organisation.name,
        label=f"umowa nr {contract.number}, {label}",
    )
    post_history(act, contract, returned=returned_of(contract))


@transaction.atomic
def take_back_payment(act: Act, grant_return: GrantReturn, reason: str) -> GrantReturn:
    """Take back the last payment that was recorded by mistake; it stays with the reason.

    A return that it had settled is owed again. Raises Refused.
    """
    hold(grant_return)
    insist(may_take_back(act, grant_return), has_reason(reason))
    last = standing(grant_return)[-1]
    last.taken_back_at, last.taken_back_by_id = act.at, act.user
    last.taken_back_reason = reason.strip()[:300]
    last.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
    grant_return.step(None)
    grant_return.save(update_fields=["edit_version"])
    if grant_return.state == State.PAID:
        perform(act, grant_return, _reopening(grant_return), note=reason.strip()[:300])
    _post(act, grant_return, -last.principal, f"cofnięta wpłata: {reason.strip()}"[:200])
    letters.ask_again(act, grant_return)
    text = f"Wpłatę {money(last.amount)} z {day_in_words(last.paid_on)} cofnięto: {reason.strip()}"
    letters.say_paid(act, grant_return, "Wpłata zwrotu dotacji cofnięta", text)
    return grant_return


def _reopening(grant_return: GrantReturn) -> str:
    if grant_return.decision_on is not None:
        return REOPENING[State.DECISION]
    return REOPENING[State.DEMANDED if grant_return.demanded_on else State.FOUND]


@transaction.atomic
def cancel_return(act: Act, grant_return: GrantReturn, reason: str) -> GrantReturn:
    """Give the demand up, with the reason. Raises Refused."""
    insist(has_reason(reason))
    perform(act, grant_return, "cancel", note=reason.strip()[:300])
    post_correction(act, grant_return.contract)
    letters.close(act, grant_return)
    text = f"{grant_return}: urząd odstąpił od żądania. {reason.strip()}"
    letters.say(act, grant_return, "Urząd odstąpił od żądania zwrotu", text)
    return grant_return
