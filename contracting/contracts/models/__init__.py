"""What contracts keep: the contract, its plan, its versions and signatures, money, amendments."""

from contracting.contracts.models.amendment import ContractAmendment
from contracting.contracts.models.contract import (
    BEFORE_SIGNING,
    COST_DAYS,
    OFFICE_READERS,
    TOGETHER,
    Contract,
    ContractNumbers,
    ContractSignature,
    ContractVersion,
)
from contracting.contracts.models.ending import ContractEnding
from contracting.contracts.models.money import PaymentOrder, Tranche
from contracting.contracts.models.plan import PlanLine
from contracting.contracts.models.template import ContractTemplate

__all__ = (
    "BEFORE_SIGNING",
    "COST_DAYS",
    "OFFICE_READERS",
    "TOGETHER",
    "Contract",
    "ContractAmendment",
    "ContractEnding",
    "ContractNumbers",
    "ContractSignature",
    "ContractTemplate",
    "ContractVersion",
    "PaymentOrder",
    "PlanLine",
    "Tranche",
)
