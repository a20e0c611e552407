"""How one more row of the lists of events, participants and records comes about."""

from datetime import date
from itertools import count
from typing import Any

from advisory.events.models import Event, EventDay, Presence
from advisory.indicators.models import Indicator
from advisory.profiles.models import Download, News, UnitProfile
from advisory.programmes.models import Programme
from advisory.reports.models import ProgrammeReport
from mkus_portal.folding import folded
from tests.advisory.factories import make_unit
from tests.clock import NOW

_numbers = count(1)
DAY = date(2026, 11, 10)


def add_event(people: Any) -> Event:
    """One more event of the whole programme that was held."""
    number = next(_numbers)
    title = f"Kongres {number}"
    event = Event.objects.create(
        programme=people.things["programme"],
        code=f"L{number}",
        kind=Event.Kind.CONGRESS,
        title=title,
        title_folded=folded(title),
        starts_on=DAY,
        ends_on=DAY,
        place="Ustka",
        state=Event.State.HELD,
        created_at=NOW,
    )
    EventDay.objects.create(event=event, held_on=DAY)
    add_person(event)
    return event


def add_person(event: Event) -> None:
    """One more person on the list who came."""
    name = f"Osoba {next(_numbers)}"
    person = event.participants.create(
        full_name=name, name_folded=folded(name), sector="office", registered_at=NOW
    )
    Presence.objects.create(participant=person, day=event.days.get(), noted="self", noted_at=NOW)


def add_participant(people: Any) -> None:
    """One more participant of the one event."""
    if "listed_event" not in people.things:
        people.things["listed_event"] = add_event(people)
        return
    add_person(people.things["listed_event"])


def add_record(people: Any) -> None:
    """One more record behind the one indicator."""
    if "listed_indicator" not in people.things:
        people.things["listed_indicator"] = Indicator.objects.create(
            programme=people.things["programme"], name="Kongresy", unit="szt.", source="congresses"
        )
    add_event(people)


def add_recruiting(people: Any) -> None:
    """One more programme that recruits, and that the office has applied to."""
    number = next(_numbers)
    programme = Programme.objects.create(
        code=f"nabor-{number}", name=f"Nabór {number}", recruits_until=NOW.date()
    )
    make_unit(programme, people.things["office"].code)


def add_report(people: Any) -> None:
    """One more report of the programme."""
    programme = people.things["programme"]
    ProgrammeReport.objects.create(programme=programme, last_day=DAY, created_at=NOW)


def add_news(people: Any) -> None:
    """One more piece of news of the programme."""
    News.objects.create(programme=people.things["programme"], title="Wieść", text="Treść.")


def add_shown_unit(people: Any) -> None:
    """One more unit whose page is public."""
    number = next(_numbers)
    unit = make_unit(people.things["programme"], f"pokazana-{number}", f"Pokazana {number}")
    UnitProfile.objects.create(unit=unit, about="Opis.", state=UnitProfile.State.PUBLISHED)


def add_download(people: Any) -> None:
    """One more file to take."""
    title = f"Plik {next(_numbers)}"
    Download.objects.create(programme=people.things["programme"], title=title)


# name of the list → (who reads it, how a row comes about, the example in its address)
LISTS: dict[str, tuple[Any, ...]] = {
    "recruiting-programmes": ("coordinator", add_recruiting),
    "programme-report-list": ("programme_coordinator", add_report, "programme"),
    "public-units": ("clerk", add_shown_unit, {"code": "=mkus"}),
    "download-list": ("programme_coordinator", add_download, "programme"),
    "news-list": ("programme_coordinator", add_news, "programme"),
    "event-list": ("programme_coordinator", add_event),
    "participant-list": ("programme_coordinator", add_participant, "listed_event"),
    "indicator-detail": ("programme_coordinator", add_record, "listed_indicator"),
}
