"""The scan of a document, the proof of a contribution: each belongs to its item of the ledger."""

from django.urls import reverse

from contracting.contracts.permissions import may_read
from contracting.settlement.models import Contribution, ExpenseDocument, Item
from contracting.settlement.permissions import may_change_item
from mkus_portal.act import Act
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.verdict import Verdict, refused

SCAN_NAME, PROOF_NAME = "expense-scan", "contribution-proof"


def may_see_file(act: Act, item: Item) -> Verdict:
    """Allow both sides: the contractor always, the office once a report has brought the item."""
    if act.scope.kind == "office" and item.report_id is None:
        return refused("Zleceniobiorca nie złożył jeszcze sprawozdania z tą pozycją.")
    return may_read(act, item.contract)


def ledger_page(item: Item) -> str:
    """Return the page on which the item stands with its files."""
    return reverse("ledger", args=(item.contract_id,))


SCAN = AttachmentKind(
    name=SCAN_NAME,
    model=ExpenseDocument,
    label="Skan dokumentu",
    may_see=may_see_file,
    may_add=may_change_item,
    page=ledger_page,
)
PROOF = AttachmentKind(
    name=PROOF_NAME,
    model=Contribution,
    label="Dowód wkładu",
    may_see=may_see_file,
    may_add=may_change_item,
    page=ledger_page,
)
ATTACHMENTS = (SCAN, PROOF)
