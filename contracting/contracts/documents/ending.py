"""The statement or protocol by which a contract ends before it is performed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracting.contracts.models import ContractEnding
from contracting.contracts.permissions import may_read
from mkus_portal.act import Act, Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.verdict import Verdict
from mkus_portal.web import wording
from mkus_portal.words_of_amounts import amount_in_words

Kind = ContractEnding.Kind
HEADINGS = {
    Kind.MUTUAL: "Protokół rozwiązania umowy za porozumieniem stron",
    Kind.PRINCIPAL: "Oświadczenie o rozwiązaniu umowy",
    Kind.WITHDRAWAL: "Oświadczenie o odstąpieniu od umowy",
    Kind.SETTLED: "Informacja o wykonaniu umowy",
}


@dataclass(frozen=True, slots=True)
class EndingDocument:
    """Everything that the document prints."""

    letterhead: Letterhead
    heading: str
    facts: Sequence[tuple[str, str]]
    reason: str
    effects: str
    to_return: str
    signing: Sequence[str]


def build_ending(ending: ContractEnding, asked_at: datetime) -> EndingDocument:
    """Return the document; what it says does not change any more."""
    contract = ending.contract
    office, ngo = contract.office, contract.organisation
    by_ngo = ending.kind == Kind.WITHDRAWAL
    letterhead = Letterhead(ngo.name, (ngo.address,), ngo.seat_place)
    if not by_ngo:
        letterhead = Letterhead(office.name, (office.office_name,), office.seat)
    parties = {
        Kind.MUTUAL: ("Zleceniodawca", "Zleceniobiorca"),
        Kind.WITHDRAWAL: ("Zleceniobiorca",),
    }
    return EndingDocument(
        letterhead=letterhead,
        heading=HEADINGS[Kind(ending.kind)],
        facts=(
            ("Umowa", f"nr {contract.number} z {wording.day(contract.concluded_on)}"),
            ("Zadanie publiczne", contract.title),
            ("Zleceniodawca", office.name),
            ("Zleceniobiorca", ngo.name),
            ("Podstawa", str(ending)),
            *((("Przyczyna", ending.get_ground_display()),) if ending.ground else ()),
            ("Data", wording.day(ending.ended_on)),
        ),
        reason=ending.reason,
        effects=ending.effects,
        to_return=_to_return(ending),
        signing=parties.get(Kind(ending.kind), ("Zleceniodawca",)),
    )


def _to_return(ending: ContractEnding) -> str:
    if not ending.to_return:
        return ""
    account = wording.in_groups(ending.return_account)
    where = f" na rachunek nr {account}" if account else ""
    return (
        f"Do zwrotu: {wording.money(ending.to_return)} (słownie:"
        f" {amount_in_words(ending.to_return)}), do {wording.day(ending.return_by)}{where}."
    )


def may_read_ending(act: Act, ending: ContractEnding) -> Verdict:
    """Allow whoever reads the contract."""
    return may_read(act, ending.contract)


def owner(ending: ContractEnding) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", ending.contract.office_id)


ENDING_DOCUMENT = DocumentKind(
    code="contract_ending",
    label="Zakończenie umowy",
    template="documents/contract_ending.html",
    build=build_ending,
    may_read=may_read_ending,
    owner=owner,
)
