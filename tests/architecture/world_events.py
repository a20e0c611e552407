"""The world's events, one in each state, with a list, a day of today, and indicators."""

from datetime import date
from typing import Any

from advisory.events import actions
from advisory.events.models import Event, EventDay, Participant, Presence
from advisory.indicators.actions import add_indicator, note_reading
from advisory.programmes.models import Programme, Unit
from advisory.reports.actions import begin_report
from mkus_portal.folding import folded
from tests.advisory.factories import make_unit
from tests.clock import NOW

TODAY = NOW.date()


def add_event(world: Any, state: str, day: date = TODAY) -> Event:
    """An event of the advised unit in a state, with one day and one participant."""
    event = Event.objects.create(
        programme=world.things["programme"],
        code=f"E-{state}-{Event.objects.count()}",
        kind=Event.Kind.NGO_TRAINING,
        title=f"Szkolenie {state}",
        title_folded=folded(f"Szkolenie {state}"),
        starts_on=day,
        ends_on=day,
        place="Dom Kultury",
        state=state,
        created_at=NOW,
    )
    if "advised_unit" in world.things:
        event.units.add(world.things["advised_unit"])
    EventDay.objects.create(event=event, held_on=day)
    add_participant(event)
    return event


def add_participant(event: Event, name: str = "Anna Uczestniczka", **fields: Any) -> Participant:
    """Somebody on the list."""
    given = {"sector": "ngo", "comes_from": "Fundacja", "registered_at": NOW, **fields}
    return Participant.objects.create(
        event=event, full_name=name, name_folded=folded(name), **given
    )


def add_events(world: Any) -> None:
    """Make them, and two indicators: one counted, one by hand with a reading."""
    for state in Event.State.values:
        world.things[f"{state}_event"] = add_event(world, state)
    announced, held = world.things["announced_event"], world.things["held_event"]
    came = held.participants.get()
    Presence.objects.create(participant=came, day=held.days.get(), noted="list", noted_at=NOW)
    world.things |= {
        "spare_event": add_event(world, "announced"),
        "event_day": announced.days.get(),
        "event_day_token": announced.days.get().token,
        "event_token": announced.token,
        "planned_event_token": world.things["planned_event"].token,
        "participant": came,
        "announced_participant": announced.participants.get(),
        "cancelled_participant": world.things["cancelled_event"].participants.get(),
        "participant_token": announced.participants.get().token,
    }
    runs = world.act("programme_coordinator")
    programme = world.things["programme"]
    world.things |= {
        "indicator": add_indicator(
            runs, programme, name="Szkolenia", unit="szt.", source="ngo_trainings", target=10
        ),
        "manual_indicator": add_indicator(
            runs, programme, name="Zadowolenie", unit="%", source="manual"
        ),
        "read_indicator": add_indicator(
            runs, programme, name="Z odczytem", unit="%", source="manual"
        ),
    }
    note_reading(
        runs, world.things["read_indicator"], day=TODAY, value=80, evidence="Ankieta końcowa"
    )
    for state in Unit.State.values:
        world.things[f"{state}_unit"] = make_unit(
            programme,
            f"jednostka-{state}",
            f"Gmina {state}",
            state=state,
            agreement_signed_on=TODAY if state == "chosen" else None,
        )
    world.things["programme_report"] = begin_report(
        runs, programme, kind="annual", last_day=TODAY, risks="Zmiany kadrowe w urzędach."
    )
    world.things["recruiting_programme"] = Programme.objects.create(
        code="nabor", name="Program z naborem", recruits_until=TODAY
    )
    actions.ask_for_document(runs, held, "attendance_list")
