"""Finding the analysis that a command names."""

from django.core.management.base import CommandError

from contracting.analysis.models import Analysis


def analysis_of(number: int) -> Analysis:
    """Return an analysis by its number. Raises CommandError where there is none."""
    found = Analysis.objects.select_related("office", "draft").filter(pk=number).first()
    if found is None:
        message = f"Nie ma analizy o numerze {number}."
        raise CommandError(message)
    return found
