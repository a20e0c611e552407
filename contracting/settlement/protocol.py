"""What a protocol of an inspection says, frozen when it is sent."""

from dataclasses import asdict, dataclass
from typing import Any

from contracting.settlement.models import Inspection
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.web import wording

Pairs = tuple[tuple[str, str], ...]
NO_IRREGULARITIES = "Nie stwierdzono nieprawidłowości."


@dataclass(frozen=True, slots=True)
class ProtocolContent:
    """The protocol's own words; amounts and days are text already."""

    number: str
    made_on: str
    facts: Pairs
    team: Pairs
    findings: Pairs
    is_irregular: bool
    irregularities: str


def contract_facts(inspection: Inspection) -> Pairs:
    """Return what is inspected and at whose, in words."""
    contract = inspection.contract
    return (
        ("Umowa", f"nr {contract.number} z {wording.day(contract.concluded_on)}"),
        ("Zadanie publiczne", contract.title),
        ("Kontrolujący", contract.office.name),
        ("Kontrolowany", contract.organisation.name),
        ("Rodzaj kontroli", inspection.get_occasion_display()),
        ("Zakres", inspection.get_subjects_display()),
        *((("Zakres – dokładniej", inspection.scope_text),) if inspection.scope_text else ()),
        ("Miejsce", place_of(inspection)),
    )


def place_of(inspection: Inspection) -> str:
    """Return where it takes place, with the address where one is said."""
    where = str(inspection.get_place_display())
    return f"{where}: {inspection.place_text}" if inspection.place_text else where


def authorisation_of(inspection: Inspection) -> str:
    """Return the authorisation in words."""
    number, since = inspection.authorisation_number, inspection.authorised_on
    if not number:
        return "–"
    return f"nr {number} z {wording.day(since)}" if since else f"nr {number}"


def days_of(inspection: Inspection) -> str:
    """Return on which days it took place."""
    first, last = inspection.held_from, inspection.held_to
    if first is None or first == last:
        return wording.day(first)
    return f"od {wording.day(first)} do {wording.day(last)}"


def team_of(inspection: Inspection) -> Pairs:
    """Return the people authorised, each with the function."""
    return tuple((one["name"], one["function"]) for one in inspection.team)


def content_of(inspection: Inspection) -> ProtocolContent:
    """Return the protocol as it is written now."""
    return ProtocolContent(
        number=inspection.protocol_number or "……………",
        made_on=wording.day(inspection.protocol_on),
        facts=(
            *contract_facts(inspection),
            ("Upoważnienie", authorisation_of(inspection)),
            ("Przeprowadzona", days_of(inspection)),
        ),
        team=team_of(inspection),
        findings=tuple((label, text or "–") for label, text in inspection.found),
        is_irregular=bool(inspection.is_irregular),
        irregularities=inspection.irregularities,
    )


def frozen(content: ProtocolContent) -> tuple[dict[str, Any], str]:
    """Return the protocol as JSON keeps it, and its digest."""
    return asdict(content), sha256(canonical(asdict(content)))


def thawed(kept: dict[str, Any]) -> ProtocolContent:
    """Return a protocol that was kept."""
    pairs = {
        name: tuple((str(term), str(said)) for term, said in kept[name])
        for name in ("facts", "team", "findings")
    }
    return ProtocolContent(**{**kept, **pairs})
