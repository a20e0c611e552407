"""The formal check of the rails' world: a call with an offer in each of its states.

The call's deadline has passed; for every offer the world's organisation, and the rival's one
offer, which stays as it came.
"""

from datetime import timedelta
from typing import Any

from contracting.calls.models import Call
from contracting.evaluation.actions import formal
from contracting.evaluation.actions.session import begin_evaluation
from contracting.evaluation.models import Assessment
from contracting.offers import actions as offers
from contracting.offers.models import Offer
from tests.clock import NOW
from tests.contracting.calls import factories as call_factories
from tests.contracting.evaluation.factories_formal import REASONS, fill, write

STATES = ("waiting", "to_correct", "corrected", "fit", "rejected_formal", "clean", "wrong")
DUE_ON = NOW.date() + timedelta(days=9)


def add_formal_check(world: Any, early: Any, deadline: Any, wrote: Any, writers_of: Any) -> None:
    """Add the evaluation and an assessment in each state, and those that a move can be made on."""
    call = call_factories.make_published_call(
        world.things["office"], at=early, title="W ocenie formalnej", deadline_at=deadline
    )
    here = writers_of(world, call)
    sent = {state: here.sent() for state in STATES}
    writers_of(world, call, "rival_").sent()
    clerk = world.act("clerk", wrote)
    call = Call.objects.select_related("office").get(pk=call.pk)
    evaluation = begin_evaluation(clerk, call)
    found = {
        state: Assessment.objects.select_related("evaluation__call__office", "offer").get(
            offer=offer
        )
        for state, offer in sent.items()
    }
    _decide(world, clerk, found, here)
    fresh = {state: Assessment.objects.get(pk=one.pk) for state, one in found.items()}
    world.things |= {
        "checked_evaluation": evaluation,
        "formal_condition": evaluation.conditions.last(),
        **{f"{state}_assessment": one for state, one in fresh.items()},
        "correction": found["to_correct"].corrections.get(),
        "done_correction": found["corrected"].corrections.get(),
        "returned_offer": Offer.objects.get(pk=sent["to_correct"].pk),
        "corrected_offer": Offer.objects.get(pk=sent["corrected"].pk),
    }
    _add_untouched(world, early, deadline, wrote, writers_of)


def _decide(world: Any, clerk: Any, found: Any, here: Any) -> None:
    for state in ("to_correct", "corrected"):
        wrong = fill(clerk, found[state], defect="Opis jest za krótki.")
        formal.ask_to_correct(clerk, wrong, REASONS, DUE_ON, "Prosimy o uzupełnienie.")
    write(here.editor.later(clerk.at), found["corrected"].offer)
    offers.send_correction(here.president.later(clerk.at), found["corrected"].offer)
    fill(clerk, found["corrected"])
    write(here.editor.later(clerk.at), found["to_correct"].offer)
    offers.sign_offer(here.president.later(clerk.at), found["to_correct"].offer)
    formal.accept_formally(clerk, fill(clerk, found["fit"]))
    fill(clerk, found["clean"])
    for state in ("rejected_formal", "wrong"):
        fill(clerk, found[state], defect="Poza celami.", lasting=True)
    formal.reject_formally(clerk, found["rejected_formal"], "Poza celami.")
    fill(clerk, found["waiting"], defect="Opis jest za krótki.")


def _add_untouched(world: Any, early: Any, deadline: Any, wrote: Any, writers_of: Any) -> None:
    """Add an evaluation without any result: its conditions can still be changed."""
    call = call_factories.make_published_call(
        world.things["office"], at=early, title="Ocena bez wyniku", deadline_at=deadline
    )
    writers_of(world, call).sent()
    call = Call.objects.select_related("office").get(pk=call.pk)
    evaluation = begin_evaluation(world.act("clerk", wrote), call)
    world.things |= {
        "untouched_evaluation": evaluation,
        "untouched_condition": evaluation.conditions.last(),
    }
