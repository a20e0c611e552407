"""The desk: each item of a report is accepted, questioned, explained or not accepted."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracting.settlement.letters import reports as letters
from contracting.settlement.models import Contribution, ExpenseDocument, Item, TaskReport
from contracting.settlement.permissions import may_check
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.verdict import insist, refused
from mkus_portal.workflow.engine import perform

AnyItem = ExpenseDocument | Contribution
ZERO = Decimal("0.00")
NOTHING = {"ground": "", "refused_grant": ZERO, "refused_other": ZERO}


def _write(item: AnyItem, **columns: Any) -> None:
    """Write what the move asks for, on the held item; the move reads it anew."""
    hold(item)
    for name, value in columns.items():
        setattr(item, name, value)
    item.step(None)
    item.full_clean(exclude=["report", "created_by"])
    item.save(update_fields=[*columns, "edit_version"])


@transaction.atomic
def accept_item(act: Act, item: AnyItem) -> AnyItem:
    """Take the whole item as right. Raises Refused."""
    _write(item, **NOTHING)
    perform(act, item, "accept")
    letters.close_question(act, item)
    return item


@transaction.atomic
def question_item(act: Act, item: AnyItem, reason: str) -> AnyItem:
    """Ask the contractor to explain an item. Raises Refused."""
    _write(item, reason=reason.strip(), **NOTHING)
    perform(act, item, "question", note=reason.strip())
    letters.ask_to_explain(act, item)
    return item


@transaction.atomic
def explain_item(act: Act, item: AnyItem, explanation: str) -> AnyItem:
    """Answer the desk's question. Raises Refused."""
    _write(item, explanation=explanation.strip())
    perform(act, item, "explain", note=explanation.strip())
    letters.close_question(act, item)
    letters.say_explained(act, item)
    return item


@dataclass(frozen=True, slots=True)
class Refusal:
    """What of an item is not accepted (PLN), why, and on which ground the grant's part returns."""

    reason: str
    grant: Decimal = ZERO
    other: Decimal = ZERO
    ground: str = ""


@transaction.atomic
def refuse_item(act: Act, item: AnyItem, refusal: Refusal) -> AnyItem:
    """Do not accept an item, or a part of it. Raises Refused for more than the item has."""
    hold(item)
    grant, other = parts_of(item)
    if refusal.grant > grant or refusal.other > other:
        insist(refused("Nie można nie uznać więcej, niż wynosi pozycja."))
    _write(
        item,
        reason=refusal.reason.strip(),
        refused_grant=refusal.grant,
        refused_other=refusal.other,
        ground=refusal.ground if refusal.grant else "",
    )
    perform(act, item, "refuse", note=refusal.reason.strip())
    letters.close_question(act, item)
    return item


def parts_of(item: AnyItem) -> tuple[Decimal, Decimal]:
    """Return what of an item the grant bears and what everything else does, PLN."""
    if isinstance(item, Contribution):
        return ZERO, item.value
    return item.from_grant, item.amount - item.from_grant


@transaction.atomic
def accept_items(act: Act, report: TaskReport, keys: dict[str, list[int]]) -> int:
    """Accept the chosen items that wait to be checked; return how many.

    `keys` are those of expenses ("expense") and contributions ("contribution"). Raises Refused.
    """
    insist(may_check(act, report.contract))
    accepted = 0
    for rows, name in (
        (report.expensedocuments, "expense"),
        (report.contributions, "contribution"),
    ):
        chosen = rows.filter(pk__in=keys.get(name, ()), state=Item.State.PENDING)
        for item in chosen.select_related("contract", "report"):
            perform(act, item, "accept")
            accepted += 1
    if not accepted:
        insist(refused("Zaznacz pozycje, które czekają na sprawdzenie."))
    return accepted
