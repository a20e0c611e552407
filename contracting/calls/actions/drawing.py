"""Drafting a call from a closed analysis: what it says is filled in, what it does not is said."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from contracting.analysis.concept import ECONOMIC, concept_of
from contracting.analysis.joined import joined
from contracting.analysis.models import Analysis
from contracting.calls.actions.criteria import add_criterion
from contracting.calls.actions.preparing import add_previous_task, add_task, create_call
from contracting.calls.models import Call, CallOrigin, CallSource, CallTask
from contracting.calls.permissions import may_draw
from contracting.calls.rules.drawing import CALL, TASK, Drawing, drawing_of
from contracting.calls.rules.drawn_criteria import DrawnCriterion
from contracting.calls.rules.drawn_fields import as_kept
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.versions import Overtaken
from mkus_portal.web.wording import money
from mkus_portal.workflow.engine import insist
from mkus_portal.workflow.verdict import refused

NO_SPHERE = "nie wybrano jej przy tworzeniu szkicu, a analiza o nią nie pyta"
Part = CallSource.Part


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person adds to the analysis; `seen` is how many calls of it the page showed."""

    spheres: tuple[str, ...] = ()
    reason: str = ""
    seen: int | None = None


@transaction.atomic
def draw_call(act: Act, analysis: Analysis, wish: Wish) -> Call:
    """Draft a call from the analysis; several calls of one analysis are allowed.

    Where the analysis advises against it or advises nothing, a reason is asked for and kept.
    Raises Refused; Overtaken when another call was drafted since the page was opened;
    ValidationError for a sphere that is not in force.
    """
    hold(analysis)
    insist(may_draw(act, analysis))
    known = CallOrigin.objects.filter(analysis=analysis).count()
    if wish.seen is not None and wish.seen != known:
        raise Overtaken
    reason = wish.reason.strip()
    doubt = joined(analysis).found.doubt
    if doubt and not reason:
        insist(refused(f"{doubt} Napisz, dlaczego mimo to przygotowujesz konkurs."))
    drawing = drawing_of(concept_of(analysis), act.day)
    call = create_call(act, analysis.office, **drawing.of(CALL))
    task = add_task(act, call, spheres=wish.spheres, **drawing.of(TASK))
    origin = CallOrigin.objects.create(
        call=call,
        analysis=analysis,
        reason=reason if doubt else "",
        drawn_at=act.at,
        drawn_by_id=act.user,
    )
    rows = [*_fields(drawing, task), *_criteria(act, call, drawing), *_rest(act, call, drawing)]
    if not wish.spheres:
        rows.append(CallSource(label="Sfera zadań publicznych", part=Part.NONE, why=NO_SPHERE))
    for row in rows:
        row.origin = origin
    CallSource.objects.bulk_create(rows)
    return call


def _fields(drawing: Drawing, task: CallTask) -> Iterable[CallSource]:
    for one in drawing.fields:
        yield CallSource(
            part=one.part,
            row=task.pk if one.part == TASK else 0,
            field=one.field,
            label=one.label,
            questions=list(one.questions),
            filled=one.said,
            kept=as_kept(one.value),
        )


def _criteria(act: Act, call: Call, drawing: Drawing) -> Iterable[CallSource]:
    for one in drawing.criteria:
        group = _add(act, call, one)
        for part in one.parts:
            _add(act, call, part, parent=group)
        yield CallSource(
            part=Part.CRITERION,
            row=group,
            label=one.numbered_label,
            questions=list(one.questions),
            filled=one.said,
            kept=as_kept((one.label, one.points)),
        )


def _add(act: Act, call: Call, one: DrawnCriterion, parent: int | None = None) -> int:
    group = call.criteria.get(pk=parent) if parent is not None else None
    added = add_criterion(
        act,
        call,
        label=one.label,
        max_points=one.points,
        statutory=one.statutory,
        description=one.description,
        parent=group,
    )
    return added.pk


def _rest(act: Act, call: Call, drawing: Drawing) -> Iterable[CallSource]:
    if drawing.previous is not None:
        label, cost, grants = drawing.previous
        row = add_previous_task(act, call, label=label, year=act.day.year, cost=cost, grants=grants)
        yield CallSource(
            part=Part.PREVIOUS,
            row=row.pk,
            label="Zadanie z tego roku",
            questions=[ECONOMIC],
            filled=f"{label}: koszt {money(cost)}, w tym dotacje {money(grants)}",
            kept=as_kept((label, cost)),
        )
    for gap in drawing.gaps:
        questions = [gap.question] if gap.question else []
        yield CallSource(label=gap.label, part=Part.NONE, questions=questions, why=gap.why)
