"""What evaluation keeps: the session of a call, its commission, its cards and its decision."""

from contracting.evaluation.models.commission import (
    Candidate,
    CommissionAct,
    CommissionMember,
    ImpartialityStatement,
    Recruitment,
    Recusal,
)
from contracting.evaluation.models.deciding import (
    AwardDecision,
    ReasonsRequest,
    Scenario,
    ScenarioAmount,
    TaskAnnulment,
)
from contracting.evaluation.models.evaluation import (
    BEFORE_MERIT,
    COMMISSION_ROLES,
    OFFICE_READERS,
    Assessment,
    Evaluation,
)
from contracting.evaluation.models.formal import Correction, FormalAnswer, FormalCondition
from contracting.evaluation.models.meeting import Attendance, Meeting, MeetingVote
from contracting.evaluation.models.scoring import (
    CardProposal,
    CardScore,
    ScoreCard,
    ScoringAssignment,
    SpreadNote,
)

__all__ = (
    "BEFORE_MERIT",
    "COMMISSION_ROLES",
    "OFFICE_READERS",
    "Assessment",
    "Attendance",
    "AwardDecision",
    "Candidate",
    "CardProposal",
    "CardScore",
    "CommissionAct",
    "CommissionMember",
    "Correction",
    "Evaluation",
    "FormalAnswer",
    "FormalCondition",
    "ImpartialityStatement",
    "Meeting",
    "MeetingVote",
    "ReasonsRequest",
    "Recruitment",
    "Recusal",
    "Scenario",
    "ScenarioAmount",
    "ScoreCard",
    "ScoringAssignment",
    "SpreadNote",
    "TaskAnnulment",
)
