from datetime import date
from decimal import Decimal

import pytest

from contracting.settlement.ledger import NOTHING, spent_of
from contracting.settlement.models import Contribution
from contracting.settlement.rules.spent import Spent
from tests.contracting.contracts.factories import contract_cast
from tests.contracting.settlement.factories_ledger import contribution, expense

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return contract_cast()[1]


def test_what_was_spent_is_said_by_source_and_year(contract, django_assert_num_queries):
    paid = expense(contract, from_grant=Decimal(60), own_financial=Decimal(30))
    expense(contract, "FV 2", refused_grant=Decimal(7), refused_other=Decimal(2))
    work = contribution(contract)
    thing = contribution(
        contract, kind=Contribution.Kind.IN_KIND, hours=None, rate=None, value=Decimal(50)
    )
    with django_assert_num_queries(2):
        spent = spent_of(contract)
    assert spent[0] == Spent(
        line=paid.line,
        year=2027,
        report=None,
        amounts={**NOTHING, "from_grant": Decimal(60), "own_financial": Decimal(30)},
        refused_grant=Decimal(0),
        refused_other=Decimal(0),
    )
    assert (spent[1].refused_grant, spent[1].refused_other) == (7, 2)
    assert spent[2].amounts == {**NOTHING, "personal": work.value}
    assert spent[3].amounts == {**NOTHING, "in_kind": thing.value}


def test_only_what_was_paid_by_the_day_is_spent(contract):
    expense(contract, "FV 1", paid_on=None)
    expense(contract, "FV 2", paid_on=date(2027, 12, 31))
    expense(contract, "FV 3", paid_on=date(2028, 1, 1))
    contribution(contract, day_to=date(2028, 1, 2))
    assert [one.year for one in spent_of(contract)] == [2027, 2028, 2028]
    assert [one.year for one in spent_of(contract, until=date(2027, 12, 31))] == [2027]


def test_another_contracts_items_are_not_spent_here(contract):
    other = contract_cast()[1]
    expense(other)
    assert spent_of(contract) == ()
    assert len(spent_of(other)) == 1
