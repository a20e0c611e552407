"""Who may open, plan, write, give an opinion on, countersign and sign a contract."""

from django.db.models import QuerySet

from contracting.calls.models import Call
from contracting.contracts.models import (
    OFFICE_READERS,
    Contract,
    ContractAmendment,
    Tranche,
)
from contracting.evaluation.models import Assessment
from mkus_portal.accounts.models import Membership
from mkus_portal.act import Act, Scope
from mkus_portal.offices.models import LocalGovernment
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused
from ngos.models import NGO_ROLES

WRITERS = ("clerk", "coordinator")
PLANNERS = ("ngo_admin", "ngo_editor", "ngo_signatory", "ngo_accountant")
SENDERS = ("ngo_admin", "ngo_signatory")
NOT_YOURS = "Umowę prowadzi pracownik merytoryczny lub koordynator urzędu."


def is_of_office(act: Act, contract: Contract, *roles: str) -> bool:
    """Whether somebody acts for the contract's office in one of the roles."""
    return act.acts_for("office", contract.office_id) and act.holds(*roles)


def is_of_contractor(act: Act, contract: Contract, *roles: str) -> bool:
    """Whether somebody acts for the contractor in one of the roles."""
    return act.acts_for("organisation", contract.organisation_id) and act.holds(*roles)


def may_open(act: Act, assessment: Assessment) -> Verdict:
    """Allow clerks and coordinators of the office, once the bidder has accepted the grant."""
    office = assessment.evaluation.call.office_id
    if not (act.acts_for("office", office) and act.holds(*WRITERS)):
        return refused(NOT_YOURS)
    if assessment.state != Assessment.State.ACCEPTED:
        return refused("Umowę przygotowuje się, gdy oferent przyjmie dotację.")
    if Contract.objects.filter(assessment=assessment).exists():
        return refused("Umowa z tym oferentem jest już przygotowywana.")
    return ALLOWED


def waiting_in(call: Call) -> QuerySet[Assessment]:
    """Return the accepted grants of a call that have no contract yet."""
    return Assessment.objects.filter(
        evaluation__call=call, state=Assessment.State.ACCEPTED, contract=None
    )


def may_open_any(act: Act, call: Call) -> bool:
    """Whether contracts of a call wait for being opened by whoever acts."""
    first = waiting_in(call).select_related("evaluation__call").first()
    return first is not None and bool(may_open(act, first))


def may_ask_for_files(act: Act, call: Call) -> Verdict:
    """Allow clerks and coordinators of the call's office to ask for all its contracts' files."""
    if act.acts_for("office", call.office_id) and act.holds(*WRITERS):
        return ALLOWED
    return refused(NOT_YOURS)


def may_write(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators of the office."""
    return ALLOWED if is_of_office(act, contract, *WRITERS) else refused(NOT_YOURS)


def may_set_terms(act: Act, contract: Contract) -> Verdict:
    """Allow clerks and coordinators, until the project goes to the lawyer."""
    allowed = may_write(act, contract)
    if allowed and contract.state not in {Contract.State.PLANNING, Contract.State.DRAFT}:
        return refused("Warunki można zmieniać, dopóki projekt nie trafił do radcy prawnego.")
    return allowed


def may_plan(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's people to write the plan, while the office waits for it."""
    if not is_of_contractor(act, contract, *PLANNERS):
        return refused("Plan zadania aktualizuje zleceniobiorca.")
    if contract.state == Contract.State.PLANNING or is_amended(contract):
        return ALLOWED
    return refused("Plan jest już przekazany urzędowi.")


def may_comment_plan(act: Act, contract: Contract) -> Verdict:
    """Allow each side to comment among itself, while the plan is open."""
    if contract.state != Contract.State.PLANNING and not is_amended(contract):
        return refused("Plan jest już przekazany. Uwagi można tylko czytać.")
    return may_read(act, contract)


def is_amended(contract: Contract) -> bool:
    """Whether the plan of a contract in force is open: the contractor writes an amendment."""
    return contract.amendments.filter(state=ContractAmendment.State.WRITTEN).exists()


def may_amend(act: Act, contract: Contract) -> Verdict:
    """Allow both sides to begin an amendment of a contract in force, while the task goes on."""
    if not (is_of_contractor(act, contract, *SENDERS) or may_write(act, contract)):
        return refused("Aneks zaczyna osoba reprezentująca zleceniobiorcę albo urząd.")
    if contract.state != Contract.State.IN_FORCE:
        return refused("Zmienia się umowę, która obowiązuje.")
    if act.day > contract.ends_on:
        return refused("Zadanie już się zakończyło: umowy nie można zmienić aneksem.")
    return ALLOWED


def may_send_plan(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's administrator and those who may sign."""
    if is_of_contractor(act, contract, *SENDERS):
        return ALLOWED
    return refused("Robi to administrator organizacji albo osoba reprezentująca.")


def may_read(act: Act, contract: Contract) -> Verdict:
    """Allow the office's readers and the contractor's people."""
    if is_of_office(act, contract, *OFFICE_READERS) or is_of_contractor(act, contract, *NGO_ROLES):
        return ALLOWED
    if act.holds("system"):
        return ALLOWED
    return refused("Umowę czytają jej strony.")


def has_lawyer(act: Act, office: int) -> bool:
    """Whether somebody in the office gives opinions in the portal."""
    return (
        Membership.objects.of(Scope("office", office))
        .with_role("lawyer")
        .valid_on(act.day)
        .exists()
    )


def may_give_opinion(act: Act, contract: Contract) -> Verdict:
    """Allow the office's lawyer; where the portal knows none, whoever records the opinion given."""
    if is_of_office(act, contract, "lawyer"):
        return ALLOWED
    if may_write(act, contract) and not has_lawyer(act, contract.office_id):
        return ALLOWED
    return refused("Projekt opiniuje radca prawny urzędu.")


def may_countersign(act: Act, contract: Contract) -> Verdict:
    """Allow the office's treasurer: an obligation needs the countersignature."""
    if is_of_office(act, contract, "treasurer"):
        return ALLOWED
    return refused("Umowę kontrasygnuje skarbnik.")


def may_record_contractor(act: Act, contract: Contract) -> Verdict:
    """Allow the contractor's signatories, and the clerks who hold the signed paper."""
    if is_of_contractor(act, contract, *SENDERS) or may_write(act, contract):
        return ALLOWED
    return refused("Podpis zleceniobiorcy odnotowuje osoba reprezentująca albo urząd.")


def may_conclude(act: Act, contract: Contract) -> Verdict:
    """Allow the executive body."""
    if is_of_office(act, contract, "executive"):
        return ALLOWED
    return refused("Umowę podpisuje organ wykonawczy.")


def may_sign_now(act: Act, contract: Contract) -> Verdict:
    """Whether whoever acts may record the signature for which the contract waits."""
    if contract.state == Contract.State.COUNTERSIGNED:
        return may_record_contractor(act, contract)
    if contract.state == Contract.State.SIGNED_NGO:
        return may_conclude(act, contract)
    return refused("Umowa nie czeka teraz na podpis.")


def may_meet_condition(act: Act, tranche: Tranche) -> Verdict:
    """Allow clerks and coordinators to record that a tranche's condition is met."""
    allowed = may_write(act, tranche.contract)
    if allowed and tranche.condition == Tranche.Condition.NONE:
        return refused("Ta transza nie ma warunku.")
    return allowed


def may_keep_template(act: Act, office: LocalGovernment) -> Verdict:
    """Allow coordinators, clerks and the lawyer to write the office's contract text."""
    if act.acts_for("office", office.pk) and act.holds(*WRITERS, "lawyer"):
        return ALLOWED
    return refused("Wzór umowy zmienia koordynator, pracownik merytoryczny albo radca prawny.")
