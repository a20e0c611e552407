"""The documents of an inspection: authorisation, protocol, recommendations; PDF and DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracting.settlement.models import Inspection, ProtocolVersion
from contracting.settlement.permissions.inspections import (
    may_read_inspection,
    may_read_protocol,
    may_read_recommendations,
)
from contracting.settlement.protocol import (
    NO_IRREGULARITIES,
    ProtocolContent,
    content_of,
    contract_facts,
    team_of,
    thawed,
)
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind, Letterhead
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

PEOPLE = ("Imię i nazwisko", "Funkcja")
DOTS = "………………………"
BASIS = (
    "Na podstawie art. 17 ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego"
    " i o wolontariacie oraz § 8 umowy upoważniam do przeprowadzenia kontroli:"
)


@dataclass(frozen=True, slots=True)
class AuthorisationDocument:
    """Everything that the authorisation prints."""

    letterhead: Letterhead
    watermark: str
    heading: str
    basis: str
    people: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, str]]
    signatory: str


@dataclass(frozen=True, slots=True)
class ProtocolDocument:
    """Everything that the protocol prints."""

    letterhead: Letterhead
    watermark: str
    heading: str
    protocol: ProtocolContent
    irregularities: str
    version: str
    rights: str
    objections: str
    objections_answer: str
    outcome: str
    signing: Sequence[str]


@dataclass(frozen=True, slots=True)
class RecommendationsDocument:
    """Everything that the recommendations print."""

    letterhead: Letterhead
    heading: str
    facts: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str, str]]


def _letterhead(inspection: Inspection) -> Letterhead:
    office = inspection.contract.office
    return Letterhead(office.name, (office.office_name,), office.seat)


def owner(inspection: Inspection) -> Scope:
    """Return the office in whose list the document stands."""
    return Scope("office", inspection.contract.office_id)


def protocol_owner(protocol: ProtocolVersion) -> Scope:
    """Return the office in whose list the protocol stands."""
    return owner(protocol.inspection)


def build_authorisation(inspection: Inspection, asked_at: datetime) -> AuthorisationDocument:
    """Return the authorisation; until it is issued a project."""
    number = inspection.authorisation_number or "……………"
    return AuthorisationDocument(
        letterhead=_letterhead(inspection),
        watermark="" if inspection.announced_at else "PROJEKT",
        heading=f"Upoważnienie nr {number} do przeprowadzenia kontroli",
        basis=BASIS,
        people=team_of(inspection),
        facts=(
            *contract_facts(inspection),
            ("Planowany termin", inspection.planned_term),
            ("Data upoważnienia", wording.day(inspection.authorised_on)),
        ),
        signatory=inspection.authorised_by,
    )


def build_protocol(protocol: ProtocolVersion, asked_at: datetime) -> ProtocolDocument:
    """Return a protocol that was sent, with what has come of it."""
    inspection = protocol.inspection
    return ProtocolDocument(
        letterhead=_letterhead(inspection),
        watermark="",
        **_said(thawed(protocol.content)),
        version=f"Wersja {protocol.ordinal}, skrót treści: {wording.in_groups(protocol.digest)}",
        rights=_rights(wording.day(protocol.due_on)),
        objections=protocol.objections,
        objections_answer=protocol.objections_answer,
        outcome=_outcome(protocol),
        signing=_signing(inspection) if protocol.signed_on is None else (),
    )


def build_draft(inspection: Inspection) -> ProtocolDocument:
    """Return the protocol as it is written now, for the office alone."""
    return ProtocolDocument(
        letterhead=_letterhead(inspection),
        watermark="PROJEKT",
        **_said(content_of(inspection)),
        version="Projekt",
        rights=_rights(DOTS),
        objections="",
        objections_answer="",
        outcome="",
        signing=_signing(inspection),
    )


def _said(content: ProtocolContent) -> dict[str, Any]:
    irregularities = content.irregularities if content.is_irregular else NO_IRREGULARITIES
    return {
        "heading": f"Protokół kontroli nr {content.number} z {content.made_on}",
        "protocol": content,
        "irregularities": irregularities or "Stwierdzono nieprawidłowości.",
    }


def _rights(until: str) -> str:
    return (
        f"Kontrolowany może do {until} podpisać protokół albo zgłosić na piśmie zastrzeżenia do"
        " jego ustaleń. Może też odmówić podpisania; odmowę z jej przyczyną odnotowuje się."
    )


def _outcome(protocol: ProtocolVersion) -> str:
    if protocol.signed_on is not None:
        return f"Podpisano {wording.day(protocol.signed_on)}: {protocol.signatory}."
    if protocol.refused_on is not None:
        when = wording.day(protocol.refused_on)
        return f"Kontrolowany nie podpisał protokołu ({when}). {protocol.refusal}"
    return ""


def _signing(inspection: Inspection) -> tuple[str, ...]:
    names = (one["name"] for one in inspection.team)
    return (*names, f"Kontrolowany: {inspection.contract.organisation.name}")


def build_recommendations(inspection: Inspection, asked_at: datetime) -> RecommendationsDocument:
    """Return the recommendations, each with its last day."""
    rows = inspection.recommendations.all()
    return RecommendationsDocument(
        letterhead=_letterhead(inspection),
        heading="Zalecenia pokontrolne",
        facts=(
            *contract_facts(inspection),
            (
                "Protokół",
                f"nr {inspection.protocol_number} z {wording.day(inspection.protocol_on)}",
            ),
            ("Doręczono", wording.day(inspection.recommended_on)),
        ),
        rows=[(str(one.ordinal), one.text, wording.day(one.due_on)) for one in rows],
    )


AUTHORISATION_DOCUMENT = DocumentKind(
    code="inspection_authorisation",
    label="Upoważnienie do kontroli",
    template="documents/inspection_authorisation.html",
    build=build_authorisation,
    may_read=may_read_inspection,
    owner=owner,
)
PROTOCOL_DOCUMENT = DocumentKind(
    code="inspection_protocol",
    label="Protokół kontroli",
    template="documents/inspection_protocol.html",
    build=build_protocol,
    may_read=may_read_protocol,
    owner=protocol_owner,
)
RECOMMENDATIONS_DOCUMENT = DocumentKind(
    code="inspection_recommendations",
    label="Zalecenia pokontrolne",
    template="documents/inspection_recommendations.html",
    build=build_recommendations,
    may_read=may_read_recommendations,
    owner=owner,
)
INSPECTION_DOCUMENTS = (AUTHORISATION_DOCUMENT, PROTOCOL_DOCUMENT, RECOMMENDATIONS_DOCUMENT)


def authorisation_word(inspection: Inspection) -> bytes:
    """Return the authorisation as DOCX, to be signed on paper."""
    content = build_authorisation(inspection, inspection.planned_at)
    word = _word(content.heading, inspection)
    word.paragraph(content.basis)
    word.table(PEOPLE, content.people)
    word.facts(content.facts)
    word.table(("Kto podpisuje", "Podpis"), [(content.signatory, "")])
    return word.content()


def protocol_word(inspection: Inspection, content: ProtocolDocument) -> bytes:
    """Return a protocol, sent or still written, as DOCX; the same protocol is the same file."""
    word = _word(content.heading, inspection)
    word.paragraph(content.version)
    word.facts(content.protocol.facts)
    word.table(PEOPLE, content.protocol.team)
    word.heading("Ustalenia", 2)
    for subject, text in content.protocol.findings:
        word.heading(wording_of(subject), 3)
        word.paragraph(*text.splitlines())
    word.heading("Nieprawidłowości", 2)
    word.paragraph(*content.irregularities.splitlines())
    word.heading("Prawa kontrolowanego", 2)
    word.paragraph(content.rights)
    if content.objections:
        word.heading("Zastrzeżenia", 2)
        word.paragraph(*content.objections.splitlines())
        word.paragraph(*content.objections_answer.splitlines())
    word.paragraph(content.outcome)
    if content.signing:
        word.table(("Kto", "Podpis"), [(name, "") for name in content.signing])
    return word.content()


def wording_of(subject: str) -> str:
    """Return a subject of the scope as a heading."""
    return subject[:1].upper() + subject[1:]


def _word(heading: str, inspection: Inspection) -> Word:
    word = Word(heading, inspection.contract.office.office_name, inspection.planned_at)
    word.heading(heading, 1)
    return word
