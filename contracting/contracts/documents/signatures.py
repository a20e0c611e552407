"""Signatures in the files of a contract and of its amendments: recorded, and still to be made."""

from collections.abc import Iterable, Sequence

from contracting.contracts.models import Contract, ContractSignature
from contracting.contracts.signing import contractors_of
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

RECORDED = ("Strona", "Kto podpisał", "Gdzie, kiedy i jak")


def recorded(signatures: Iterable[ContractSignature]) -> tuple[tuple[str, str, str], ...]:
    """Return the signatures as rows: whose, who signed, where with the day and the kind."""
    return tuple(
        (
            one.organisation_name or one.get_side_display(),
            one.signatory,
            f"{one.place}, {wording.day(one.signed_on)}, {one.get_kind_display()}",
        )
        for one in signatures
    )


def places_for(contract: Contract) -> tuple[str, ...]:
    """Return who signs: every contractor, the principal, the treasurer."""
    contractors = (f"Zleceniobiorca: {name}" for name in contractors_of(contract))
    return (*contractors, "Zleceniodawca", "Kontrasygnata skarbnika")


def say_signatures(
    word: Word, signatures: Sequence[tuple[str, str, str]], to_sign: Sequence[str]
) -> None:
    """Write the recorded signatures and the places for those to come."""
    if signatures:
        word.table(RECORDED, signatures)
    if to_sign:
        word.table(("Strona", "Podpis"), [(name, "") for name in to_sign])
