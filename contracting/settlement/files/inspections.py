"""The files of an inspection: the office's photos and scans, the contractor's proofs."""

from contracting.settlement.models import Inspection, InspectionRecommendation, ProtocolVersion
from contracting.settlement.permissions.inspections import (
    may_answer,
    may_conduct,
    may_read_inspection,
    may_read_protocol,
    may_read_recommendations,
)
from mkus_portal.act import Act
from mkus_portal.attachments.registry import AttachmentKind
from mkus_portal.verdict import ALLOWED, Verdict, refused

INSPECTION_FILE = "inspection-file"
ANSWER_FILE = "inspection-answer"
PAPER = "inspection-paper"


def may_see_office_file(act: Act, inspection: Inspection) -> Verdict:
    """Allow the office; the contractor once a protocol was sent."""
    if act.scope.kind == "organisation" and not inspection.protocols.exists():
        return refused("Pliki urzędu są dla zleceniobiorcy widoczne od przekazania protokołu.")
    return may_read_inspection(act, inspection)


def may_add_office_file(act: Act, inspection: Inspection) -> Verdict:
    """Allow clerks and coordinators, until the inspection is over."""
    allowed = may_conduct(act, inspection)
    if allowed and inspection.is_closed:
        return refused("Kontrola jest zakończona.")
    return allowed


def may_remove_office_file(act: Act, inspection: Inspection, left: int) -> Verdict:
    """Refuse to remove what the contractor has been shown."""
    if inspection.protocols.exists():
        return refused("Zleceniobiorca już widzi ten plik. Można go tylko zamienić na nowszy.")
    return ALLOWED


def may_see_answer_file(act: Act, recommendation: InspectionRecommendation) -> Verdict:
    """Allow the contractor; the office once the answer was sent."""
    inspection = recommendation.inspection
    is_own = act.acts_for("organisation", inspection.contract.organisation_id)
    if not is_own and inspection.answered_at is None:
        return refused("Zleceniobiorca nie wysłał jeszcze odpowiedzi.")
    return may_read_recommendations(act, inspection)


def may_add_paper(act: Act, protocol: ProtocolVersion) -> Verdict:
    """Allow whoever records the contractor's answer to the protocol, together with it."""
    if protocol.recorded_by_id == act.user and protocol.recorded_at == act.at:
        return ALLOWED
    return refused("Pismo dołącza się razem z podpisem, odmową albo zastrzeżeniami.")


FILES = AttachmentKind(
    name=INSPECTION_FILE,
    model=Inspection,
    label="Pliki z kontroli",
    may_see=may_see_office_file,
    may_add=may_add_office_file,
    may_remove=may_remove_office_file,
    page=lambda inspection: inspection.get_absolute_url(),
    max_count=20,
)
ANSWERS = AttachmentKind(
    name=ANSWER_FILE,
    model=InspectionRecommendation,
    label="Potwierdzenie wykonania zalecenia",
    may_see=may_see_answer_file,
    may_add=may_answer,
    page=lambda recommendation: recommendation.get_absolute_url(),
    max_count=5,
)
PAPERS = AttachmentKind(
    name=PAPER,
    model=ProtocolVersion,
    label="Podpisany protokół albo pismo zleceniobiorcy",
    may_see=may_read_protocol,
    may_add=may_add_paper,
    page=lambda protocol: protocol.inspection.get_absolute_url(),
    max_count=5,
)
INSPECTION_FILES = (FILES, ANSWERS, PAPERS)
