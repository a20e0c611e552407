"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType
from contracting.analysis.models.economic import CostLine, FutureCost, PresentCost
from contracting.analysis.models.plan import PlanTerm

__all__ = ("Analysis", "CommissioningType", "CostLine", "FutureCost", "PlanTerm", "PresentCost")
