"""Numbers of contracts have no gaps and no twins, however many countersign at once."""

from decimal import Decimal

import pytest

from contracting.contracts.actions import signing
from contracting.contracts.models import TOGETHER, Contract, ContractNumbers
from contracting.evaluation.models import Assessment
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from tests.contracting.contracts.factories import in_force, opened
from tests.contracting.evaluation.factories_deciding import like


@pytest.mark.django_db(transaction=True)
def test_contracts_countersigned_at_once_get_numbers_in_a_row(at_once):
    side = opened().with_terms()
    first = side.contract
    keys = []
    for place in range(4):
        twin = like(first.assessment.offer, grant=9000, number=f"R/{place}")
        assessment = Assessment.objects.create(
            evaluation=first.assessment.evaluation,
            offer=twin,
            state="accepted",
            points=5,
            awarded_grant=Decimal(9000),
        )
        contract = in_force(assessment, number="", concluded_on=None, state="legal")
        Contract.objects.filter(pk=contract.pk).update(text=None, digest="")
        keys.append(contract.pk)
    treasurer = side.office("treasurer")

    def countersign(place):
        contract = Contract.objects.select_related(*TOGETHER).get(pk=keys[place % len(keys)])
        try:
            signing.countersign(treasurer, contract)
        except (MoveTaken, MoveRefused):
            return False
        return True

    def kept():
        rows = Contract.objects.filter(pk__in=keys).order_by("number")
        return list(rows.values_list("number", flat=True)), ContractNumbers.objects.get().last

    _, (numbers, last) = at_once(countersign, kept)
    assert numbers == ["1/2026", "2/2026", "3/2026", "4/2026"]
    assert last == 4
