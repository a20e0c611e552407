"""The ledger as the contractor keeps it: entering, correcting and taking out items."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.contracts.models import Contract
from contracting.settlement.costs import costs_of
from contracting.settlement.files import items as files
from contracting.settlement.models import (
    SOURCES,
    Contribution,
    ExpenseDocument,
    Item,
    TaskReport,
)
from contracting.settlement.permissions import may_change_item, may_write_ledger
from contracting.settlement.rules.items import (
    ZERO,
    Faults,
    contribution_faults,
    contribution_value,
    expense_faults,
)
from contracting.settlement.rules.ksef import checked_ksef
from mkus_portal.act import Act
from mkus_portal.attachments.actions import attach, remove
from mkus_portal.attachments.models import Attachment
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.identifiers import checked_nip
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import insist, perform

Row = TypeVar("Row", bound=Item)
KINDS: Mapping[type[Item], AttachmentKind] = {
    ExpenseDocument: files.SCAN,
    Contribution: files.PROOF,
}


@transaction.atomic
def save_expense(
    act: Act,
    contract: Contract,
    expense: ExpenseDocument | None = None,
    based_on: int | None = None,
    scans: Sequence[Attachment] = (),
    **columns: Any,
) -> ExpenseDocument:
    """Enter an expense, or correct one. Raises Refused, Overtaken, ValidationError.

    `columns` are the expense's own. Order: contract, report, item are held; then the move.
    """
    if expense is None:
        expense = ExpenseDocument(**_beginning(act, contract))
    else:
        _open(act, contract, expense, based_on)
    given = tidy(columns)
    _insist_on(expense_faults(given, _lines(contract), act.day))
    return _kept(act, expense, given, scans)


def tidy(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return an expense's columns as they are kept: numbers in one spelling, no empty amounts."""
    given = dict(columns)
    given["issuer_nip"], fault = checked_nip(given.get("issuer_nip") or "")
    if not fault:
        number = given.get("ksef_number") or ""
        given["ksef_number"], _ = checked_ksef(number, given["issuer_nip"])
    return {**given, **{source: given.get(source) or ZERO for source in SOURCES}}


@transaction.atomic
def save_contribution(
    act: Act,
    contract: Contract,
    contribution: Contribution | None = None,
    based_on: int | None = None,
    proofs: Sequence[Attachment] = (),
    **columns: Any,
) -> Contribution:
    """Enter a contribution, or correct one. Raises Refused, Overtaken, ValidationError.

    The value of work is always computed; a thing has neither hours nor a rate.
    """
    if contribution is None:
        contribution = Contribution(**_beginning(act, contract))
    else:
        _open(act, contract, contribution, based_on)
    _insist_on(contribution_faults(columns, _lines(contract), act.day))
    given = {**columns, "value": contribution_value(columns)}
    if given["kind"] == Contribution.Kind.IN_KIND:
        given |= {"hours": None, "rate": None}
    return _kept(act, contribution, given, proofs)


@transaction.atomic
def remove_item(act: Act, contract: Contract, item: ExpenseDocument | Contribution) -> None:
    """Take an item out of the ledger, its files first. Raises Refused, Overtaken."""
    _hold_around(contract, item)
    insist(may_change_item(act, item))
    for one in list(Attachment.objects.of_kind(KINDS[type(item)], [item]).current()):
        remove(act, one)
    item.delete()


def _beginning(act: Act, contract: Contract) -> dict[str, Any]:
    hold(contract)
    insist(may_write_ledger(act, contract))
    return {"contract": contract, "created_at": act.at, "created_by_id": act.user}


def _hold_around(contract: Contract, item: Item) -> None:
    """Hold contract, report and item, in this order: as the report does when it is sent."""
    hold(contract)
    report = item.report_id
    if report is not None:
        TaskReport.objects.select_for_update(of=("self",)).get(pk=report)
    try:
        hold(item)
    except type(item).DoesNotExist as error:
        raise Overtaken from error
    if item.report_id != report:
        raise Overtaken


def _open(act: Act, contract: Contract, item: Item, based_on: int | None) -> None:
    """Make the item ready to be changed; one that the office has seen waits for it again.

    What the desk has said of its money is no longer true of the corrected item.
    """
    _hold_around(contract, item)
    insist(may_change_item(act, item))
    item.step(based_on)
    if item.report_id is not None:
        version = item.edit_version
        perform(act, item, "change")
        item.edit_version = version
        item.refused_grant = item.refused_other = ZERO
        item.ground = ""


def _lines(contract: Contract) -> set[int]:
    return {cost.pk for cost in costs_of(contract)}


def _insist_on(faults: Faults) -> None:
    """Go on only without faults. Raises ValidationError with all of them."""
    if faults:
        by_field: dict[str, list[str]] = {}
        for name, sentence in faults:
            by_field.setdefault(name, []).append(sentence)
        raise ValidationError(by_field)


def _kept(act: Act, row: Row, columns: Mapping[str, Any], received: Sequence[Attachment]) -> Row:
    for name, value in columns.items():
        setattr(row, name, value)
    row.full_clean(exclude=("created_by",))
    row.save()
    if received:
        attach(act, row, received)
    return row
