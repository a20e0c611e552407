"""What is easily missed: an office that agrees line by line, moved days, who still signs."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from contracting.contracts.actions import opening, planning, signing
from contracting.contracts.actions.templates import save_template
from contracting.contracts.agreed import agreed_of
from contracting.contracts.catalogue import framework
from contracting.contracts.documents.contract import build_contract
from contracting.contracts.models import Contract
from contracting.contracts.text import made_text
from contracting.evaluation.actions.deciding import accept_award
from contracting.evaluation.models import Assessment
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.contracts.factories import ACCEPTED, OPENED, STEPS, opened, signature
from tests.contracting.evaluation.factories_deciding import announced

pytestmark = pytest.mark.django_db


def test_an_office_that_agrees_line_by_line_asks_the_contractor_also_after_a_whole_award():
    cast, evaluation = announced((9, 9000))
    terms = {
        "number_pattern": "{nr}/{rok}",
        "shift_percent": Decimal(10),
        "own_share_tolerance": Decimal(0),
        "grant_by_line": True,
    }
    office = evaluation.call.office
    save_template(cast.clerk(ACCEPTED), office, based_on=0, body=framework(), **terms)
    rows = Assessment.objects.select_related("evaluation__call__office", "offer__organisation")
    accept_award(cast.president.later(ACCEPTED), rows.get(evaluation=evaluation))
    (contract,) = opening.open_all(cast.clerk(OPENED), evaluation.call)
    assert contract.state == Contract.State.PLANNING
    assert contract.grant_by_line


def test_amounts_by_line_that_are_no_longer_agreed_leave_the_plan():
    side = opened(8000)
    planning.set_terms(side.office(), side.fresh(), grant_by_line=True)
    draft = side.fresh().draft
    draft.fundingsources.update(own_financial=Decimal(1000), grant=Decimal(8000))
    trainer = draft.planlines.get(name="Trener")
    draft.planlines.filter(pk=trainer.pk).update(unit_cost=Decimal(80), quantity=Decimal(100))
    draft.planlines.filter(pk=trainer.pk).update(from_grant=Decimal(8000))
    planning.send_plan(side.ngo(), side.fresh())
    assert agreed_of(side.fresh()).from_grant[trainer.pk] == Decimal(8000)
    planning.set_terms(side.office(), side.fresh(), grant_by_line=False)
    assert agreed_of(side.fresh()).from_grant == {}


def test_days_of_costs_follow_the_days_of_the_task():
    side = opened()
    contract = side.contract
    first = contract.starts_on + timedelta(days=3)
    last = contract.ends_on
    Contract.objects.filter(pk=contract.pk).update(other_costs_from=last)
    planning.return_plan(side.office(), side.fresh(), "Zmieńcie termin.")
    side.fresh().draft.answers.filter(field="III.2.from").update(text=first.isoformat())
    planning.send_plan(side.ngo(), side.fresh())
    contract = side.fresh()
    assert (contract.starts_on, contract.grant_costs_from) == (first, first)
    assert contract.other_costs_from == last


def test_nobody_signs_before_the_project_was_made():
    side = opened().countersigned()
    early = replace(signature(side.contract), day=STEPS.date() - timedelta(days=365))
    with pytest.raises(MoveRefused, match="wcześniejsza niż projekt"):
        signing.record_contractor(side.ngo(), side.fresh(), early)


def test_the_file_has_a_place_for_every_signature_until_it_is_concluded():
    side = opened().signed_by_contractor()
    content = build_contract(side.fresh(), STEPS)
    name = side.contract.organisation.name
    assert content.signatures[0][0] == name
    assert content.to_sign == (
        f"Zleceniobiorca: {name}",
        "Zleceniodawca",
        "Kontrasygnata skarbnika",
    )
    mayor = signing.Signed("Anna Wzorowa, wójt", "Brzozowo", STEPS.date(), "qualified")
    signing.conclude(side.office("executive"), side.fresh(), mayor)
    assert build_contract(side.fresh(), STEPS).to_sign == ()


def test_unlimited_shifts_cannot_be_exceeded():
    side = opened()
    planning.set_terms(side.office(), side.fresh(), shift_percent=None)
    words = [said for _, said in made_text(side.fresh()).blocks]
    place = next(i for i, said in enumerate(words) if said.startswith("§ 5."))
    assert "bez ograniczenia" in words[place + 1]
    assert words[place + 2].startswith("§ 6.")
