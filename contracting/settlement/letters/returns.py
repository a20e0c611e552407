"""Returns: who is told of what, what waits for whom."""

from contracting.contracts.letters import both_sides, contractors_people, office_scope
from contracting.contracts.permissions import PLANNERS, WRITERS
from contracting.settlement.letters.reports import write
from contracting.settlement.models import GrantReturn
from contracting.settlement.returning import left_of
from mkus_portal.act import Act
from mkus_portal.notifications.actions import Until, Whose, close_duty, open_duty, people_with
from mkus_portal.web.wording import day, money

DEMAND = "return_demand"
GIVE_BACK = "return_give_back"
WATCH = "return_watch"
WATCHERS = ("treasurer", *WRITERS)


def ask_to_demand(act: Act, grant_return: GrantReturn) -> None:
    """Let the found return wait for the clerks' demand and for the money; tell both sides."""
    _open_demand(act, grant_return)
    ask_to_give_back(act, grant_return)
    ground = grant_return.get_ground_display()
    text = f"Do zwrotu jest {money(grant_return.amount)} – dotacja {ground}. {_until(grant_return)}"
    say(act, grant_return, "Dotacja do zwrotu", text)


def _open_demand(act: Act, grant_return: GrantReturn) -> None:
    contract = grant_return.contract
    whose = Whose(scope=office_scope(contract), roles=WRITERS)
    sentence = f"Wezwij do zwrotu {money(grant_return.amount)}: umowa nr {contract.number}"[:300]
    url = grant_return.get_absolute_url()
    open_duty(act, DEMAND, grant_return, whose, url=url, sentence=sentence)


def _until(grant_return: GrantReturn) -> str:
    """Return the term in words; the last accepted day where it is another."""
    term = f"Termin: {day(grant_return.due_on)}"
    if grant_return.accepted_on == grant_return.due_on:
        return term
    return f"{term} To dzień wolny: wpłata do {day(grant_return.accepted_on)} jest w terminie."


def ask_to_give_back(act: Act, grant_return: GrantReturn) -> None:
    """Let what is left wait for the contractor, until the accepted day."""
    contract = grant_return.contract
    whose = Whose(scope=contract.organisation.scope, roles=PLANNERS)
    due = Until.end_of(grant_return.accepted_on)
    url = grant_return.get_absolute_url()
    left, last = money(left_of(grant_return)), day(grant_return.accepted_on)
    sentence = f"Zwróć {left} do {last}: umowa nr {contract.number}"[:300]
    open_duty(act, GIVE_BACK, grant_return, whose, url=url, sentence=sentence, due=due)


def _watch(act: Act, grant_return: GrantReturn) -> None:
    """Let the payment wait for the office's look, at the term."""
    contract = grant_return.contract
    whose = Whose(scope=office_scope(contract), roles=WATCHERS)
    sentence = f"Sprawdź wpłatę zwrotu: umowa nr {contract.number}"[:300]
    url, due = grant_return.get_absolute_url(), Until.end_of(grant_return.accepted_on)
    open_duty(act, WATCH, grant_return, whose, url=url, sentence=sentence, due=due)


def ask_again(act: Act, grant_return: GrantReturn) -> None:
    """Let wait anew what waited before a payment that was taken back."""
    ask_to_give_back(act, grant_return)
    if grant_return.state == GrantReturn.State.FOUND:
        _open_demand(act, grant_return)
    else:
        _watch(act, grant_return)


def say_demanded(act: Act, grant_return: GrantReturn) -> None:
    """Tell both sides of the demand; let the payment wait for the office's look."""
    close_duty(act, DEMAND, grant_return)
    _watch(act, grant_return)
    amount = money(left_of(grant_return))
    text = f"Urząd wzywa do zwrotu {amount}. {_until(grant_return)}"
    say(act, grant_return, "Wezwanie do zwrotu dotacji", text)


def say(act: Act, grant_return: GrantReturn, what: str, text: str) -> None:
    """Write to both sides."""
    contract = grant_return.contract
    people = both_sides(act, contract)
    write(act, contract, what, text, people, grant_return.get_absolute_url())


def say_paid(act: Act, grant_return: GrantReturn, what: str, text: str) -> None:
    """Tell the clerks and the contractor of a payment."""
    contract = grant_return.contract
    office = people_with(office_scope(contract), act.day, *WRITERS)
    people = [*office, *contractors_people(act, contract)]
    write(act, contract, what, text, people, grant_return.get_absolute_url())


def close(act: Act, grant_return: GrantReturn) -> None:
    """End all that waits: it is paid, or not demanded any more."""
    for kind in (DEMAND, GIVE_BACK, WATCH):
        close_duty(act, kind, grant_return)
