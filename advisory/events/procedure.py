"""The moves of an event: announced, held, or called off."""

from advisory.events.models import Event
from advisory.events.permissions import may_run
from mkus_portal.act import Act
from mkus_portal.workflow.engine import Move, Procedure
from mkus_portal.workflow.verdict import ALLOWED, Verdict, refused

State = Event.State
ANNOUNCE, HOLD, CANCEL = "announce", "hold", "cancel"


def has_a_place(act: Act, event: Event) -> Verdict:
    """Ask where it is held."""
    del act
    return ALLOWED if event.place.strip() else refused("Podaj miejsce wydarzenia.")


def is_over(act: Act, event: Event) -> Verdict:
    """Ask that its last day has come."""
    if act.day >= event.ends_on:
        return ALLOWED
    return refused("Wydarzenie zamyka się najwcześniej w jego ostatnim dniu.")


EVENT = Procedure(
    name="Wydarzenie programu",
    model=Event,
    moves=(
        Move(
            ANNOUNCE,
            (State.PLANNED,),
            State.ANNOUNCED,
            "Ogłoś i otwórz zapisy",
            may_run,
            (has_a_place,),
            question="Ogłosić wydarzenie i otworzyć zapisy?",
        ),
        Move(
            HOLD,
            (State.PLANNED, State.ANNOUNCED),
            State.HELD,
            "Wydarzenie się odbyło",
            may_run,
            (is_over,),
            question="Zamknąć wydarzenie i policzyć je w programie?",
        ),
        Move(
            CANCEL,
            (State.PLANNED, State.ANNOUNCED),
            State.CANCELLED,
            "Odwołaj wydarzenie",
            may_run,
            question="Odwołać wydarzenie?",
            grave=True,
        ),
    ),
)
