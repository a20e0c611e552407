"""When a document is charged twice: in one contract, in several, beyond its amount."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from mkus_portal.web.wording import money

FOREIGN = "Ten sam dokument jest w rozliczeniu innej organizacji."
CHARGED_BEYOND = (
    "Kwoty wpisane w portalu z tego dokumentu dają razem więcej, niż wynosi jego kwota brutto."
)


@dataclass(frozen=True, slots=True)
class Charge:
    """A row of a ledger, as far as duplicates ask: the document, whose it is, what it bears.

    `number`, `issuer` and `ksef` are folded. `amount` is the sum of all sources, PLN.
    """

    pk: int
    contract: int
    contract_number: str
    office: str
    organisation: int
    organisation_name: str
    line: int
    number: str
    nip: str
    issuer: str
    ksef: str
    gross: Decimal
    amount: Decimal
    from_grant: Decimal
    is_reported: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning about an item; a sentence is empty for the side that it is not meant for."""

    sentence: str
    sentence_for_contractor: str


def is_same_document(one: Charge, other: Charge) -> bool:
    """Whether two rows speak of one document: by KSeF, else by number and issuer.

    An issuer is known by its NIP; where one of the rows has none, by its name.
    """
    if one.ksef and one.ksef == other.ksef:
        return True
    if not one.number or one.number != other.number:
        return False
    if one.nip and other.nip:
        return one.nip == other.nip
    return bool(one.issuer) and one.issuer == other.issuer


def alarms_about(item: Charge, rows: Iterable[Charge]) -> list[Alarm]:
    """Return the warnings about a row, given all rows that may speak of the same document.

    The office reads only of rows that a report has brought to an office; the contractor of all its
    own, and of foreign ones no more than that they exist.
    """
    same = [row for row in rows if row.pk != item.pk and is_same_document(item, row)]
    reported = [row for row in same if row.is_reported]
    visible = [row for row in same if row.is_reported or _is_own(item, row)]
    office = dict(_findings(item, reported, for_office=True))
    contractor = dict(_findings(item, visible, for_office=False))
    keys = dict.fromkeys((*office, *contractor))
    return [Alarm(office.get(key, ""), contractor.get(key, "")) for key in keys]


def _is_own(item: Charge, row: Charge) -> bool:
    return row.organisation == item.organisation


def _findings(
    item: Charge, same: list[Charge], *, for_office: bool
) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield each warning under a key of its own; the foreign ones of a contractor under one."""
    for row in same:
        if row.contract == item.contract:
            if row.line == item.line:
                yield ("line", row.pk), _said_of_line(row)
        elif for_office or _is_own(item, row):
            yield ("contract", row.pk), _said_of_contract(row, for_office=for_office)
        else:
            yield ("foreign", 0), FOREIGN
    if item.amount + sum(row.amount for row in same) > item.gross:
        yield ("beyond", 0), CHARGED_BEYOND
    others = sorted({row.gross for row in same} - {item.gross})
    if others:
        yield ("gross", 0), _said_of_gross(item, same, others, for_office=for_office)


def _said_of_line(row: Charge) -> str:
    return (
        "Ten sam dokument jest już w tej umowie pod tą samą pozycją kosztów: z dotacji"
        f" {money(row.from_grant)}, razem {money(row.amount)}."
    )


def _said_of_contract(row: Charge, *, for_office: bool) -> str:
    whose = f"{row.organisation_name}, " if for_office else ""
    return (
        f"Ten sam dokument jest w rozliczeniu umowy nr {row.contract_number}"
        f" ({whose}zleceniodawca: {row.office}): z dotacji {money(row.from_grant)}."
    )


def _said_of_gross(
    item: Charge, same: list[Charge], others: list[Decimal], *, for_office: bool
) -> str:
    if for_office or all(_is_own(item, row) for row in same):
        return (
            f"Ten sam dokument ma tu kwotę brutto {money(item.gross)}, a w innym wpisie"
            f" {', '.join(money(one) for one in others)}."
        )
    return "Ten sam dokument ma w innym wpisie inną kwotę brutto."
