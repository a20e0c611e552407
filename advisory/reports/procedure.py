"""The one move of reports: freezing."""

from advisory.reports.models import Freezable, ProgrammeReport, UnitReport
from advisory.reports.permissions import may_write_report, may_write_unit_report
from mkus_portal.workflow.engine import Move, Procedure

FREEZE = "freeze"
DRAFT, FROZEN = Freezable.State.DRAFT, Freezable.State.FROZEN
LABEL = "Zamroź i utwórz PDF"

PROGRAMME_REPORT = Procedure(
    name="Sprawozdanie programu",
    model=ProgrammeReport,
    moves=(
        Move(
            FREEZE,
            (DRAFT,),
            FROZEN,
            LABEL,
            may_write_report,
            question="Zamrozić liczby i opisy sprawozdania? Tego nie da się cofnąć.",
            grave=True,
        ),
    ),
)
UNIT_REPORT = Procedure(
    name="Raport jednostki",
    model=UnitReport,
    moves=(
        Move(
            FREEZE,
            (DRAFT,),
            FROZEN,
            LABEL,
            may_write_unit_report,
            question="Zamrozić liczby i opisy raportu? Tego nie da się cofnąć.",
            grave=True,
        ),
    ),
)
