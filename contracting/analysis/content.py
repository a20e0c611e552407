"""Loading an analysis's answers with a fixed number of queries, whatever their number."""

from dataclasses import replace

from contracting.analysis.material import Material, material_of
from contracting.analysis.method import Method, Stage, method
from contracting.analysis.models import Analysis
from contracting.analysis.modules import modules
from contracting.analysis.rules.answers import Filled, Gap, gaps


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


def filled(analysis: Analysis, material: Material | None = None) -> Filled:
    """Return everything that has been answered, with what the modules lack.

    `material` is taken as it was loaded, else loaded here.
    """
    material = material_of(analysis) if material is None else material
    lacking = {code: tuple(one.gaps(material)) for code, one in modules().items()}
    return Filled(material.texts, material.rows, lacking)


def gaps_of(analysis: Analysis) -> list[Gap]:
    """Return what the analysis lacks."""
    return gaps(stages_of(analysis), analysis.commissioning_type, filled(analysis))
