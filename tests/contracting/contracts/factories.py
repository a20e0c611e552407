"""Contracts in force, made quickly for the rooms after signing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracting.contracts.actions import opening, planning, signing
from contracting.contracts.agreed import agreed_of, as_json
from contracting.contracts.models import TOGETHER, Contract, Tranche
from contracting.contracts.plan import TEXTS, copy_into, written_plan
from contracting.contracts.text import frozen, made_text
from contracting.evaluation.actions.deciding import accept_award
from contracting.evaluation.models import Assessment
from contracting.offers.content import from_json
from mkus_portal.act import Act
from mkus_portal.drafting.actions import tie
from mkus_portal.drafting.models import Answer, Draft
from tests.clock import NOW
from tests.contracting.evaluation.factories_deciding import LATER, announced
from tests.contracting.offers.factories import Cast

ACCEPTED = LATER + timedelta(days=3)
OPENED = ACCEPTED + timedelta(days=1)
STEPS = OPENED + timedelta(days=2)
CLASSIFICATION = {"budget_division": "926", "budget_chapter": "92605", "budget_paragraph": "2360"}
ACCOUNT = "PL20999900000000000000000001"


def in_force(assessment: Assessment, number: str = "1/2026", **terms: Any) -> Contract:
    """A contract in force on an accepted offer, with its whole plan and one paid tranche."""
    offer = assessment.offer
    draft = Draft.objects.create(form_code="contract-plan", form_version="1", changed_at=NOW)
    grant = assessment.awarded_grant or offer.grant
    assert grant is not None
    content = from_json(assessment.offer.content)
    copy_into(draft, content, grant)
    for code in TEXTS:
        Answer.objects.create(
            draft=draft, field=code, text=content.text(code), version=1, saved_at=NOW
        )
    contract = Contract.objects.create(
        **{
            "assessment": assessment,
            "office": offer.office,
            "organisation": offer.organisation,
            "draft": draft,
            "state": Contract.State.IN_FORCE,
            "title": offer.task_title,
            "commissioning_form": offer.commissioning_form,
            "is_joint": offer.is_joint,
            "grant": grant,
            "starts_on": offer.starts_on,
            "ends_on": offer.ends_on,
            "grant_costs_from": offer.starts_on,
            "grant_costs_to": offer.ends_on,
            "other_costs_from": offer.starts_on,
            "other_costs_to": offer.ends_on,
            "shift_percent": Decimal(10),
            "number": number,
            "concluded_on": date(2027, 1, 25),
            "concluded_in": "Brzozowo",
            "agreed": {},
            "text": {},
            "digest": "0" * 64,
            "bank_account": ACCOUNT,
            **CLASSIFICATION,
            "created_at": NOW,
            **terms,
        }
    )
    tie(draft, contract)
    contract.agreed = as_json(written_plan(contract))
    contract.text, contract.digest = frozen(made_text(contract), contract.agreed)
    contract.save(update_fields=["agreed", "text", "digest"])
    Tranche.objects.create(
        contract=contract,
        ordinal=1,
        year=contract.starts_on.year,
        amount=grant,
        due_on=date(2027, 2, 10),
        state=Tranche.State.PAID,
        paid_on=date(2027, 2, 8),
    )
    return contract


def contract_cast(**terms: Any) -> tuple[Cast, Contract]:
    """A cast whose offer of 10 000 zł got its 9 000 zł, and its contract in force."""
    cast, evaluation = announced((9, 9000))
    assessment = evaluation.assessments.select_related("offer__office", "offer__organisation").get()
    Assessment.objects.filter(pk=assessment.pk).update(state=Assessment.State.ACCEPTED)
    assessment.refresh_from_db()
    return cast, in_force(assessment, **terms)


def keys(contract: Contract) -> Mapping[str, int]:
    """The keys of the contract's costs by their names."""
    return {line.name: line.pk for line in agreed_of(contract).lines}


@dataclass
class Side:
    """A contract with the people who make its steps, through the actions alone."""

    cast: Cast
    contract: Contract

    def office(self, role: str = "clerk", at: Any = STEPS) -> Act:
        """Somebody of the office."""
        return self.cast.clerk(at, role)

    def ngo(self, at: Any = STEPS) -> Act:
        """The contractor's president."""
        return self.cast.president.later(at)

    def fresh(self) -> Contract:
        """The contract as it is now, with all that actions read of it."""
        self.contract = Contract.objects.select_related(*TOGETHER).get(pk=self.contract.pk)
        return self.contract

    def with_terms(self) -> "Side":
        """The terms that a contract needs before the lawyer reads it."""
        planning.set_terms(self.office(), self.fresh(), bank_account=ACCOUNT, **CLASSIFICATION)
        return self

    def countersigned(self) -> "Side":
        """The contract with its number, waiting for the contractor."""
        self.with_terms()
        signing.ask_opinion(self.office(), self.fresh())
        signing.approve(self.office("lawyer"), self.fresh())
        signing.countersign(self.office("treasurer"), self.fresh())
        return self

    def signed_by_contractor(self) -> "Side":
        """The contract that waits for the executive."""
        self.countersigned()
        signing.record_contractor(self.ngo(), self.fresh(), signature(self.contract))
        return self

    def concluded(self) -> "Side":
        """The contract in force."""
        self.signed_by_contractor()
        mayor = signing.Signed("Anna Wzorowa, wójt", "Brzozowo", STEPS.date(), "qualified")
        signing.conclude(self.office("executive"), self.fresh(), mayor)
        self.fresh()
        return self


def signature(contract: Contract, name: str = "") -> signing.Signed:
    """A contractor's signature on the day of the steps."""
    who = name or contract.organisation.name
    return signing.Signed("Anna Prezes", "Brzozowo", STEPS.date(), "trusted", who)


def opened(awarded: int | str | None = None, **terms: Any) -> Side:
    """A contract that a clerk has opened; `awarded` less than 9 000 zł leaves a plan to update."""
    cast, evaluation = announced((9, 9000), **terms)
    rows = Assessment.objects.filter(evaluation=evaluation)
    if awarded is not None:
        rows.update(awarded_grant=Decimal(awarded))
    assessment = rows.select_related("evaluation__call__office", "offer__organisation").get()
    accept_award(cast.president.later(ACCEPTED), assessment)
    contract = opening.open_contract(cast.clerk(OPENED), assessment)
    side = Side(cast, contract)
    side.fresh()
    return side
