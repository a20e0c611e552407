"""The moves of a settlement."""

from contracting.settlement.procedure.inspections import INSPECTION
from contracting.settlement.procedure.items import CONTRIBUTION, EXPENSE
from contracting.settlement.procedure.reports import REPORT
from contracting.settlement.procedure.returns import RETURN
from mkus_portal.workflow.engine import Procedure

PROCEDURES: tuple[Procedure, ...] = (REPORT, EXPENSE, CONTRIBUTION, RETURN, INSPECTION)

__all__ = ("CONTRIBUTION", "EXPENSE", "INSPECTION", "PROCEDURES", "REPORT", "RETURN")
