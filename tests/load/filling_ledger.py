"""A list of documents as long as a busy organisation's year, and who enters it."""

from datetime import datetime, timedelta

from contracting.contracts.models import Contract
from contracting.settlement.costs import costs_of
from mkus_portal.accounts.models import User
from mkus_portal.act import Act, Scope
from tests import cast
from tests.contracting.settlement.factories_ledger import HEAD

NIP = "5261040828"


def accountant(contract: Contract, at: datetime) -> Act:
    """Somebody who keeps the ledger of the contract's organisation."""
    user: User = cast.make_user()
    scope = Scope("organisation", contract.organisation_id)
    cast.give(user, "ngo_accountant", scope)
    return Act(user=user.pk, role="ngo_accountant", scope=scope, at=at)


def listed(contract: Contract, count: int) -> str:
    """The list as it is pasted: every document over 100 zł, under the plan's costs in turn."""
    costs = costs_of(contract)
    day = (datetime.now(tz=contract.created_at.tzinfo) - timedelta(days=3)).date()
    rows = (
        f"{n};FV {n}/{day.year};{day:%d.%m.%Y};{NIP};Sklep Zmyślony nr {n % 40};;Zakup nr {n};"
        f"{costs[n % len(costs)].number};1 100,00 zł;60,00;40,00;{day:%d.%m.%Y};przelew"
        for n in range(1, count + 1)
    )
    return "\n".join((HEAD, *rows))
