"""Loading an analysis's answers: three queries, whatever their number."""

from collections import defaultdict

from contracting.analysis.method import Stage, method
from contracting.analysis.models import Analysis
from contracting.analysis.rules.answers import Filled, FilledRow, Gap, gaps


def stage_of(analysis: Analysis) -> Stage:
    """Return stage 1 in the version that the analysis was started with."""
    return method(analysis.method_version).stage1


def filled(analysis: Analysis) -> Filled:
    """Return everything that has been answered."""
    draft = analysis.draft
    rows: dict[str, list[FilledRow]] = defaultdict(list)
    for row in draft.rows.prefetch_related("cells"):
        cells = {answer.field: answer.text for answer in row.cells.all()}
        rows[row.table].append(FilledRow(row.pk, cells))
    return Filled(draft.texts(), {table: tuple(found) for table, found in rows.items()})


def gaps_of(analysis: Analysis) -> list[Gap]:
    """Return what the analysis lacks."""
    return gaps(stage_of(analysis), analysis.commissioning_type, filled(analysis))
