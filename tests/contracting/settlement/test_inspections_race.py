"""Two clerks who plan the same contract at once put it into the plan once."""

import pytest

from contracting.contracts.models import Contract
from contracting.settlement.actions.inspections import plan_year
from contracting.settlement.models import Inspection
from mkus_portal.verdict import Refused
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_inspections import AT


@pytest.mark.django_db(transaction=True)
def test_a_contract_is_planned_once_for_a_year(at_once):
    cast, contract = contract_cast()
    clerk = cast.clerk(AT)

    def plan(place):
        row = Contract.objects.get(pk=contract.pk)
        try:
            plan_year(clerk, {row: place % 12 + 1}, 2027)
        except Refused:
            return False
        return True

    outcomes, kept = at_once(plan, lambda: Inspection.objects.filter(planned_year=2027).count())
    assert sorted(outcomes) == [False] * 7 + [True]
    assert kept == 1
