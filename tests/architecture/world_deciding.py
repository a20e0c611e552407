"""The evaluations of the world: one in each state, with an offer in each state of its own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from contracting.calls.models import Call
from contracting.evaluation.actions import deciding, dividing, reasons
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment, Evaluation, Meeting
from contracting.offers.models import Offer
from mkus_portal.act import Act
from tests.clock import NOW
from tests.contracting.calls import factories as calls
from tests.contracting.evaluation.factories_deciding import like

BY = deciding.LegalAct("21/2026", date(2026, 11, 23), "Anna Wzorowa, wójt")
State = Assessment.State


def add_evaluations(world: Any, closed_call: Any, writers_of: Any) -> None:
    """Enter evaluations in all four states; `closed_call(title)` makes a call past its deadline."""
    for name, state in (
        ("formal", Evaluation.State.FORMAL),
        ("merit", Evaluation.State.MERIT),
        ("decided", Evaluation.State.MERIT),
        ("published", Evaluation.State.MERIT),
    ):
        call = closed_call(f"Oceniany: {name}")
        first = writers_of(world, call).sent()
        evaluation = _begun(world, call, first)
        world.things[f"{name}_evaluation"] = evaluation
        world.things[f"{name}_evaluated_call"] = call
        world.things[f"{name}_evaluated_offer"] = first
        if state == Evaluation.State.MERIT:
            _scored(world, evaluation)
    _finish(world)


def _begun(world: Any, call: Call, first: Offer) -> Evaluation:
    own = world.things["organisation"]
    for place in range(1, 7):
        twin = like(first, grant=9000, number=f"{first.number}-{place}")
        Offer.objects.filter(pk=twin.pk).update(organisation=own)
    evaluation = begin_evaluation(world.act("clerk"), call)
    Evaluation.objects.filter(pk=evaluation.pk).update(
        appointment_number="3/2026", appointment_date=date(2026, 11, 21), appointment_signatory="X"
    )
    evaluation.assessments.update(state=State.FORMAL_OK)
    return Evaluation.objects.select_related("call__office").get(pk=evaluation.pk)


def _scored(world: Any, evaluation: Evaluation) -> None:
    """Points from the commission, a closed meeting and a chosen division: 9 + 9 + 2 thousand."""
    for place, one in enumerate(evaluation.assessments.order_by("pk")):
        one.state, one.points = State.SCORED, Decimal(10) - place
        one.save()
    evaluation.state = Evaluation.State.MERIT
    evaluation.save()
    Meeting.objects.create(
        evaluation=evaluation,
        number=1,
        place="sala 5",
        began_at=NOW,
        ended_at=NOW,
        state=Meeting.State.CLOSED,
    )
    clerk, task = world.act("clerk"), evaluation.call.tasks.get()
    world.things["scenario_task"] = task
    world.things[f"other_scenario_{evaluation.pk}"] = spare = dividing.add_scenario(
        clerk, evaluation, task, name="Zapas"
    )
    world.things["scenario"] = spare
    chosen = dividing.add_scenario(clerk, evaluation, task, name="Po kolei", min_points=Decimal(6))
    dividing.choose_scenario(clerk, chosen, "Najlepsze w całości.")


def _finish(world: Any) -> None:
    executive, things = world.act("executive"), world.things
    for name in ("decided", "published"):
        deciding.decide(executive, things[f"{name}_evaluation"], BY)
    calls.publish(things["published_evaluated_call"], at=NOW, subject="results")
    things["results"] = things["published_evaluation"].decisions.get()
    things["unpublished_results"] = things["decided_evaluation"].decisions.get()
    merit = things["merit_evaluation"]
    things |= {
        "scenario": merit.scenarios.get(is_chosen=False),
        "merit_task": merit.call.tasks.get(),
        "formal_ok_assessment": things["formal_evaluation"].assessments.first(),
        "scored_assessment": merit.assessments.first(),
    }
    out = Evaluation.objects.select_related("call__office").get(
        pk=things["published_evaluation"].pk
    )
    things["published_evaluation"] = out
    rows = list(out.assessments.select_related("offer__task").order_by("-points"))
    signatory = replace(world.act("ngo_signatory"))
    deciding.accept_award(signatory, rows[1])
    deciding.resign_award(signatory, rows[2], "Brak trenera.")
    for name, one in zip(
        ("awarded", "accepted", "resigned", "reserve", "second_reserve", "not_awarded"),
        rows,
        strict=False,
    ):
        things[f"{name}_assessment"] = Assessment.objects.get(pk=one.pk)
        things[f"{name}_offer"] = one.offer
    things["demand"] = reasons.demand_reasons(
        _resident(world), out, asked_by="Marta", email="marta@example.pl", text="", offer=None
    )


def _resident(world: Any) -> Act:
    return world.act("resident")
