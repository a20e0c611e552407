from decimal import Decimal

from contracting.contracts.agreed import agreed_of
from tests.contracting.contracts.factories import contract_cast, keys


def test_a_plan_keeps_its_lines_under_their_keys(db):
    _, contract = contract_cast()
    plan = agreed_of(contract)
    assert plan.total == Decimal("10000.00")
    assert plan.line(keys(contract)["Trener"]).unit_cost == Decimal("90.00")
