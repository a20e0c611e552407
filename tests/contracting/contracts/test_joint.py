"""R14 and R15: joint offers, and parts done by somebody who is no party to the contract."""

from dataclasses import replace
from datetime import date

import pytest

from contracting.contracts.actions import amending, signing
from contracting.contracts.documents.amendment import build_amendment
from contracting.contracts.models import Contract, ContractAmendment
from contracting.contracts.signing import contractors_of
from contracting.contracts.text import made_text
from contracting.evaluation.models import Assessment
from contracting.offers.content import as_json, from_json
from contracting.offers.models import Offer
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.contracts.factories import (
    ACCEPTED,
    OPENED,
    STEPS,
    Side,
    opened,
    signature,
)
from tests.contracting.evaluation.factories_deciding import announced
from tests.contracting.offers.factories import joint_content

pytestmark = pytest.mark.django_db
PARTNERS = ["Stowarzyszenie Źródło", "Fundacja Wspólny Ruch"]


@pytest.fixture
def joint():
    """A contract on a joint offer of two."""
    from contracting.contracts.actions import opening  # noqa: PLC0415 - beside its only use
    from contracting.evaluation.actions.deciding import accept_award  # noqa: PLC0415

    cast, evaluation = announced((9, 9000))
    offer = Offer.objects.get(assessment__evaluation=evaluation)
    content = replace(
        joint_content(),
        is_joint=True,
        form=from_json(offer.content).form,
        bidder=from_json(offer.content).bidder,
    )
    Offer.objects.filter(pk=offer.pk).update(is_joint=True, content=as_json(content))
    assessment = Assessment.objects.select_related(
        "evaluation__call__office", "offer__organisation"
    ).get(evaluation=evaluation)
    accept_award(cast.president.later(ACCEPTED), assessment)
    side = Side(cast, opening.open_contract(cast.clerk(OPENED), assessment))
    side.fresh()
    return side


def fresh(amendment: ContractAmendment) -> ContractAmendment:
    return ContractAmendment.objects.select_related(*amending.AROUND).get(pk=amendment.pk)


def said(contract: Contract) -> str:
    return "\n".join(words for _, words in made_text(contract).blocks)


def test_r14_the_text_names_the_parties_their_parts_and_their_liability(joint):
    text = made_text(joint.contract)
    assert text.title.endswith("OFERTY WSPÓLNEJ")
    assert len(text.contractors) == 2
    whole = said(joint.contract)
    assert "solidarnie" in whole
    assert "zawody drugi" in whole
    assert "art. 16 ust. 6" in text.basis


def test_r14_every_party_signs(joint):
    joint.countersigned()
    assert contractors_of(joint.contract) == PARTNERS
    signing.record_contractor(joint.ngo(), joint.fresh(), signature(joint.contract, PARTNERS[0]))
    assert joint.fresh().state == Contract.State.COUNTERSIGNED
    with pytest.raises(MoveRefused, match="już odnotowany"):
        signing.record_contractor(
            joint.ngo(), joint.fresh(), signature(joint.contract, PARTNERS[0])
        )
    signing.record_contractor(joint.office(), joint.fresh(), signature(joint.contract, PARTNERS[1]))
    assert joint.fresh().state == Contract.State.SIGNED_NGO


def test_r14_every_party_signs_an_amendment(joint):
    joint.countersigned()
    for name in PARTNERS:
        signing.record_contractor(joint.office(), joint.fresh(), signature(joint.contract, name))
    mayor = signing.Signed("Anna Wzorowa, wójt", "Brzozowo", STEPS.date(), "qualified")
    signing.conclude(joint.office("executive"), joint.fresh(), mayor)
    made = amending.open_amendment_of(joint.office(), joint.fresh(), "Termin wydatków.")
    amending.set_days(joint.ngo(), fresh(made), grant_costs_to=date(2027, 12, 15))
    amending.step(joint.ngo(), fresh(made), "ask")
    amending.step(joint.office(), fresh(made), "agree")
    amending.step(joint.office("lawyer"), fresh(made), "approve")
    amending.countersign_amendment(joint.office("treasurer"), fresh(made))
    first, second = (signature(joint.contract, name) for name in PARTNERS)
    amending.sign_amendment(joint.ngo(), fresh(made), first)
    with pytest.raises(MoveRefused, match="już odnotowany"):
        amending.sign_amendment(joint.ngo(), fresh(made), first)
    places = build_amendment(fresh(made), STEPS).to_sign
    assert places[:2] == tuple(f"Zleceniobiorca: {name}" for name in PARTNERS)
    assert fresh(made).state == "countersigned"
    amending.sign_amendment(joint.office(), fresh(made), second)
    amending.conclude_amendment(joint.office("executive"), fresh(made), mayor)
    document = build_amendment(fresh(made), STEPS)
    assert document.to_sign == ()
    assert [whose for whose, _, _ in document.signatures] == [*PARTNERS, "zleceniodawca"]


def test_one_contractor_answers_alone():
    whole = said(opened().contract)
    assert "solidarnie" not in whole


def test_r15_a_part_of_somebody_else_stands_in_paragraph_4():
    side = opened()
    assert "Zleceniobiorca wykonuje całe zadanie sam" in said(side.contract)
    action = side.contract.draft.plannedactions.get()
    action.outside = "Wynajem boiska"
    action.save()
    from contracting.contracts.actions.opening import freeze_plan  # noqa: PLC0415

    freeze_plan(side.fresh())
    assert "Treningi: Wynajem boiska" in said(side.fresh())
