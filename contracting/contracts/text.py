"""A contract's whole text: what the template gives now, or what was frozen with the number."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from contracting.contracts.agreed import AgreedPlan, agreed_of
from contracting.contracts.catalogue import CONDITIONS, FIELDS, conditions_of, framework, values_of
from contracting.contracts.models import Contract, ContractTemplate
from contracting.contracts.plan import written_plan
from contracting.contracts.rules.text import Block, Fault, faults_of, rendered
from contracting.offers.content import bidders_of
from mkus_portal.documents.digest import canonical, sha256

TITLE = "UMOWA O REALIZACJĘ ZADANIA PUBLICZNEGO"
JOINT_TITLE = "UMOWA O REALIZACJĘ ZADANIA PUBLICZNEGO NA PODSTAWIE OFERTY WSPÓLNEJ"
BASIS = (
    "o której mowa w art. 16 ust. {paragraph} ustawy z dnia 24 kwietnia 2003 r. o działalności"
    " pożytku publicznego i o wolontariacie"
)


@dataclass(frozen=True, slots=True)
class ContractText:
    """The text with its parties; `blocks` are pairs of (whether a heading, words)."""

    title: str
    basis: str
    task: str
    principal: str
    contractors: Sequence[str]
    blocks: Sequence[tuple[bool, str]] = field(default_factory=tuple)


def body_of(contract: Contract) -> str:
    """Return the template's text that the contract is made from."""
    return contract.template.body if contract.template else framework()


def current_template(office: int) -> ContractTemplate | None:
    """Return the office's newest contract text; None while it uses the framework's."""
    return ContractTemplate.objects.filter(office=office).order_by("version").last()


def template_faults(body: str) -> list[Fault]:
    """Return what is wrong in a template's text."""
    return faults_of(body, FIELDS.keys(), CONDITIONS.keys())


def blocks_of(contract: Contract, body: str, plan: AgreedPlan) -> tuple[Block, ...]:
    """Return a template's text for the contract under the plan."""
    return rendered(body, values_of(contract, plan), conditions_of(contract, plan))


def plan_of(contract: Contract) -> AgreedPlan:
    """Return the agreed plan; while it is written, the one that stands now."""
    is_written = contract.state == Contract.State.PLANNING or not contract.agreed
    return written_plan(contract) if is_written else agreed_of(contract)


def made_text(contract: Contract) -> ContractText:
    """Return the text as template, plan and terms give it now."""
    plan = plan_of(contract)
    office = contract.office
    return ContractText(
        title=JOINT_TITLE if contract.is_joint else TITLE,
        basis=BASIS.format(paragraph=6 if contract.is_joint else 1),
        task=contract.title,
        principal=(
            f"{office.name} z siedzibą: {office.street}, {office.postcode} {office.seat},"
            f" reprezentowaną przez: {office.executive_title}"
        ),
        contractors=bidders_of(plan.content),
        blocks=tuple(
            (one.is_heading, one.text) for one in blocks_of(contract, body_of(contract), plan)
        ),
    )


def text_of(contract: Contract) -> ContractText:
    """Return the frozen text, before the freezing the one that stands now."""
    return thawed(contract.text) if contract.text else made_text(contract)


def frozen(text: ContractText, agreed: dict[str, Any] | None) -> tuple[dict[str, Any], str]:
    """Return the text as JSON keeps it, and the digest of it with the agreed plan, its annex."""
    return asdict(text), sha256(canonical([asdict(text), agreed]))


def thawed(kept: dict[str, Any]) -> ContractText:
    """Return a text that was kept."""
    blocks = tuple((bool(is_heading), str(words)) for is_heading, words in kept["blocks"])
    return ContractText(**{**kept, "blocks": blocks})
