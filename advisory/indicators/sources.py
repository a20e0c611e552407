"""Where the value of an indicator comes from: the list of what the portal counts itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from advisory.consultations.models import Consultation
from advisory.events.models import Event, Sector
from advisory.indicators.figures import (
    Figures,
    consultations_until,
    events_until,
    expertises_until,
    first_congress,
    two_day,
    units_until,
)
from advisory.programmes.models import Programme, Unit

MANUAL = "manual"
Records = Callable[[Programme, date | None], QuerySet[Any]]
Kind = Event.Kind


@dataclass(frozen=True, slots=True)
class Source:
    """What is counted: its value from the figures, and the records behind it."""

    code: str
    label: str
    unit: str
    value: Callable[[Figures], int | Decimal]
    records: Records


def _events(kind: str) -> Records:
    return lambda programme, until: events_until(programme, until).filter(kind=kind)


def _count(code: str, kind: str, label: str) -> Source:
    return Source(code, label, "szt.", lambda one: one.events[kind].count, _events(kind))


def _people(code: str, kind: str, label: str) -> Source:
    return Source(code, label, "os.", lambda one: one.events[kind].total, _events(kind))


def _congress(code: str, label: str, *sectors: str) -> Source:
    def people(figures: Figures) -> int:
        return sum(figures.first_congress.people[sector] for sector in sectors)

    def records(programme: Programme, until: date | None) -> QuerySet[Event]:
        return first_congress(events_until(programme, until))

    return Source(code, label, "os.", people, records)


def _units(code: str, label: str, kind: str) -> Source:
    def records(programme: Programme, until: date | None) -> QuerySet[Unit]:
        return units_until(programme, until).filter(kind=kind)

    return Source(code, label, "szt.", lambda one: one.units[kind], records)


def _gminas(programme: Programme, until: date | None) -> QuerySet[Consultation]:
    return consultations_until(programme, until).filter(unit__kind=Unit.Kind.GMINA)


def _visits(programme: Programme, until: date | None) -> QuerySet[Consultation]:
    return consultations_until(programme, until).filter(form=Consultation.Form.VISIT)


def _others(programme: Programme, until: date | None) -> QuerySet[Consultation]:
    return consultations_until(programme, until).exclude(form=Consultation.Form.VISIT)


SOURCES = (
    Source(
        "testing_units", "Jednostki testujące", "szt.", lambda one: one.testing_units, units_until
    ),
    _units("testing_units_gmina", "Jednostki testujące: gminy", Unit.Kind.GMINA),
    _units("testing_units_powiat", "Jednostki testujące: powiaty", Unit.Kind.POWIAT),
    Source(
        "advice_hours_gminas",
        "Godziny doradztwa w gminach",
        "h",
        lambda one: one.hours_gminas,
        _gminas,
    ),
    Source(
        "advice_hours_all",
        "Godziny doradztwa",
        "h",
        lambda one: one.hours,
        consultations_until,
    ),
    Source("adviser_meetings", "Spotkania z doradcą", "szt.", lambda one: one.meetings, _visits),
    Source(
        "other_consultations",
        "Konsultacje inne niż spotkania",
        "szt.",
        lambda one: one.others,
        _others,
    ),
    Source(
        "office_trainings_two_day",
        "Dwudniowe szkolenia dla urzędów",
        "szt.",
        lambda one: one.two_day_trainings,
        lambda programme, until: two_day(events_until(programme, until)),
    ),
    _count("jst_trainings", Kind.JST_TRAINING, "Szkolenia dla przedstawicieli JST"),
    _people("jst_training_people", Kind.JST_TRAINING, "Uczestnicy szkoleń dla JST"),
    _count("ngo_trainings", Kind.NGO_TRAINING, "Szkolenia dla organizacji"),
    _count("information_meetings", Kind.INFORMATION_MEETING, "Spotkania informacyjne"),
    _count("working_group_meetings", Kind.WORKING_GROUP, "Spotkania grup roboczych"),
    _count("study_visits", Kind.STUDY_VISIT, "Wizyty studyjne"),
    _count("expert_council_sessions", Kind.EXPERT_COUNCIL, "Posiedzenia Rady Ekspertów"),
    _count("regional_conferences", Kind.REGIONAL_CONFERENCE, "Konferencje regionalne"),
    _people(
        "regional_conference_people",
        Kind.REGIONAL_CONFERENCE,
        "Uczestnicy konferencji regionalnych",
    ),
    _count("dissemination_events", Kind.DISSEMINATION, "Wydarzenia upowszechniające"),
    _count("congresses", Kind.CONGRESS, "Kongresy"),
    _congress("congress_1_people", "Uczestnicy pierwszego kongresu", *Sector.values),
    _congress("congress_1_people_office", "Pierwszy kongres: z urzędów", Sector.OFFICE),
    _congress("congress_1_people_ngo", "Pierwszy kongres: z organizacji", Sector.NGO),
    _congress("congress_1_people_university", "Pierwszy kongres: z uczelni", Sector.UNIVERSITY),
    Source("expertises", "Ekspertyzy", "szt.", lambda one: one.expertises, expertises_until),
)
BY_CODE = {one.code: one for one in SOURCES}
CHOICES = [(one.code, one.label) for one in SOURCES] + [(MANUAL, "wpisywana ręcznie, z dowodem")]
