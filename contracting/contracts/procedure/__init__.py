"""The moves of a contract."""

from contracting.contracts.models import Contract
from contracting.contracts.procedure import ending, signing
from contracting.contracts.procedure.amendment import AMENDMENT
from contracting.contracts.procedure.money import TRANCHE
from mkus_portal.workflow.engine import Procedure

CONTRACT = Procedure(name="Umowa", model=Contract, moves=(*signing.MOVES, *ending.MOVES))
PROCEDURES = (CONTRACT, TRANCHE, AMENDMENT)

__all__ = ("AMENDMENT", "CONTRACT", "PROCEDURES", "TRANCHE")
