"""However many record the same payment at once, it is recorded once."""

from datetime import date
from decimal import Decimal

import pytest

from contracting.calls.models import PoolEntry
from contracting.contracts.models import Contract
from contracting.settlement.actions import returns
from contracting.settlement.models import GrantReturn, ReturnPayment
from contracting.settlement.returning import returned_of
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from tests.contracting.settlement.factories_reports import desk
from tests.contracting.settlement.test_returns import FOUND, found, on
from tests.crowd import PEOPLE

DAY = date(2027, 12, 15)


def recorded(at_once, amount, based_on):
    """Let eight people record a payment of the one return; what each got, what is kept."""
    side = desk()
    one = found(side)
    treasurer = side.cast.clerk(on(FOUND), "treasurer")

    def record(_):
        mine = GrantReturn.objects.select_related("contract__assessment__offer__task").get(
            pk=one.pk
        )
        try:
            returns.record_return_payment(
                treasurer, mine, Decimal(amount), DAY, based_on=based_on(mine)
            )
        except (Refused, Overtaken) as error:
            return type(error).__name__
        return "recorded"

    def kept():
        contract = Contract.objects.get(pk=side.contract.pk)
        entries = [entry.amount for entry in PoolEntry.objects.filter(kind="return")]
        state = GrantReturn.objects.get(pk=one.pk).state
        return state, ReturnPayment.objects.count(), returned_of(contract), sum(entries)

    return at_once(record, kept)


@pytest.mark.django_db(transaction=True)
def test_the_same_partial_payment_is_recorded_once(at_once):
    # everybody opened the form on the version of the finding
    outcomes, kept = recorded(at_once, 100, lambda _: 1)
    assert sorted(outcomes) == ["Overtaken"] * (PEOPLE - 1) + ["recorded"]
    assert kept == ("found", 1, Decimal(100), Decimal(100))


@pytest.mark.django_db(transaction=True)
def test_the_whole_is_recorded_once_also_without_a_form(at_once):
    outcomes, kept = recorded(at_once, 1000, lambda _: None)
    assert sorted(outcomes) == ["Refused"] * (PEOPLE - 1) + ["recorded"]
    assert kept == ("paid", 1, Decimal(1000), Decimal(1000))
