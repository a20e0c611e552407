"""The report of an analysis that a unit's office lets everybody read."""

from advisory.profiles.models import UnitProfile
from mkus_portal.documents.models import Document

ANALYSIS_REPORT = "mkus_report"


def report_of(profile: UnitProfile) -> Document | None:
    """Return the newest ready report of the analysis that the office shows."""
    if profile.analysis is None:
        return None
    rows = Document.objects.about(profile.analysis).filter(kind=ANALYSIS_REPORT)
    return next((one for one in rows if one.is_done), None)
