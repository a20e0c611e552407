"""What this room shows on a unit's page and on the page of a stage of an analysis."""

from typing import Any

from django.db.models import Count, Q, Sum

from advisory.consultations.models import Consultation
from advisory.programmes.models import Unit
from advisory.programmes.permissions import may_advise
from contracting.analysis.content import stages_of
from contracting.analysis.rules.answers import numbered
from mkus_portal.act import Act
from mkus_portal.web import wording
from mkus_portal.web.panels import Panel

SHOWN = 5


def consultations_of(act: Act, obj: Any) -> dict[str, object]:  # noqa: ANN401 - the page's object
    """Return the unit's hours, meetings and last entries, as far as the act may see them."""
    unit: Unit = obj
    entries = Consultation.objects.visible_to(act).filter(unit=unit)
    counted = entries
    if act.holds("adviser"):
        counted = Consultation.objects.counted_for(act).filter(unit=unit)
    sums = counted.aggregate(
        hours=Sum("hours"), meetings=Count("pk", filter=Q(form=Consultation.Form.VISIT))
    )
    assignments = unit.assignments.all()
    if act.holds("adviser"):
        assignments = assignments.counting_for(act)
    limit = assignments.aggregate(limit=Sum("hours_limit"))["limit"] or 0
    hours = wording.number(sums["hours"] or 0)
    return {
        "unit": unit,
        "figures": [
            ("Godziny / limit", f"{hours} / {wording.number(limit)}"),
            ("Spotkania / plan", f"{sums['meetings']} / {unit.programme.meetings_due}"),
        ],
        "is_over": (sums["hours"] or 0) > limit,
        "entries": list(entries.order_by("-held_on", "-pk")[:SHOWN]),
        "advises": bool(may_advise(act, unit)),
    }


CONSULTATIONS = Panel(
    "programme-unit-detail", "advisory/consultations/_unit_consultations.html", consultations_of
)


def consultations_about(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the entries about the questions of a stage, as far as the act may see them."""
    analysis, stage = obj
    entries = Consultation.objects.visible_to(act).filter(analysis=analysis, stage=stage.code)
    found = list(entries.select_related("adviser").order_by("-held_on", "-pk"))
    if not found:
        return None
    numbers = {
        question.code: number or question.text
        for number, question in numbered(stages_of(analysis), analysis.commissioning_type)
    }
    return {
        "lines": [
            (f"pytanie {numbers[one.question]}" if one.question in numbers else "cały etap", one)
            for one in found
        ]
    }


QUESTIONS = Panel(
    "analysis-stage", "advisory/consultations/_question_consultations.html", consultations_about
)
