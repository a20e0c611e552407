"""Eight people press the same grave button at once: one success, one line in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from advisory.consultations.actions import agree_consultation
from contracting.analysis.actions import close_analysis
from contracting.calls import actions as calls
from contracting.evaluation.actions import deciding, meeting, scoring, session
from contracting.offers import actions as offers
from mkus_portal.workflow.engine import MoveRefused, MoveTaken, procedures
from mkus_portal.workflow.models import MoveLog
from tests.architecture import (
    grave_contracts,
    grave_events,
    grave_expertises,
    grave_settlement,
    grave_settlement_inspections,
    grave_sharing,
    grave_surveys,
    grave_visits,
)
from tests.architecture.world import make_world
from tests.architecture.world_deciding import BY
from tests.clock import NOW
from tests.contracting.calls.factories import AT, publish
from tests.crowd import PEOPLE

ACT = {"act_number": "14/2026", "act_date": NOW.date(), "signatory": "Anna Wzorowa, wójt"}


@dataclass(frozen=True)
class Button:
    """Who presses, about what, and the action behind it."""

    tag: str
    example: str
    press: Callable[[Any, Any], Any]


def third_place(act, call):
    calls.record_publication(
        act, call, "website", AT, url="https://gmina.example", author="Ewa", responsible="Jan"
    )


def results_place(act, evaluation, place):
    calls.record_publication(
        act,
        evaluation.call,
        place,
        NOW,
        url="https://gmina.example",
        author="Ewa",
        responsible="Jan",
        subject="results",
    )


BUTTONS = {
    ("Oferta", "submit"): Button("ngo_signatory", "draft_offer", offers.submit_offer),
    ("Oferta", "withdraw"): Button("ngo_signatory", "sealed_offer", offers.withdraw_offer),
    ("Oferta", "correct"): Button("ngo_signatory", "returned_offer", offers.send_correction),
    ("Analiza", "close"): Button("clerk", "whole_analysis", close_analysis),
    ("Analiza", "close_with_gaps"): Button(
        "clerk",
        "gappy_analysis",
        lambda act, obj: close_analysis(act, obj, with_gaps=True, note="Brak danych."),
    ),
    ("Konkurs", "approve"): Button(
        "executive", "waiting_call", lambda act, obj: calls.approve_call(act, obj, **ACT)
    ),
    ("Konkurs", "publish"): Button("clerk", "approved_call", third_place),
    ("Konkurs", "cancel"): Button(
        "clerk", "draft_call", lambda act, obj: calls.cancel_call(act, obj, "Brak środków.")
    ),
    ("Konkurs", "annul"): Button(
        "executive",
        "reserving_call",
        lambda act, obj: calls.annul_call(act, obj, "reservation", "Brak środków.", **ACT),
    ),
    ("Ocena konkursu", "open_merit"): Button("clerk", "formal_evaluation", session.open_merit),
    ("Ocena konkursu", "decide"): Button(
        "executive", "merit_evaluation", lambda act, obj: deciding.decide(act, obj, BY)
    ),
    ("Ocena konkursu", "publish_results"): Button(
        "clerk", "decided_evaluation", lambda act, obj: results_place(act, obj, "website")
    ),
    ("Ocena oferty", "accept"): Button(
        "ngo_signatory", "awarded_assessment", deciding.accept_award
    ),
    ("Ocena oferty", "resign"): Button(
        "ngo_signatory",
        "accepted_assessment",
        lambda act, obj: deciding.resign_award(act, obj, "Brak trenera."),
    ),
    ("Ocena oferty", "move_up"): Button(
        "executive",
        "reserve_assessment",
        lambda act, obj: deciding.move_up(act, obj, BY, Decimal(1000)),
    ),
    # Before more offers are scored: the meeting would have to vote on them.
    ("Posiedzenie komisji", "close"): Button(
        "clerk", "open_meeting", lambda act, obj: meeting.close_meeting(act, obj, act.at)
    ),
    ("Ocena oferty", "score"): Button(
        "commission_member",
        "ready_assessment",
        lambda act, obj: scoring.end_scoring(act, obj.evaluation),
    ),
    ("Konsultacja doradcza", "agree"): Button("clerk", "sent_consultation", agree_consultation),
    **{move: Button(*said) for move, said in grave_contracts.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_settlement.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_settlement_inspections.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_expertises.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_sharing.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_surveys.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_visits.BUTTONS.items()},
    **{move: Button(*said) for move, said in grave_events.BUTTONS.items()},
}


def test_every_grave_move_has_its_button():
    grave = {(one.name, move.name) for one in procedures() for move in one.moves if move.grave}
    assert set(BUTTONS) == grave


@pytest.mark.django_db(transaction=True)
def test_one_of_eight_succeeds(at_once):
    world = make_world()
    publish(world.things["approved_call"], "bip", "board")
    for place in ("bip", "board"):
        results_place(world.act("clerk"), world.things["decided_evaluation"], place)
    for (procedure, move), button in BUTTONS.items():
        thing, act = world.things[button.example], world.act(button.tag)

        def work(_, thing=thing, act=act, button=button):
            try:
                button.press(act, type(thing).objects.get(pk=thing.pk))
            except (MoveTaken, MoveRefused):
                return False
            return True

        outcomes, log = at_once(
            work, lambda thing=thing: [line.move for line in MoveLog.objects.of(thing)]
        )
        assert sorted(outcomes) == [False] * (PEOPLE - 1) + [True], (procedure, move)
        assert log.count(move) == 1, (procedure, move)
