"""What the organisation's history is told of a contract."""

from typing import Any

from contracting.contracts.models import Contract
from mkus_portal.act import Act
from ngos.actions import post_track_record


def post_history(act: Act, contract: Contract, **facts: Any) -> None:
    """Post the contract with the facts that have changed; the rest is said each time anew."""
    post_track_record(
        act,
        contract.organisation,
        source=f"contract:{contract.pk}",
        office=contract.office,
        title=contract.title,
        contract_number=contract.number,
        year=contract.starts_on.year,
        grant=contract.grant,
        **facts,
    )
