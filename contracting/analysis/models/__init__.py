"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType
from contracting.analysis.models.economic import CostLine, FutureCost, PresentCost
from contracting.analysis.models.guests import Guest
from contracting.analysis.models.plan import PlanTerm
from contracting.analysis.models.social import Phase, SocialAssessment, SocialRound

__all__ = (
    "Analysis",
    "CommissioningType",
    "CostLine",
    "FutureCost",
    "Guest",
    "Phase",
    "PlanTerm",
    "PresentCost",
    "SocialAssessment",
    "SocialRound",
)
