"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType
from contracting.analysis.models.booklets import GUIDE_CODE, Booklet
from contracting.analysis.models.choice import TypeChoice
from contracting.analysis.models.delivered import Delivered, DeliveredCost, DeliveredResult
from contracting.analysis.models.economic import CostLine, FutureCost, PresentCost
from contracting.analysis.models.guests import Guest
from contracting.analysis.models.plan import PlanTerm
from contracting.analysis.models.sharing import (
    AnswerSource,
    SharedAnalysis,
    SharedAnswer,
    UnitSize,
    reads_peers,
)
from contracting.analysis.models.social import Phase, SocialAssessment, SocialRound

__all__ = (
    "GUIDE_CODE",
    "Analysis",
    "AnswerSource",
    "Booklet",
    "CommissioningType",
    "CostLine",
    "Delivered",
    "DeliveredCost",
    "DeliveredResult",
    "FutureCost",
    "Guest",
    "Phase",
    "PlanTerm",
    "PresentCost",
    "SharedAnalysis",
    "SharedAnswer",
    "SocialAssessment",
    "SocialRound",
    "TypeChoice",
    "UnitSize",
    "reads_peers",
)
