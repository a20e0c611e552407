"""The amendment as a document: what was, what is, the rest unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracting.contracts.amending import changes_of
from contracting.contracts.documents.signatures import places_for, recorded, say_signatures
from contracting.contracts.models import ContractAmendment
from contracting.contracts.permissions import may_read
from contracting.contracts.text import text_of
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.documents.word import Word
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording

HEAD = ("Co", "Było", "Jest")


@dataclass(frozen=True, slots=True)
class AmendmentDocument:
    """Everything that the amendment prints."""

    watermark: str
    title: str
    contract: str
    principal: str
    contractors: Sequence[str]
    reason: str
    changes: Sequence[tuple[str, str, str]]
    signatures: Sequence[tuple[str, str, str]]
    to_sign: Sequence[str]


def build_amendment(amendment: ContractAmendment, asked_at: datetime) -> AmendmentDocument:
    """Return the amendment; before the countersignature a project."""
    contract = amendment.contract
    text = text_of(contract)
    rows = contract.signatures.filter(version=amendment.ordinal, digest=amendment.digest)
    return AmendmentDocument(
        watermark="" if amendment.digest else "PROJEKT",
        title=f"Aneks nr {amendment.ordinal}",
        contract=(
            f"do umowy nr {contract.number} o realizację zadania publicznego „{contract.title}”,"
            f" zawartej dnia {wording.day(contract.concluded_on)}"
        ),
        principal=text.principal,
        contractors=text.contractors,
        reason=amendment.reason,
        changes=[(one.what, one.before or "–", one.now or "–") for one in changes_of(amendment)],
        signatures=recorded(rows),
        to_sign=places_for(contract) if amendment.in_force_from is None else (),
    )


def may_read_amendment(act: Act, amendment: ContractAmendment) -> Verdict:
    """Allow whoever reads the contract."""
    return may_read(act, amendment.contract)


def owner(amendment: ContractAmendment) -> Scope:
    """Return the office in whose list the amendment stands."""
    return Scope("office", amendment.contract.office_id)


AMENDMENT_DOCUMENT = DocumentKind(
    code="contract_amendment",
    label="Aneks do umowy",
    template="documents/contract_amendment.html",
    build=build_amendment,
    may_read=may_read_amendment,
    owner=owner,
)


def amendment_word(amendment: ContractAmendment) -> bytes:
    """Return the amendment as DOCX; the same amendment is the same file."""
    content = build_amendment(amendment, amendment.opened_at)
    office = amendment.contract.office.office_name
    word = Word(f"{content.title} {content.contract}", office, amendment.opened_at)
    word.heading(content.title, 1)
    word.paragraph(content.contract, f"między: {content.principal}", "a")
    word.paragraph(*content.contractors)
    word.heading("§ 1. Zmiany", 2)
    word.table(HEAD, content.changes)
    word.heading("§ 2. Pozostałe postanowienia", 2)
    word.paragraph("Pozostałe postanowienia umowy nie zmieniają się.")
    say_signatures(word, content.signatures, content.to_sign)
    return word.content()
