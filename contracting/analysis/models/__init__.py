"""What the Kreator keeps: the analysis, and what both efficiencies are computed from."""

from contracting.analysis.models.analyses import Analysis, CommissioningType

__all__ = ("Analysis", "CommissioningType")
