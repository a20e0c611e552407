"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType
from contracting.analysis.models.delivered import Delivered, DeliveredCost, DeliveredResult
from contracting.analysis.models.economic import CostLine, FutureCost, PresentCost
from contracting.analysis.models.plan import PlanTerm
from contracting.analysis.models.social import Phase, SocialAssessment, SocialRound

__all__ = (
    "Analysis",
    "CommissioningType",
    "CostLine",
    "Delivered",
    "DeliveredCost",
    "DeliveredResult",
    "FutureCost",
    "Phase",
    "PlanTerm",
    "PresentCost",
    "SocialAssessment",
    "SocialRound",
)
