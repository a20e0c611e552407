"""A list of documents entered at once: all of it or nothing."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from contracting.contracts.models import Contract
from contracting.settlement.costs import Cost, costs_of
from contracting.settlement.models import SOURCES, ExpenseDocument
from contracting.settlement.permissions import may_write_ledger
from contracting.settlement.rules.importing import Key, Parsed, key_of, parse
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

KEY_COLUMNS = ("document_number", "issuer_nip", "issuer_name", "line", "gross", *SOURCES)
OURS = ("contract", "report", "created_by")


def read_list(act: Act, contract: Contract, text: str) -> Parsed:
    """Read a list against the contract's plan and ledger; nothing is saved. One query."""
    return parse(text, numbers_of(costs_of(contract)), act.day, known_in(contract))


def numbers_of(costs: tuple[Cost, ...]) -> dict[str, int]:
    """Return the costs' keys by their numbers as cells name them: `I.1.2`."""
    return {cost.number.strip("."): cost.pk for cost in costs}


def known_in(contract: Contract) -> frozenset[Key]:
    """Return by what the rows of the ledger are known again."""
    rows = ExpenseDocument.objects.filter(contract=contract).values(*KEY_COLUMNS)
    return frozenset(key_of(row) for row in rows)


@transaction.atomic
def import_expenses(act: Act, contract: Contract, text: str) -> list[ExpenseDocument]:
    """Enter the rows of a list that are new; the list is read once more, under the lock.

    Raises Refused, and ValidationError with every fault: then nothing is entered.
    """
    hold(contract)
    insist(may_write_ledger(act, contract))
    parsed = read_list(act, contract, text)
    if parsed.all_faults:
        raise ValidationError([str(fault) for fault in parsed.all_faults])
    if not parsed.new:
        insist(refused("Wszystkie wiersze tego wykazu są już w rejestrze."))
    rows = [_row_of(act, contract, one.given) for one in parsed.new]
    for place, row in zip((one.place for one in parsed.new), rows, strict=True):
        _clean(place, row)
    return ExpenseDocument.objects.bulk_create(rows)


def _row_of(act: Act, contract: Contract, given: Mapping[str, Any]) -> ExpenseDocument:
    row = ExpenseDocument(contract=contract, created_at=act.at, created_by_id=act.user, **given)
    row.fold_number()
    return row


def _clean(place: int, row: ExpenseDocument) -> None:
    """Ask the columns' own rules, without a query. Raises ValidationError with the row's number."""
    try:
        row.clean_fields(exclude=OURS)
    except ValidationError as error:
        sentences = [f"wiersz {place}: {one}" for one in error.messages]
        raise ValidationError(sentences) from error
