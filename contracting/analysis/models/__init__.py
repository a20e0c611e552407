"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType
from contracting.analysis.models.plan import PlanTerm

__all__ = ("Analysis", "CommissioningType", "PlanTerm")
