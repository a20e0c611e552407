"""The advisers' log: entries, the steps agreed on, corrections of what was agreed."""

from advisory.consultations.models.consultations import (
    SIGN_OFF,
    Consultation,
    ConsultationQuerySet,
    NextStep,
)
from advisory.consultations.models.corrections import Correction, CorrectionQuerySet
from advisory.consultations.models.entry import (
    ENTRY_FIELDS,
    MOST_KM,
    MOST_MINUTES,
    MOST_PEOPLE,
    SUBJECT_LENGTH,
    Entry,
)

__all__ = (
    "ENTRY_FIELDS",
    "MOST_KM",
    "MOST_MINUTES",
    "MOST_PEOPLE",
    "SIGN_OFF",
    "SUBJECT_LENGTH",
    "Consultation",
    "ConsultationQuerySet",
    "Correction",
    "CorrectionQuerySet",
    "Entry",
    "NextStep",
)
