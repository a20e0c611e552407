"""Joining both efficiencies of an analysis: the recommendation and the matrix that it stands in."""

from dataclasses import dataclass

from contracting.analysis.charts import matrix_chart
from contracting.analysis.content import method_of
from contracting.analysis.economics import economic_figures
from contracting.analysis.material import Material, material_of
from contracting.analysis.method.joining import Joining
from contracting.analysis.models import Analysis
from contracting.analysis.rules.economic import EconomicFigures
from contracting.analysis.rules.economic_view import caveats
from contracting.analysis.rules.joining import JoiningInput, Recommendation, recommendation
from contracting.analysis.rules.printing import shown
from contracting.analysis.rules.social import SocialFigures
from contracting.analysis.social_result import sentences_of
from contracting.analysis.socials import perspectives_of, social_of
from mkus_portal.charts import Chart

VERDICT, REASON = "verdict", "why"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell of the matrix; one of them is the analysis's own."""

    label: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix under its name."""

    label: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What both efficiencies come to together; `indicator` is V as a text, hidden by default."""

    found: Recommendation
    columns: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    chart: Chart
    indicator: str
    indicator_label: str
    indicator_text: str


def joined(analysis: Analysis, material: Material | None = None) -> Joined:
    """Return the recommendation of an analysis."""
    material = material_of(analysis) if material is None else material
    economic = economic_figures(analysis, material.economy)
    social = social_of(analysis, material.texts, material.scoring)
    return joined_from(material, economic, social)


def joined_from(
    material: Material, economic: EconomicFigures, social: SocialFigures | None
) -> Joined:
    """Return the recommendation from figures that are computed already."""
    method, group = method_of(material.analysis), material.scoring.forecast
    texts = material.texts
    questions = [one for one in method.questions() if one.verdict]
    has_future = material.economy.economy.has_future
    found = recommendation(
        method.joining,
        JoiningInput(
            economic_class=economic.cls,
            social_class=social.cls.code if social and social.cls else None,
            cost_before=economic["K_A"] if economic["kj_A"] is not None else None,
            cost_after=economic["K_B"] if has_future else None,
            unit_before=economic["kj_A"],
            unit_after=economic["kj_B"] if has_future else None,
            social_before=social.before if social else None,
            social_after=social.after if social else None,
            verdicts={one.code: texts.get(f"{one.code}.{VERDICT}", "") for one in questions},
            reasons={one.code: texts.get(f"{one.code}.{REASON}", "") for one in questions},
            caveats=(
                *caveats(economic, method.economic),
                *(
                    sentences_of(method.social, social, perspectives_of(group.cards))
                    if social
                    else ()
                ),
            ),
            social_waiting=group.waiting if group.cards else "",
        ),
    )
    return Joined(
        found=found,
        columns=tuple(one.label for one in method.joining.columns),
        matrix=_matrix(method.joining, found),
        chart=matrix_chart(
            method.joining, economic.cls, social.cls.code if social and social.cls else None
        ),
        indicator=shown(found.indicator) if found.indicator is not None else "",
        indicator_label=method.joining.indicator_label,
        indicator_text=method.joining.indicator_text,
    )


def _matrix(method: Joining, found: Recommendation) -> tuple[MatrixRow, ...]:
    own = found.cell
    return tuple(
        MatrixRow(
            row.label,
            tuple(
                MatrixCell(cell.label, own is not None and cell.code == own.code)
                for column in method.columns
                for cell in (method.cell(row.code, column.code),)
            ),
        )
        for row in method.rows
    )
