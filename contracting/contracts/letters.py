"""Who is told of a contract's steps, and what waits for whom."""

from collections.abc import Iterable

from django.urls import reverse

from contracting.contracts.models import Contract, ContractAmendment, Tranche
from contracting.contracts.permissions import PLANNERS, SENDERS, WRITERS, has_lawyer
from contracting.evaluation.models import Assessment
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.actions import (
    Until,
    Whose,
    close_duty,
    open_duty,
    people_with,
    send_letter,
)
from mkus_portal.notifications.messages import MessageKind

OPEN = "contract_open"
STEP = "contract_step"
STEP_LETTER = MessageKind(
    code="contract_step",
    label="Umowa: następny krok",
    subject="{what}: {title}",
    template="contracting/contracts/letters/contract_step.txt",
)
NEWS = MessageKind(
    code="contract_news",
    label="Umowa: wiadomość",
    subject="{what}: {title}",
    template="contracting/contracts/letters/contract_news.txt",
)
PAY = "tranche_pay"
AMEND = "amendment_step"
KINDS = (STEP_LETTER, NEWS)
State = Contract.State
# who makes the next step, as what, and in what words it is asked
Asked = tuple[str, tuple[str, ...], str]
ASKED: dict[str, Asked] = {
    State.PLANNING: ("organisation", PLANNERS, "Zaktualizuj plan zadania"),
    State.DRAFT: ("office", WRITERS, "Przygotuj projekt umowy"),
    State.REVIEW: ("office", ("lawyer",), "Zaopiniuj projekt umowy"),
    State.LEGAL: ("office", ("treasurer",), "Kontrasygnuj umowę"),
    State.COUNTERSIGNED: ("organisation", SENDERS, "Podpisz umowę"),
    State.SIGNED_NGO: ("office", ("executive",), "Podpisz umowę"),
}


def office_scope(contract: Contract) -> Scope:
    """Return the contract's office as a holder of roles."""
    return Scope("office", contract.office_id)


def ask_to_open(act: Act, assessment: Assessment) -> None:
    """Open the clerks' duty to prepare the contract of an accepted grant."""
    office = Scope("office", assessment.evaluation.call.office_id)
    offer = assessment.offer
    sentence = f"Przygotuj umowę: {offer.organisation.name}, „{offer}”"[:300]
    url = reverse("call-contracts", args=(assessment.evaluation.call_id,))
    whose = Whose(scope=office, roles=WRITERS)
    open_duty(act, OPEN, assessment, whose, url=url, sentence=sentence)


def close_opening(act: Act, assessment: Assessment) -> None:
    """End it: the contract is opened, or the bidder has resigned."""
    close_duty(act, OPEN, assessment)


def ask_for_step(act: Act, contract: Contract, why: str = "") -> None:
    """Let the contract wait for whoever makes the next step, and write to them."""
    close_duty(act, STEP, contract)
    if contract.state in ASKED:
        asked, about = ASKED[contract.state], f"„{contract.title}”"
        _ask(act, STEP, contract, contract, asked, about=about, why=why)


def _ask(
    act: Act,
    duty: str,
    obj: Contract | ContractAmendment,
    contract: Contract,
    asked: Asked,
    *,
    about: str,
    why: str,
) -> None:
    """Open the duty of whoever makes the step, and write to them; without a lawyer, the clerks."""
    kind, roles, what = asked
    scope = office_scope(contract) if kind == "office" else contract.organisation.scope
    if roles == ("lawyer",) and not has_lawyer(act, contract.office_id):
        roles = WRITERS
    url, whose = obj.get_absolute_url(), Whose(scope=scope, roles=roles)
    open_duty(act, duty, obj, whose, url=url, sentence=f"{what}: {about}"[:300])
    context = {"what": what, "title": contract.title, "why": why, "url": url}
    send_letter(act, STEP_LETTER.code, people_with(scope, act.day, *roles), obj, context)


def say(act: Act, contract: Contract, what: str, text: str, people: Iterable[User]) -> None:
    """Write what has happened to the contract."""
    context = {
        "what": what,
        "title": contract.title,
        "text": text,
        "url": contract.get_absolute_url(),
    }
    send_letter(act, NEWS.code, people, contract, context)


def both_sides(act: Act, contract: Contract) -> list[User]:
    """Return the clerks, the treasurer, and the contractor's people."""
    office = people_with(office_scope(contract), act.day, *WRITERS, "treasurer")
    return [*office, *contractors_people(act, contract)]


def contractors_people(act: Act, contract: Contract) -> list[User]:
    """Return the contractor's people."""
    return people_with(contract.organisation.scope, act.day, *PLANNERS)


def ask_to_pay(act: Act, contract: Contract) -> None:
    """Open the treasurer's duty for each planned tranche, until its day or the statutory one."""
    whose = Whose(scope=office_scope(contract), roles=("treasurer",))
    for tranche in contract.tranches.filter(state="planned"):
        due = tranche.last_day
        sentence = f"Wypłać transzę {tranche.ordinal}: umowa nr {contract.number}"[:300]
        until = Until.end_of(due) if due else None
        url = reverse("tranche-list")
        open_duty(act, PAY, tranche, whose, url=url, sentence=sentence, due=until)


def close_payment(act: Act, tranche: Tranche) -> None:
    """End it: the tranche is paid, or will not be."""
    close_duty(act, PAY, tranche)


Amended = ContractAmendment.State
AMENDMENT_ASKED: dict[str, Asked] = {
    Amended.WRITTEN: ("organisation", PLANNERS, "Przygotuj zmiany do aneksu"),
    Amended.ASKED: ("office", WRITERS, "Odpowiedz na prośbę o aneks"),
    Amended.AGREED: ("office", ("lawyer",), "Zaopiniuj aneks"),
    Amended.LEGAL: ("office", ("treasurer",), "Kontrasygnuj aneks"),
    Amended.COUNTERSIGNED: ("organisation", SENDERS, "Podpisz aneks"),
    Amended.SIGNED_NGO: ("office", ("executive",), "Podpisz aneks"),
}


def ask_for_amendment_step(act: Act, amendment: ContractAmendment, why: str = "") -> None:
    """Let the amendment wait for whoever makes the next step, and write to them."""
    close_duty(act, AMEND, amendment)
    if amendment.state in AMENDMENT_ASKED:
        asked, contract = AMENDMENT_ASKED[amendment.state], amendment.contract
        about = f"umowa nr {contract.number}, „{contract.title}”"
        _ask(act, AMEND, amendment, contract, asked, about=about, why=why)
