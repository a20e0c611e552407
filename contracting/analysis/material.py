"""Everything that an analysis says, loaded once and handed down; nothing is kept after it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from contracting.analysis.economics import Loaded, load
from contracting.analysis.models import Analysis
from contracting.analysis.rules.answers import FilledRow
from contracting.analysis.scoring import Scoring, load_scoring
from contracting.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class Material:
    """An analysis with its texts by place, rows by table, economy, scoring and surveys."""

    analysis: Analysis
    texts: Mapping[str, str]
    rows: Mapping[str, tuple[FilledRow, ...]]
    economy: Loaded
    scoring: Scoring
    surveys: tuple[Survey, ...]


def material_of(analysis: Analysis) -> Material:
    """Return the material of an analysis as it stands; nine queries, whatever is in it."""
    draft = analysis.draft
    rows: dict[str, list[FilledRow]] = defaultdict(list)
    for row in draft.rows.prefetch_related("cells"):
        cells = {answer.field: answer.text for answer in row.cells.all()}
        rows[row.table].append(FilledRow(row.pk, cells))
    kept = {table: tuple(found) for table, found in rows.items()}
    texts = draft.texts()
    return Material(
        analysis=analysis,
        texts=texts,
        rows=kept,
        economy=load(analysis, texts, kept),
        scoring=load_scoring(analysis),
        surveys=tuple(analysis.surveys.order_by("pk")),
    )
