"""Who has to sign a contract, and who has."""

from contracting.contracts.agreed import from_json
from contracting.contracts.models import Contract, ContractSignature


def contractors_of(contract: Contract) -> list[str]:
    """Return the names of the parties on the contractor's side: one, or all of a joint offer."""
    if not contract.is_joint or contract.agreed is None:
        return [contract.organisation.name]
    return [one.name for one in from_json(contract.agreed).content.shares]


def missing_signatures(contract: Contract, version: int = 0, digest: str = "") -> list[str]:
    """Return the contractors who have not signed a version of that digest (the contract's own)."""
    rows = ContractSignature.objects.filter(
        contract=contract, version=version, side=ContractSignature.Side.CONTRACTOR
    )
    signed = set(
        rows.filter(digest=digest or contract.digest).values_list("organisation_name", flat=True)
    )
    return [name for name in contractors_of(contract) if name not in signed]
