"""The protocol of an inspection: written, sent, signed or objected to, and sent once more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from contracting.settlement.actions.inspections import has_words
from contracting.settlement.documents.inspections import PROTOCOL_DOCUMENT
from contracting.settlement.law import last_day_to_object
from contracting.settlement.letters import inspections as letters
from contracting.settlement.models import Inspection, ProtocolVersion
from contracting.settlement.permissions.inspections import may_write_protocol
from contracting.settlement.procedure.inspections import current_protocol
from contracting.settlement.protocol import content_of, frozen
from mkus_portal.act import WARSAW, Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.verdict import ALLOWED, Verdict, insist, refused
from mkus_portal.web.wording import day as in_words
from mkus_portal.workflow.engine import perform

Papers = Sequence[Attachment]


@transaction.atomic
def write_protocol(
    act: Act,
    inspection: Inspection,
    findings: Mapping[str, str],
    based_on: int | None = None,
    **columns: Any,
) -> Inspection:
    """Save the protocol as far as it is written. Raises Refused, Overtaken, ValidationError."""
    hold(inspection)
    insist(may_write_protocol(act, inspection), _protocol_day_fits(act, inspection, columns))
    inspection.step(based_on)
    inspection.findings = {**inspection.findings, **findings}
    for name, value in columns.items():
        setattr(inspection, name, value)
    insist(_irregularities_fit(inspection))
    inspection.full_clean()
    inspection.save()
    return inspection


def _protocol_day_fits(act: Act, inspection: Inspection, columns: Mapping[str, Any]) -> Verdict:
    day: date | None = columns.get("protocol_on")
    if day is not None and day > act.day:
        return refused("Data protokołu nie może być w przyszłości.")
    if day is not None and inspection.held_to is not None and day < inspection.held_to:
        return refused("Protokół nie może być wcześniejszy niż koniec kontroli.")
    return ALLOWED


def _irregularities_fit(inspection: Inspection) -> Verdict:
    if inspection.is_irregular and not inspection.irregularities.strip():
        return refused("Opisz nieprawidłowości, które stwierdzono.")
    if inspection.irregularities.strip() and inspection.is_irregular is False:
        return refused("Opisano nieprawidłowości: zaznacz, że je stwierdzono, albo usuń opis.")
    return ALLOWED


@transaction.atomic
def send_protocol(act: Act, inspection: Inspection) -> ProtocolVersion:
    """Hand the protocol to the contractor: it is frozen as the next version. Raises Refused."""
    perform(act, inspection, "send_protocol")
    before = current_protocol(inspection)
    content, digest = frozen(content_of(inspection))
    protocol = ProtocolVersion.objects.create(
        inspection=inspection,
        ordinal=before.ordinal + 1 if before else 1,
        content=content,
        digest=digest,
        sent_at=act.at,
        sent_by_id=act.user,
        due_on=last_day_to_object(act.day),
    )
    _print(act, protocol)
    letters.ask_for_inspection_step(act, inspection)
    text = (
        f"Urząd przekazał protokół kontroli (wersja {protocol.ordinal}). Do"
        f" {in_words(protocol.due_on)} można go podpisać albo zgłosić zastrzeżenia."
    )
    letters.tell_contractor(act, inspection, "Protokół kontroli", text)
    return protocol


def _print(act: Act, protocol: ProtocolVersion) -> None:
    title = f"Protokół kontroli nr {protocol.inspection.protocol_number}, wersja {protocol.ordinal}"
    request(act, PROTOCOL_DOCUMENT.code, protocol, title=title[:300])


def _held_protocol(inspection: Inspection) -> ProtocolVersion:
    """Return the current protocol, held until the transaction ends."""
    protocol = current_protocol(inspection)
    assert protocol is not None  # noqa: S101 - the state says that one was sent
    return hold(protocol)


def _record(act: Act, protocol: ProtocolVersion, papers: Papers) -> None:
    """Save what the contractor has answered, and attach its papers."""
    protocol.recorded_at, protocol.recorded_by_id = act.at, act.user
    protocol.save()
    if papers:
        attach(act, protocol, papers)


def _day_fits(act: Act, protocol: ProtocolVersion, day: date) -> Verdict:
    if day > act.day:
        return refused("Data nie może być w przyszłości.")
    if day < protocol.sent_at.astimezone(WARSAW).date():
        return refused("Data nie może być wcześniejsza niż przekazanie protokołu.")
    return ALLOWED


@transaction.atomic
def sign(
    act: Act, inspection: Inspection, signatory: str, day: date, papers: Papers = ()
) -> ProtocolVersion:
    """Record the contractor's signature: the protocol is final. Raises Refused, MoveTaken."""
    insist(has_words(signatory, "Napisz, kto podpisał."))
    perform(act, inspection, "sign")
    protocol = _held_protocol(inspection)
    insist(_day_fits(act, protocol, day))
    protocol.signatory, protocol.signed_on = signatory.strip(), day
    _record(act, protocol, papers)
    _print(act, protocol)
    letters.ask_for_inspection_step(act, inspection)
    letters.tell_office(act, inspection, "Protokół kontroli podpisany", protocol.signatory)
    return protocol


@transaction.atomic
def object_to(
    act: Act,
    inspection: Inspection,
    objections: str,
    day: date | None = None,
    papers: Papers = (),
) -> ProtocolVersion:
    """Object to the protocol; `day` is that of a paper which the office records. Raises Refused.

    What the contractor sends in the portal is of the day of sending.
    """
    insist(has_words(objections, "Napisz, do czego są zastrzeżenia."))
    perform(act, inspection, "object")
    protocol = _held_protocol(inspection)
    received = act.day if act.scope.kind == "organisation" else day or act.day
    insist(_day_fits(act, protocol, received), _in_term(protocol, received))
    protocol.objections, protocol.objected_on = objections.strip(), received
    _record(act, protocol, papers)
    letters.ask_for_inspection_step(act, inspection)
    letters.tell_office(act, inspection, "Zastrzeżenia do protokołu kontroli", protocol.objections)
    return protocol


def _in_term(protocol: ProtocolVersion, day: date) -> Verdict:
    if day <= protocol.due_on:
        return ALLOWED
    return refused(f"Termin na zastrzeżenia minął {in_words(protocol.due_on)}")


@transaction.atomic
def refuse_signature(
    act: Act, inspection: Inspection, reason: str, day: date, papers: Papers = ()
) -> ProtocolVersion:
    """Record that the contractor does not sign: the protocol is final. Raises Refused."""
    insist(has_words(reason, "Napisz, dlaczego zleceniobiorca nie podpisał."))
    perform(act, inspection, "refuse", note=reason.strip())
    protocol = _held_protocol(inspection)
    insist(_day_fits(act, protocol, day))
    protocol.refusal, protocol.refused_on = reason.strip(), day
    _record(act, protocol, papers)
    _print(act, protocol)
    letters.ask_for_inspection_step(act, inspection)
    tell = letters.tell_office if act.scope.kind == "organisation" else letters.tell_contractor
    tell(act, inspection, "Protokół kontroli bez podpisu zleceniobiorcy", protocol.refusal)
    return protocol


@transaction.atomic
def uphold(act: Act, inspection: Inspection, reason: str) -> ProtocolVersion:
    """Reject the objections: the same version waits for the signature. Raises Refused."""
    return _answer(act, inspection, "uphold", "Zastrzeżenia do protokołu oddalono", reason)


@transaction.atomic
def revise(act: Act, inspection: Inspection, reason: str) -> ProtocolVersion:
    """Accept objections, wholly or in part: the protocol is written anew. Raises Refused.

    The version that was objected to stays as it was sent.
    """
    return _answer(act, inspection, "revise", "Zastrzeżenia do protokołu uwzględniono", reason)


def _answer(act: Act, inspection: Inspection, move: str, what: str, reason: str) -> ProtocolVersion:
    insist(has_words(reason, "Napisz stanowisko wobec zastrzeżeń."))
    perform(act, inspection, move, note=reason.strip())
    protocol = _held_protocol(inspection)
    protocol.objections_answer, protocol.answered_on = reason.strip(), act.day
    protocol.save(update_fields=["objections_answer", "answered_on"])
    _print(act, protocol)
    letters.ask_for_inspection_step(act, inspection)
    letters.tell_contractor(act, inspection, what, reason.strip())
    return protocol
