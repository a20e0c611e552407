"""The office's steps: opinion, countersignature with the number, signatures, conclusion."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracting.calls.actions import post_pool_entry
from contracting.calls.models import PoolEntry
from contracting.contracts import letters
from contracting.contracts.actions.planning import cancel_tranches, has_reason
from contracting.contracts.documents.contract import CONTRACT_DOCUMENT
from contracting.contracts.models import (
    Contract,
    ContractAmendment,
    ContractNumbers,
    ContractSignature,
    ContractTemplate,
    ContractVersion,
)
from contracting.contracts.permissions import may_conclude, may_record_contractor
from contracting.contracts.posting import post_history
from contracting.contracts.signing import contractors_of, missing_signatures
from contracting.contracts.terms import terms_in_words
from contracting.contracts.text import body_of, frozen, made_text, template_faults
from mkus_portal.act import WARSAW, Act
from mkus_portal.attachments.actions import attach
from mkus_portal.attachments.models import Attachment
from mkus_portal.documents.actions import request
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

Side = ContractSignature.Side


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it is recorded: who, for whom, where, when and how."""

    signatory: str
    place: str
    day: date
    kind: str
    organisation_name: str = ""


@transaction.atomic
def ask_opinion(act: Act, contract: Contract) -> Contract:
    """Hand the project to the lawyer; its text must be sound (R22). Raises Refused."""
    insist(_text_is_sound(contract))
    perform(act, contract, "ask_opinion")
    letters.ask_for_step(act, contract)
    return contract


def _text_is_sound(contract: Contract) -> Verdict:
    faults = template_faults(body_of(contract))
    return refused(f"Popraw wzór umowy. {faults[0]}") if faults else ALLOWED


@transaction.atomic
def approve(act: Act, contract: Contract, note: str = "") -> Contract:
    """Give a good opinion; the treasurer is next. Raises Refused."""
    perform(act, contract, "approve", note=note.strip())
    letters.ask_for_step(act, contract, why=note.strip())
    return contract


@transaction.atomic
def send_back(act: Act, contract: Contract, reason: str) -> Contract:
    """Give the project back to the clerks with the lawyer's remarks. Raises Refused."""
    return _back(act, contract, "send_back", "Uwagi radcy prawnego", reason)


@transaction.atomic
def refuse_countersignature(act: Act, contract: Contract, reason: str) -> Contract:
    """Refuse the countersignature with the reason; the project is the clerks' again."""
    return _back(act, contract, "refuse_countersignature", "Odmowa kontrasygnaty", reason)


@transaction.atomic
def take_back(act: Act, contract: Contract, reason: str) -> Contract:
    """Take an unsigned contract back to correct it; it keeps its number. Raises Refused."""
    _back(act, contract, "take_back", "Umowa wróciła do projektu", reason)
    contract.text, contract.digest = None, ""
    contract.save(update_fields=["text", "digest"])
    return contract


def _back(act: Act, contract: Contract, move: str, what: str, reason: str) -> Contract:
    insist(has_reason(reason))
    perform(act, contract, move, note=reason.strip())
    letters.ask_for_step(act, contract, why=f"{what}: {reason.strip()}")
    return contract


@transaction.atomic
def countersign(act: Act, contract: Contract) -> Contract:
    """Countersign: the contract takes its number, its text is frozen, the file is asked for.

    A contract that was taken back keeps the number it has. Raises Refused, MoveTaken.
    """
    insist(_text_is_sound(contract))
    perform(act, contract, "countersign")
    if not contract.number:
        contract.number = take_number(act, contract)
    contract.text, contract.digest = frozen(made_text(contract), contract.agreed)
    contract.save(update_fields=["number", "text", "digest"])
    request(act, CONTRACT_DOCUMENT.code, contract, title=f"Umowa nr {contract.number}")
    letters.ask_for_step(act, contract)
    return contract


def take_number(act: Act, contract: Contract) -> str:
    """Return the office's next number of the year in the words of its pattern."""
    year = act.day.year
    number = ContractNumbers.take(contract.office, year)
    pattern = (contract.template or ContractTemplate()).number_pattern
    return pattern.replace("{nr}", str(number)).replace("{rok}", str(year))


@transaction.atomic
def record_contractor(
    act: Act, contract: Contract, signed: Signed, files: Sequence[Attachment] = ()
) -> Contract:
    """Record a contractor's signature; with the last one the contract goes to the executive.

    Raises Refused for a party that has signed or is none.
    """
    hold(contract)
    insist(may_record_contractor(act, contract), _is_open_for(contract, signed))
    record_signature(act, contract, Side.CONTRACTOR, signed, files)
    if not missing_signatures(contract):
        perform(act, contract, "sign_ngo")
        letters.ask_for_step(act, contract)
    return contract


def _is_open_for(contract: Contract, signed: Signed) -> Verdict:
    if contract.state != Contract.State.COUNTERSIGNED:
        return refused("Umowa nie czeka teraz na podpis zleceniobiorcy.")
    return party_signs(contract, signed, missing_signatures(contract))


def party_signs(contract: Contract, signed: Signed, missing: Collection[str]) -> Verdict:
    """Refuse a signature for nobody's part, and a second one of a party that is not `missing`."""
    if signed.organisation_name not in contractors_of(contract):
        return refused("Wybierz stronę, w której imieniu złożono podpis.")
    if signed.organisation_name not in missing:
        return refused("Podpis tej strony jest już odnotowany.")
    return ALLOWED


def record_signature(
    act: Act,
    contract: Contract,
    side: str,
    signed: Signed,
    files: Sequence[Attachment],
    *,
    amendment: ContractAmendment | None = None,
) -> ContractSignature:
    """Keep a signature under the contract, or under an amendment of it, with its file."""
    insist(_day_fits(act, contract, signed))
    signature = ContractSignature(
        contract=contract,
        side=side,
        organisation_name=signed.organisation_name,
        signatory=signed.signatory.strip(),
        place=signed.place.strip(),
        signed_on=signed.day,
        kind=signed.kind,
        version=amendment.ordinal if amendment else 0,
        digest=amendment.digest if amendment else contract.digest,
        recorded_at=act.at,
        recorded_by_id=act.user,
    )
    signature.full_clean()
    signature.save()
    if files:
        attach(act, signature, files)
    return signature


def _day_fits(act: Act, contract: Contract, signed: Signed) -> Verdict:
    if signed.day > act.day:
        return refused("Data podpisu nie może być w przyszłości.")
    if signed.day < contract.created_at.astimezone(WARSAW).date():
        return refused("Data podpisu nie może być wcześniejsza niż projekt umowy.")
    return ALLOWED


@transaction.atomic
def conclude(
    act: Act, contract: Contract, signed: Signed, files: Sequence[Attachment] = ()
) -> Contract:
    """Sign for the principal: the contract is concluded on the day of the last signature.

    Its first version is kept, and the file is made anew with the signatures. Raises Refused.
    """
    hold(contract)
    insist(may_conclude(act, contract))
    if contract.state != Contract.State.SIGNED_NGO:
        insist(refused("Umowa nie czeka teraz na podpis organu."))
    record_signature(act, contract, Side.PRINCIPAL, signed, files)
    days = contract.signatures.filter(digest=contract.digest).values_list("signed_on", flat=True)
    contract.concluded_on, contract.concluded_in = max(days), signed.place.strip()
    contract.save(update_fields=["concluded_on", "concluded_in"])
    perform(act, contract, "conclude")
    keep_version(act, contract, 0)
    request(act, CONTRACT_DOCUMENT.code, contract, title=f"Umowa nr {contract.number}")
    _post(act, contract)
    letters.ask_for_step(act, contract)
    letters.ask_to_pay(act, contract)
    text = f"Umowa nr {contract.number} została zawarta dnia {contract.concluded_on:%d.%m.%Y} r."
    letters.say(act, contract, "Umowa zawarta", text, letters.both_sides(act, contract))
    return contract


def _post(act: Act, contract: Contract) -> None:
    """Tell the call's pool and the organisation's history of the contract."""
    task = contract.assessment.offer.task
    post_pool_entry(
        act,
        task,
        PoolEntry.Kind.CONTRACT,
        contract.grant,
        who=contract.organisation.name,
        label=f"umowa nr {contract.number}",
    )
    post_history(act, contract)


def keep_version(
    act: Act, contract: Contract, ordinal: int, *, since: date | None = None
) -> ContractVersion:
    """Keep the contract as it stands now as one of its versions; `since` is its first day."""
    return ContractVersion.objects.create(
        contract=contract,
        ordinal=ordinal,
        in_force_from=since or contract.concluded_on or act.day,
        terms=terms_in_words(contract),
        agreed=contract.agreed,
        text=contract.text,
        digest=contract.digest,
        made_at=act.at,
    )


@transaction.atomic
def abandon(act: Act, contract: Contract, reason: str) -> Contract:
    """Give up a contract that was not concluded, with the reason. Raises Refused."""
    insist(has_reason(reason))
    perform(act, contract, "abandon", note=reason.strip())
    contract.ended_on = act.day
    contract.save(update_fields=["ended_on"])
    cancel_tranches(act, contract)
    letters.ask_for_step(act, contract)
    people = letters.both_sides(act, contract)
    letters.say(act, contract, "Umowa nie zostanie zawarta", reason.strip(), people)
    return contract
