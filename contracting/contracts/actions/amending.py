"""Amendments: opening one, its steps, its signatures, and what it makes of the contract."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from contracting.contracts import letters
from contracting.contracts.actions.opening import freeze_plan
from contracting.contracts.actions.planning import has_reason
from contracting.contracts.actions.signing import (
    Signed,
    keep_version,
    party_signs,
    record_signature,
)
from contracting.contracts.afterwards import tell_amended
from contracting.contracts.agreed import as_json
from contracting.contracts.amending import changes_of, open_amendment, restore
from contracting.contracts.documents.amendment import AMENDMENT_DOCUMENT
from contracting.contracts.documents.contract import CONTRACT_DOCUMENT
from contracting.contracts.models import (
    TOGETHER,
    Contract,
    ContractAmendment,
    ContractSignature,
)
from contracting.contracts.permissions import may_amend, may_conclude, may_record_contractor
from contracting.contracts.plan import written_plan
from contracting.contracts.procedure.amendment import AMENDMENT
from contracting.contracts.signing import missing_signatures
from contracting.contracts.text import frozen, made_text
from mkus_portal.act import Act
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.actions import request
from mkus_portal.documents.digest import canonical, sha256
from mkus_portal.drafting.actions import lock_draft
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform, verdict_on
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = ContractAmendment.State
Side = ContractSignature.Side
AROUND = ("contract", *(f"contract__{one}" for one in TOGETHER))


@transaction.atomic
def open_amendment_of(act: Act, contract: Contract, reason: str) -> ContractAmendment:
    """Open the plan of a contract in force for a change, with the reason. Raises Refused."""
    hold(contract)
    insist(may_amend(act, contract), has_reason(reason), _none_is_open(contract))
    last = contract.amendments.order_by("ordinal").last()
    amendment = ContractAmendment.objects.create(
        contract=contract,
        ordinal=last.ordinal + 1 if last else 1,
        reason=reason.strip(),
        by_office=act.scope.kind == "office",
        opened_at=act.at,
        opened_by_id=act.user,
    )
    letters.ask_for_amendment_step(act, amendment)
    return amendment


def _none_is_open(contract: Contract) -> Verdict:
    if open_amendment(contract) is None:
        return ALLOWED
    return refused("Inny aneks do tej umowy jest w toku.")


@transaction.atomic
def set_days(act: Act, amendment: ContractAmendment, **days: Any) -> ContractAmendment:
    """Change until when costs may be borne, while the amendment is written. Raises Refused."""
    hold(amendment)
    insist(AMENDMENT.move("ask").permission(act, amendment))
    if amendment.state != State.WRITTEN:
        insist(refused("Zmiany są już przekazane urzędowi."))
    for name, value in days.items():
        setattr(amendment, name, value)
    amendment.save(update_fields=list(days))
    return amendment


@transaction.atomic
def step(act: Act, amendment: ContractAmendment, move: str, note: str = "") -> ContractAmendment:
    """Make a step that needs no more than a word: ask, agree, approve. Raises Refused."""
    lock_draft(amendment.contract.draft)
    perform(act, amendment, move, note=note.strip())
    letters.ask_for_amendment_step(act, amendment, why=note.strip())
    return amendment


@transaction.atomic
def give_back(act: Act, amendment: ContractAmendment, reason: str) -> ContractAmendment:
    """Give the changes back to the contractor with the reason. Raises Refused."""
    insist(has_reason(reason))
    return step(act, amendment, "give_back", reason)


@transaction.atomic
def end(act: Act, amendment: ContractAmendment, move: str, reason: str) -> ContractAmendment:
    """Refuse or withdraw an amendment: the plan returns to what was agreed. Raises Refused."""
    insist(has_reason(reason))
    lock_draft(amendment.contract.draft)
    perform(act, amendment, move, note=reason.strip())
    restore(amendment.contract)
    letters.ask_for_amendment_step(act, amendment)
    contract = amendment.contract
    people = letters.both_sides(act, contract)
    what = f"Aneks nr {amendment.ordinal}: {amendment.get_state_display()}"
    letters.say(act, contract, what, reason.strip(), people)
    return amendment


@transaction.atomic
def countersign_amendment(act: Act, amendment: ContractAmendment) -> ContractAmendment:
    """Countersign: what changes is frozen with its digest, and the file is asked for."""
    insist(verdict_on(act, amendment, AMENDMENT.move("countersign")))
    changes = [asdict(one) for one in changes_of(amendment)]
    plan = as_json(written_plan(amendment.contract))
    ContractAmendment.objects.filter(pk=amendment.pk).update(
        changes=changes, agreed=plan, digest=sha256(canonical([amendment.ordinal, changes, plan]))
    )
    perform(act, amendment, "countersign")
    request(act, AMENDMENT_DOCUMENT.code, amendment, title=str(amendment))
    letters.ask_for_amendment_step(act, amendment)
    return amendment


@transaction.atomic
def sign_amendment(
    act: Act, amendment: ContractAmendment, signed: Signed, files: Sequence[Attachment] = ()
) -> ContractAmendment:
    """Record a contractor's signature; with the last one it is the executive's turn."""
    contract = hold(amendment.contract)
    insist(may_record_contractor(act, contract), _waits_for(amendment, signed))
    record_signature(act, contract, Side.CONTRACTOR, signed, files, amendment=amendment)
    if not missing_signatures(contract, amendment.ordinal, amendment.digest):
        perform(act, amendment, "sign_ngo")
        letters.ask_for_amendment_step(act, amendment)
    return amendment


def _waits_for(amendment: ContractAmendment, signed: Signed) -> Verdict:
    if amendment.state != State.COUNTERSIGNED:
        return refused("Aneks nie czeka teraz na podpis zleceniobiorcy.")
    missing = missing_signatures(amendment.contract, amendment.ordinal, amendment.digest)
    return party_signs(amendment.contract, signed, missing)


@transaction.atomic
def conclude_amendment(
    act: Act, amendment: ContractAmendment, signed: Signed, files: Sequence[Attachment] = ()
) -> ContractAmendment:
    """Sign for the principal: the contract is as the amendment says, in its next version."""
    contract = hold(amendment.contract)
    insist(may_conclude(act, contract))
    if amendment.state != State.SIGNED_NGO:
        insist(refused("Aneks nie czeka teraz na podpis organu."))
    record_signature(act, contract, Side.PRINCIPAL, signed, files, amendment=amendment)
    rows = contract.signatures.filter(version=amendment.ordinal, digest=amendment.digest)
    amendment.in_force_from = max(rows.values_list("signed_on", flat=True))
    amendment.save(update_fields=["in_force_from"])
    perform(act, amendment, "conclude")
    _amend(act, contract, amendment)
    tell_amended(act, contract)
    text = f"Aneks nr {amendment.ordinal} obowiązuje od {amendment.in_force_from:%d.%m.%Y} r."
    letters.ask_for_amendment_step(act, amendment)
    letters.say(act, contract, "Umowa zmieniona", text, letters.both_sides(act, contract))
    return amendment


def _amend(act: Act, contract: Contract, amendment: ContractAmendment) -> None:
    """Write the amendment into the contract, and keep its next version with the whole text."""
    freeze_plan(contract)
    for name in ("grant_costs_to", "other_costs_to"):
        value = getattr(amendment, name)
        if value is not None:
            setattr(contract, name, value)
    contract.text, contract.digest = frozen(made_text(contract), contract.agreed)
    contract.save(update_fields=["grant_costs_to", "other_costs_to", "text", "digest"])
    keep_version(act, contract, amendment.ordinal, since=amendment.in_force_from)
    title = f"Umowa nr {contract.number}, tekst po aneksie nr {amendment.ordinal}"
    request(act, CONTRACT_DOCUMENT.code, contract, title=title)
    request(act, AMENDMENT_DOCUMENT.code, amendment, title=str(amendment))
