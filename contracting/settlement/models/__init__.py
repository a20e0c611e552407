"""What settlement keeps: reports, the ledger, returns, inspections."""

from contracting.settlement.models.inspection import (
    AROUND_CONTRACT,
    MONTHS,
    Inspection,
    InspectionRecommendation,
    ProtocolVersion,
    open_inspections,
)
from contracting.settlement.models.items import (
    NOT_NEGATIVE,
    SOURCES,
    Contribution,
    ExpenseDocument,
    Ground,
    Item,
    ItemState,
)
from contracting.settlement.models.report import (
    Reminder,
    ReportCall,
    ReportReturn,
    ReportVersion,
    TaskReport,
)
from contracting.settlement.models.returns import GrantReturn, ReturnPayment
from contracting.settlement.models.tables import ReportedAction, ReportedResult, ReportIncome

__all__ = (
    "AROUND_CONTRACT",
    "MONTHS",
    "NOT_NEGATIVE",
    "SOURCES",
    "Contribution",
    "ExpenseDocument",
    "GrantReturn",
    "Ground",
    "Inspection",
    "InspectionRecommendation",
    "Item",
    "ItemState",
    "ProtocolVersion",
    "Reminder",
    "ReportCall",
    "ReportIncome",
    "ReportReturn",
    "ReportVersion",
    "ReportedAction",
    "ReportedResult",
    "ReturnPayment",
    "TaskReport",
    "open_inspections",
)
