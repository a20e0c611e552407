"""Loading an analysis's answers with a fixed number of queries, whatever their number."""

from collections import defaultdict
from dataclasses import replace

from contracting.analysis.method import Method, Stage, method
from contracting.analysis.models import Analysis
from contracting.analysis.modules import modules
from contracting.analysis.rules.answers import Filled, FilledRow, Gap, gaps


def method_of(analysis: Analysis) -> Method:
    """Return the version that the analysis was started with."""
    return method(analysis.method_version)


def stages_of(analysis: Analysis) -> tuple[Stage, ...]:
    """Return the steps of the stages; without stages only the questions of both efficiencies."""
    stages = method_of(analysis).stages
    if analysis.is_staged:
        return stages
    found = []
    for stage in stages:
        asked = [
            one
            for one in stage.questions
            if any(item.is_module and item.required for item in one.items)
        ]
        if asked:
            found.append(replace(stage, questions=tuple(asked)))
    return tuple(found)


def filled(analysis: Analysis) -> Filled:
    """Return everything that has been answered, with what the modules lack."""
    draft = analysis.draft
    rows: dict[str, list[FilledRow]] = defaultdict(list)
    for row in draft.rows.prefetch_related("cells"):
        cells = {answer.field: answer.text for answer in row.cells.all()}
        rows[row.table].append(FilledRow(row.pk, cells))
    lacking = {code: tuple(one.gaps(analysis)) for code, one in modules().items()}
    return Filled(draft.texts(), {table: tuple(found) for table, found in rows.items()}, lacking)


def gaps_of(analysis: Analysis) -> list[Gap]:
    """Return what the analysis lacks."""
    return gaps(stages_of(analysis), analysis.commissioning_type, filled(analysis))
