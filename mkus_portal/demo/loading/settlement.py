"""The settlements of the decided call: ledgers, reports, the desk, what comes back."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from contracting.contracts.models import Contract
from contracting.settlement.actions import deciding, desk, items, owing, reporting, returns
from contracting.settlement.actions.desk import Refusal
from contracting.settlement.actions.reporting import Period
from contracting.settlement.costs import costs_of
from contracting.settlement.form import TOGETHER_OF
from contracting.settlement.models import (
    ExpenseDocument,
    GrantReturn,
    ReportedAction,
    ReportedResult,
    TaskReport,
)
from mkus_portal.act import Act
from mkus_portal.demo.loading.calendar import moment
from mkus_portal.demo.loading.content import content
from mkus_portal.demo.loading.contracts import contract_of, entry_of
from mkus_portal.demo.loading.decided import KEY, office_act
from mkus_portal.demo.loading.organisations import signatories
from mkus_portal.demo.loading.plans import call_plans
from mkus_portal.demo.loading.steps import Step, World
from mkus_portal.drafting.actions import save_field

TEXTS = {
    "I.1": (
        "Zadanie wykonano w całości. Liczbę uczestników ustalono na podstawie list obecności,"
        " a trwałym rezultatem jest stała grupa, która spotyka się dalej."
    ),
    "I.2": (
        "Wszystkie działania odbyły się w terminach z umowy. Wkład osobowy wnieśli wolontariusze."
    ),
    "II.3": "Nie uzyskano innych przychodów.",
    "II.4": "Nie pobierano świadczeń pieniężnych od odbiorców.",
}
SENT_STAGES = ("checked", "accepted")
OFFICE_ACCOUNT = "PL68999900000000000000000010"
Make = Callable[..., Any]


def settlement_steps(world: World) -> Iterator[Step]:
    """Yield each settlement's way as far as it has come."""
    ends = call_plans(world.calendar)[KEY].ends
    for place, entry in enumerate(content("settlement")["settlement"]):
        key, stage = entry["contract"], entry["stage"]

        def at(days: int, hour: str, place: int = place) -> datetime:
            return moment(ends + timedelta(days=days), hour) + timedelta(minutes=25 * place)

        yield _step(f"owed:{key}", at(1, "08:00"), _owe, entry)
        yield _step(f"ledger:{key}", at(2, "17:00"), _enter, entry)
        yield _step(f"report:{key}", at(4, "18:00"), _begin, entry)
        if stage not in SENT_STAGES:
            continue
        yield _step(f"report:{key}:sent", at(6, "19:00"), _send, entry)
        yield _step(f"report:{key}:desk", at(11, "10:00"), _check, entry)
        if "question" in entry:
            yield _step(f"report:{key}:explained", at(13, "18:00"), _explain, entry)
        if stage == "accepted":
            yield _step(f"report:{key}:accepted", at(14, "11:00"), _accept, entry)
            yield _step(f"return:{key}:demanded", at(15, "12:00"), _demand, entry)
            yield _step(f"return:{key}:paid", at(19, "13:00"), _pay, entry)


def _step(name: str, at: datetime, make: Make, entry: dict[str, Any]) -> Step:
    return Step(name, at, partial(make, entry=entry, at=at))


def _contractor(world: World, entry: dict[str, Any], at: datetime) -> tuple[Contract, Act]:
    contract = contract_of(world, entry["contract"])
    president = signatories(entry_of(entry["contract"]))[0]
    return contract, world.act(president, "ngo_signatory", contract.organisation.scope, at)


def _owe(world: World, entry: dict[str, Any], at: datetime) -> Contract:
    """Let the portal say that the report is due."""
    contract = contract_of(world, entry["contract"])
    owing.remind_of(Act.system(at), contract)
    return contract


def _enter(world: World, entry: dict[str, Any], at: datetime) -> Contract:
    """Enter every expense and contribution, as the organisation's treasurer does."""
    contract, act = _contractor(world, entry, at)
    if "treasurer" in entry:
        scope = contract.organisation.scope
        act = world.act(entry["treasurer"], "ngo_signatory", scope, at)
    lines = {cost.name: cost.pk for cost in costs_of(contract)}
    for row in entry["expense"]:
        cost, number, issuer, nip, name, gross, grant, own, days = row
        paid = _day(contract, days)
        items.save_expense(
            act,
            contract,
            line=lines[cost],
            kind="bill" if number.startswith("R/") else "invoice",
            document_number=number,
            issuer_name=issuer,
            issuer_nip=nip,
            name=name,
            gross=Decimal(gross),
            from_grant=Decimal(grant),
            own_financial=Decimal(own),
            issued_on=paid - timedelta(days=3),
            paid_on=paid,
            payment="transfer",
        )
    for cost, document, name, hours, rate, days in entry["given"]:
        last = _day(contract, days)
        items.save_contribution(
            act,
            contract,
            line=lines[cost],
            kind="volunteer",
            document=document,
            name=name,
            day_from=last - timedelta(days=20),
            day_to=last,
            hours=Decimal(hours),
            rate=Decimal(rate),
        )
    return contract


def _day(contract: Contract, days: int) -> date:
    """Return a day of the task; early in the year tasks are shorter."""
    return min(contract.starts_on + timedelta(days=days), contract.ends_on)


def _begin(world: World, entry: dict[str, Any], at: datetime) -> TaskReport:
    """Begin the final report; one that stays a draft has only its first text."""
    contract, act = _contractor(world, entry, at)
    period = Period("final", contract.starts_on, contract.ends_on)
    report = reporting.start_report(act, contract, period)
    if entry["stage"] not in SENT_STAGES:
        save_field(act, report.draft, "I.1", "Świetlica działała przez cały czas zadania.", 0)
        return report
    for code, text in TEXTS.items():
        save_field(act, report.draft, code, text, 0)
    results = ReportedResult.objects.filter(draft=report.draft)
    for row, reached in zip(results, entry["reached"], strict=True):
        save_field(act, report.draft, f"results:{row.pk}:reached", reached, 0)
    for action in ReportedAction.objects.filter(draft=report.draft):
        save_field(act, report.draft, f"actions:{action.pk}:degree", "done", 0)
    return report


def _report(world: World, entry: dict[str, Any]) -> TaskReport:
    rows = TaskReport.objects.select_related(*TOGETHER_OF)
    return rows.get(pk=world.made[f"report:{entry['contract']}"])


def _send(world: World, entry: dict[str, Any], at: datetime) -> TaskReport:
    contract, act = _contractor(world, entry, at)
    people = contract.organisation.representatives.order_by("pk")
    names = ", ".join(str(one) for one in people)[:300]
    return reporting.submit_report(act, _report(world, entry), names)


def _check(world: World, entry: dict[str, Any], at: datetime) -> TaskReport:
    """Accept what raises no question; ask about one document, refuse another."""
    report, clerk = _report(world, entry), office_act(world, "clerk", at)
    special = {entry.get("question"), entry.get("refused")} - {None}
    plain = report.expensedocuments.exclude(document_number__in=special)
    keys = {
        "expense": list(plain.values_list("pk", flat=True)),
        "contribution": list(report.contributions.values_list("pk", flat=True)),
    }
    if "question" in entry:
        desk.question_item(clerk, _item(report, entry["question"]), entry["asked"])
        return report
    desk.accept_items(clerk, report, keys)
    item = _item(report, entry["refused"])
    refusal = Refusal(entry["why"], item.from_grant, Decimal(0), "misused")
    desk.refuse_item(clerk, item, refusal)
    return report


def _explain(world: World, entry: dict[str, Any], at: datetime) -> TaskReport:
    """Answer the question about the document."""
    report = _report(world, entry)
    _, president = _contractor(world, entry, at)
    desk.explain_item(president, _item(report, entry["question"]), entry["answer"])
    return report


def _item(report: TaskReport, number: str) -> ExpenseDocument:
    rows = report.expensedocuments.select_related("contract__organisation", "report")
    return rows.get(document_number=number)


def _accept(world: World, entry: dict[str, Any], at: datetime) -> TaskReport:
    answer = deciding.Answer("Przyjęto z wyjątkiem jednej pozycji.")
    return deciding.accept_report(office_act(world, "clerk", at), _report(world, entry), answer)


def _demand(world: World, entry: dict[str, Any], at: datetime) -> Contract:
    """Demand everything that the acceptance has found."""
    contract, clerk = contract_of(world, entry["contract"]), office_act(world, "clerk", at)
    accounts = returns.Accounts(OFFICE_ACCOUNT, OFFICE_ACCOUNT)
    for found in contract.grant_returns.order_by("pk"):
        returns.demand_return(clerk, found, accounts)
    return contract


def _pay(world: World, entry: dict[str, Any], at: datetime) -> GrantReturn:
    """Let the organisation have paid a part of the misused grant."""
    contract, treasurer = contract_of(world, entry["contract"]), office_act(world, "treasurer", at)
    found = contract.grant_returns.get(ground="misused")
    amount = Decimal(entry["paid_back"])
    returns.record_return_payment(treasurer, found, amount, at.date())
    return found
