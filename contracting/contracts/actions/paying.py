"""Payment orders: drawing up, recording what was paid, taking a tranche out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum

from contracting.calls.actions import post_pool_entry
from contracting.calls.models import PoolEntry
from contracting.contracts import letters
from contracting.contracts.actions.planning import has_reason
from contracting.contracts.models import Contract, PaymentOrder, Tranche
from contracting.contracts.permissions import may_meet_condition
from contracting.contracts.posting import post_history
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

AROUND = ("contract__office", "contract__organisation", "contract__assessment__offer__task")


@transaction.atomic
def draw_up_order(act: Act, office: LocalGovernment, tranches: Sequence[Tranche]) -> PaymentOrder:
    """Put planned tranches into an order with the next number of the year; its rows are frozen.

    Raises Refused for a tranche that cannot be paid yet, with the reason.
    """
    hold(office)
    if not tranches:
        insist(refused("Wybierz co najmniej jedną transzę."))
    keys = [one.pk for one in tranches]
    rows = Tranche.objects.select_related(*AROUND).filter(pk__in=keys, contract__office=office)
    chosen = list(rows.order_by("contract__number", "ordinal"))
    year = act.day.year
    count = PaymentOrder.objects.filter(office=office, ordered_on__year=year).count()
    order = PaymentOrder.objects.create(
        office=office,
        number=f"{count + 1}/{year}",
        ordered_on=act.day,
        rows=[row_of(one) for one in chosen],
        made_at=act.at,
        made_by_id=act.user,
    )
    for one in chosen:
        perform(act, one, "order")
        one.order = order
        one.save(update_fields=["order"])
    return order


def row_of(tranche: Tranche) -> dict[str, Any]:
    """Return what the accounting needs of a tranche; the amount as decimal text."""
    contract = tranche.contract
    return {
        "tranche": tranche.pk,
        "contract": contract.number,
        "payee": contract.organisation.name,
        "nip": contract.organisation.nip,
        "address": contract.organisation.address,
        "account": contract.bank_account,
        "amount": f"{tranche.amount:f}",
        "title": f"Dotacja, umowa nr {contract.number}, transza {tranche.ordinal}",
        "division": contract.budget_division,
        "chapter": contract.budget_chapter,
        "paragraph": contract.budget_paragraph,
        "task": contract.budget_task,
    }


@transaction.atomic
def record_payment(act: Act, order: PaymentOrder, day: date) -> list[Tranche]:
    """Record that the account was debited: every tranche of the order that waits is paid.

    Raises Refused for a day in the future or before the order, and where nothing waits.
    """
    insist(_day_fits(act, order, day))
    waiting = order.tranches.filter(state=Tranche.State.ORDERED).select_related(*AROUND)
    paid = list(waiting.order_by("pk"))
    if not paid:
        insist(refused("Wszystkie przelewy tego zlecenia są już odnotowane."))
    for tranche in paid:
        # the day stands before the state that needs it
        Tranche.objects.filter(pk=tranche.pk).update(paid_on=day)
        perform(act, tranche, "pay")
        _post(act, tranche)
    return paid


def _day_fits(act: Act, order: PaymentOrder, day: date) -> Verdict:
    if day > act.day:
        return refused("Dzień wypłaty nie może być w przyszłości.")
    if day < order.ordered_on:
        return refused("Dzień wypłaty nie może być przed dniem zlecenia.")
    return ALLOWED


def _post(act: Act, tranche: Tranche) -> None:
    contract = tranche.contract
    post_pool_entry(
        act,
        contract.assessment.offer.task,
        PoolEntry.Kind.PAYMENT,
        tranche.amount,
        who=contract.organisation.name,
        label=f"umowa nr {contract.number}, transza {tranche.ordinal}",
    )
    post_history(act, contract, paid=paid_of(contract))
    letters.close_payment(act, tranche)
    text = f"Przekazano {money(tranche.amount)} dnia {tranche.paid_on:%d.%m.%Y} r."
    people = letters.contractors_people(act, contract)
    letters.say(act, contract, "Dotacja wypłacona", text, people)


def paid_of(contract: Contract) -> Decimal:
    """Return what has been transferred so far."""
    paid = contract.tranches.filter(state=Tranche.State.PAID)
    return paid.aggregate(whole=Sum("amount"))["whole"] or Decimal("0.00")


@transaction.atomic
def take_out(act: Act, tranche: Tranche, reason: str) -> Tranche:
    """Take a tranche out of its order before it is paid. Raises Refused."""
    insist(has_reason(reason))
    perform(act, tranche, "take_back", note=reason.strip())
    tranche.order = None
    tranche.save(update_fields=["order"])
    return tranche


@transaction.atomic
def meet_condition(act: Act, tranche: Tranche, day: date) -> Tranche:
    """Record when the contractor has done what the tranche waits for. Raises Refused."""
    hold(tranche)
    insist(may_meet_condition(act, tranche), _not_later(act, day))
    tranche.condition_met_on = day
    tranche.save(update_fields=["condition_met_on"])
    return tranche


def _not_later(act: Act, day: date) -> Verdict:
    return refused("Data nie może być w przyszłości.") if day > act.day else ALLOWED


def conditions_met(act: Act, contract: Contract, condition: str) -> Tranche | None:
    """Meet the condition of the first planned tranche that waits for it, in the transaction of it.

    For the room that knows of it: a report was filed, or accepted. Return the tranche, if any.
    """
    waiting = contract.tranches.filter(
        state=Tranche.State.PLANNED, condition=condition, condition_met_on=None
    )
    tranche = waiting.order_by("ordinal").first()
    if tranche is not None:
        hold(tranche)
        tranche.condition_met_on = act.day
        tranche.save(update_fields=["condition_met_on"])
    return tranche
