"""Who may plan inspections, write and sign their papers, answer and assess recommendations."""

from contracting.contracts.models import Contract
from contracting.contracts.permissions import (
    PLANNERS,
    SENDERS,
    WRITERS,
    is_of_contractor,
    is_of_office,
    may_read,
)
from contracting.settlement.law import last_day_to_inspect
from contracting.settlement.models import Inspection, InspectionRecommendation, ProtocolVersion
from mkus_portal.act import Act
from mkus_portal.verdict import ALLOWED, Verdict, refused
from mkus_portal.web.wording import day

State = Inspection.State
INSPECTED = (Contract.State.IN_FORCE, Contract.State.SETTLED, Contract.State.TERMINATED)
NOT_YOURS = "Kontrolę prowadzi pracownik merytoryczny albo koordynator urzędu."


def may_conduct(act: Act, inspection: Inspection) -> Verdict:
    """Allow clerks and coordinators of the office."""
    if is_of_office(act, inspection.contract, *WRITERS):
        return ALLOWED
    return refused(NOT_YOURS)


def may_plan_inspection(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators, as long as the contract lets the task be inspected (§ 8)."""
    if not is_of_office(act, contract, *WRITERS):
        return refused(NOT_YOURS)
    if contract.state not in INSPECTED:
        return refused("Kontroluje się zadanie z umowy, która została zawarta.")
    last = last_day_to_inspect(contract.ends_on)
    if act.day > last:
        return refused(f"To zadanie można było kontrolować do {day(last)}")
    return ALLOWED


def may_change_plan(act: Act, inspection: Inspection) -> Verdict:
    """Allow clerks and coordinators, until the authorisation is issued."""
    allowed = may_conduct(act, inspection)
    if allowed and inspection.state != State.PLANNED:
        return refused("Planu kontroli nie zmienia się po wydaniu upoważnienia.")
    return allowed


def may_authorise(act: Act, inspection: Inspection) -> Verdict:
    """Allow the executive body, and the clerks who hold the authorisation signed on paper."""
    if is_of_office(act, inspection.contract, "executive", *WRITERS):
        return ALLOWED
    return refused("Upoważnienie wydaje organ wykonawczy; może je odnotować pracownik urzędu.")


def may_prepare_authorisation(act: Act, inspection: Inspection) -> Verdict:
    """Allow those who may issue it, before it is issued."""
    allowed = may_authorise(act, inspection)
    if allowed and inspection.state != State.PLANNED:
        return refused("Upoważnienie jest już wydane.")
    return allowed


def may_write_protocol(act: Act, inspection: Inspection) -> Verdict:
    """Allow clerks and coordinators, while the protocol is written."""
    allowed = may_conduct(act, inspection)
    if allowed and inspection.state != State.CARRIED_OUT:
        return refused("Protokół pisze się po kontroli, zanim trafi do zleceniobiorcy.")
    return allowed


def may_answer_protocol(act: Act, inspection: Inspection) -> Verdict:
    """Allow those who may sign for the contractor, and the clerks who hold its paper."""
    if is_of_contractor(act, inspection.contract, *SENDERS) or may_conduct(act, inspection):
        return ALLOWED
    return refused(
        "Na protokół odpowiada osoba reprezentująca zleceniobiorcę albo jego administrator."
    )


def may_write_recommendations(act: Act, inspection: Inspection) -> Verdict:
    """Allow clerks and coordinators, between the final protocol and the delivery."""
    allowed = may_conduct(act, inspection)
    if allowed and inspection.state != State.SETTLED:
        return refused("Zalecenia pisze się, gdy protokół jest ostateczny, przed ich doręczeniem.")
    return allowed


def may_answer(act: Act, recommendation: InspectionRecommendation) -> Verdict:
    """Allow the contractor's people to write what was done, until the answer is sent."""
    inspection = recommendation.inspection
    if not is_of_contractor(act, inspection.contract, *PLANNERS):
        return refused("Na zalecenia odpowiada zleceniobiorca.")
    if inspection.state != State.RECOMMENDED:
        return refused("Odpowiedzi na zalecenia nie można już zmienić.")
    return ALLOWED


def may_send_answers(act: Act, inspection: Inspection) -> Verdict:
    """Allow those who may sign for the contractor, and its administrator."""
    if is_of_contractor(act, inspection.contract, *SENDERS):
        return ALLOWED
    return refused("Odpowiedź wysyła osoba reprezentująca zleceniobiorcę albo jego administrator.")


def may_assess(act: Act, recommendation: InspectionRecommendation) -> Verdict:
    """Allow clerks and coordinators, once there is an answer or the term has passed without one."""
    inspection = recommendation.inspection
    allowed = may_conduct(act, inspection)
    if not allowed or inspection.state == State.ANSWERED:
        return allowed
    is_late = recommendation.due_on is not None and act.day > recommendation.due_on
    if inspection.state == State.RECOMMENDED and is_late:
        return ALLOWED
    return refused("Zalecenie ocenia się po odpowiedzi zleceniobiorcy albo po jego terminie.")


def may_read_inspection(act: Act, inspection: Inspection) -> Verdict:
    """Allow whoever reads the contract; the contractor once the inspection is announced."""
    if act.scope.kind == "organisation" and inspection.announced_at is None:
        return refused("Tej kontroli nie zapowiedziano.")
    return may_read(act, inspection.contract)


def may_read_protocol(act: Act, protocol: ProtocolVersion) -> Verdict:
    """Allow both sides: a version exists once it was sent."""
    return may_read_inspection(act, protocol.inspection)


def may_read_recommendations(act: Act, inspection: Inspection) -> Verdict:
    """Allow both sides; the contractor once they were delivered."""
    if act.scope.kind == "organisation" and inspection.recommended_on is None:
        return refused("Zaleceń jeszcze nie doręczono.")
    return may_read_inspection(act, inspection)
