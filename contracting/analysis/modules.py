"""The parts of an analysis with pages of their own: both efficiencies, the survey.

A module is registered in `apps.py`; the coach asks it what it lacks, a question's card and the
report's preview show what it has come to.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse

from contracting.analysis.material import Material
from contracting.analysis.models import Analysis
from contracting.analysis.rules.answers import Gap


@dataclass(frozen=True, slots=True)
class Module:
    """A module: the page where it is worked on, what it lacks, and its result in short.

    `context` gives what `template` shows at a question; `verb` is the link's word.
    """

    code: str
    url_name: str
    verb: str
    gaps: Callable[[Material], list[Gap]]
    template: str
    context: Callable[[Material], dict[str, object]]

    def url(self, analysis: Analysis) -> str:
        """Return the address of its page."""
        return reverse(self.url_name, args=(analysis.pk,))

    def panel(self, material: Material) -> str:
        """Return its result in short, as HTML."""
        context = {"analysis": material.analysis, **self.context(material)}
        return render_to_string(self.template, context)


_modules: dict[str, Module] = {}


def register(*modules: Module) -> None:
    """Make modules known; called from `apps.py`."""
    for module in modules:
        _modules[module.code] = module


def modules() -> dict[str, Module]:
    """Return the modules by code."""
    return dict(_modules)
