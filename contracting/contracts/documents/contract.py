"""The contract as a document: its text, the signatures, the agreed plan as annexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from contracting.contracts.agreed import AgreedPlan
from contracting.contracts.documents.signatures import places_for, recorded, say_signatures
from contracting.contracts.models import Contract
from contracting.contracts.permissions import may_read
from contracting.contracts.plan import plan_form
from contracting.contracts.text import ContractText, plan_of, text_of
from contracting.offers.content import Action, Result
from contracting.offers.costing import CostRow, SourceRow, cost_rows, source_rows
from mkus_portal.act import Scope
from mkus_portal.documents.registry import DocumentKind
from mkus_portal.documents.word import Word
from mkus_portal.web import wording

DOTS = "………………"
ANNEXES = (
    "Oferta realizacji zadania publicznego",
    "Aktualny odpis lub wydruk z rejestru albo ewidencji",
    "Uzgodniony opis działań i harmonogram",
    "Uzgodniona kalkulacja przewidywanych kosztów",
)
JOINT_ANNEX = "Umowa zawarta między zleceniobiorcami oferty wspólnej"


@dataclass(frozen=True, slots=True)
class ContractDocument:
    """Everything that the contract prints; amounts of `from_grant` by the key of a cost."""

    watermark: str
    number: str
    concluded: str
    text: ContractText
    annexes: Sequence[str]
    years: Sequence[str]
    actions: Sequence[Action]
    results: Sequence[Result]
    description: str
    costs: Sequence[CostRow]
    sources: Sequence[SourceRow]
    from_grant: Sequence[tuple[str, str]]
    signatures: Sequence[tuple[str, str, str]]
    to_sign: Sequence[str]


def build_contract(contract: Contract, asked_at: datetime) -> ContractDocument:
    """Return the contract; before its number a project, then the frozen text."""
    plan = plan_of(contract)
    content = plan.content
    signatures = contract.signatures.filter(version=0, digest=contract.digest)
    return ContractDocument(
        watermark="" if contract.text else "PROJEKT",
        number=contract.number or DOTS,
        concluded=_concluded(contract),
        text=text_of(contract),
        annexes=(*ANNEXES, *((JOINT_ANNEX,) if contract.is_joint else ())),
        years=tuple(str(year) for year in content.years) if len(content.years) > 1 else (),
        actions=content.actions,
        results=content.results,
        description=content.text("III.3"),
        costs=cost_rows(content),
        sources=source_rows(content),
        from_grant=_split(plan),
        signatures=recorded(signatures),
        to_sign=places_for(contract) if contract.concluded_on is None else (),
    )


def _concluded(contract: Contract) -> str:
    if contract.concluded_on is None:
        return f"zawarta dnia {DOTS} w {DOTS}"
    return f"zawarta dnia {wording.day(contract.concluded_on)} w: {contract.concluded_in}"


def _split(plan: AgreedPlan) -> tuple[tuple[str, str], ...]:
    named = {line.pk: line.name for line in plan.lines}
    return tuple(
        (named[pk], wording.money(amount))
        for pk, amount in plan.from_grant.items()
        if amount > Decimal(0) and pk in named
    )


def owner(contract: Contract) -> Scope:
    """Return the office in whose list the contract stands."""
    return Scope("office", contract.office_id)


CONTRACT_DOCUMENT = DocumentKind(
    code="contract",
    label="Umowa o realizację zadania publicznego",
    template="documents/contract.html",
    build=build_contract,
    may_read=may_read,
    owner=owner,
)


def contract_word(contract: Contract) -> bytes:
    """Return the contract as DOCX; the same contract is the same file."""
    content = build_contract(contract, contract.created_at)
    text = content.text
    title = f"{text.title} nr {content.number}"
    word = Word(title, contract.office.office_name, contract.created_at)
    word.heading(text.title, 1)
    word.paragraph(text.basis, f"nr {content.number}, pod tytułem: {text.task}", content.concluded)
    word.paragraph("między:", f"{text.principal}, zwaną dalej „Zleceniodawcą”,", "a")
    word.paragraph(*text.contractors, "– zwanym dalej „Zleceniobiorcą”.")
    for is_heading, words in text.blocks:
        if is_heading:
            word.heading(words, 2)
        else:
            word.paragraph(words)
    word.heading("Załączniki", 2)
    word.paragraph(*(f"{number}. {name}" for number, name in enumerate(content.annexes, 1)))
    say_signatures(word, content.signatures, content.to_sign)
    _word_annexes(word, contract, content)
    return word.content()


def _word_annexes(word: Word, contract: Contract, content: ContractDocument) -> None:
    form = plan_form(contract)
    word.heading("Uzgodniony opis działań i harmonogram", 2)
    word.paragraph(*content.description.split("\n"))
    rows = [(one.name, one.description, one.target_group, one.schedule) for one in content.actions]
    word.table(("Działanie", "Opis", "Grupa docelowa", "Termin"), rows)
    results = [(one.name, one.target_value, one.monitoring_method) for one in content.results]
    if results:
        word.table(("Rezultat", "Wartość docelowa", "Sposób monitorowania"), results)
    word.heading(f"Uzgodniona kalkulacja kosztów: {form.field('V.A').label.split(' (')[0]}", 2)
    costs = [
        (one.number, one.name, wording.money(one.total) if one.level != "part" else "")
        for one in content.costs
    ]
    word.table(("Lp.", "Rodzaj kosztu", "Wartość"), costs)
    sources = [(one.number, one.name, wording.money(one.value)) for one in content.sources]
    word.table(("Lp.", "Źródło", "Wartość"), sources)
