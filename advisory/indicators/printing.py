"""The figures under the keys that files and commands use."""

from decimal import Decimal
from typing import Any

from advisory.events.models import Event, Sector
from advisory.indicators.figures import Figures

Kind = Event.Kind
TENTH = Decimal("0.1")


def hours_as_text(hours: Decimal) -> str:
    """Return hours without zeros at the end: `1920`, `12.5`."""
    text = f"{hours:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def keyed(figures: Figures) -> dict[str, Any]:
    """Return counts as numbers, hours as decimal text, nested where a figure has parts."""
    events = figures.events
    congress = figures.first_congress
    return {
        "testing_units": figures.testing_units,
        "testing_units_gmina": figures.units["gmina"],
        "testing_units_powiat": figures.units["powiat"],
        "advice_hours_gminas": hours_as_text(figures.hours_gminas),
        "advice_hours_all": hours_as_text(figures.hours),
        "adviser_meetings": figures.meetings,
        "other_consultations": figures.others,
        "office_trainings_two_day": figures.two_day_trainings,
        "jst_trainings": events[Kind.JST_TRAINING].count,
        "jst_training_people": events[Kind.JST_TRAINING].total,
        "ngo_trainings": events[Kind.NGO_TRAINING].count,
        "information_meetings": events[Kind.INFORMATION_MEETING].count,
        "working_group_meetings": events[Kind.WORKING_GROUP].count,
        "study_visits": events[Kind.STUDY_VISIT].count,
        "expert_council_sessions": events[Kind.EXPERT_COUNCIL].count,
        "regional_conferences": events[Kind.REGIONAL_CONFERENCE].count,
        "regional_conference_people": events[Kind.REGIONAL_CONFERENCE].total,
        "dissemination_events": events[Kind.DISSEMINATION].count,
        "congresses": events[Kind.CONGRESS].count,
        "congress_1_people": congress.total,
        "congress_1_people_office": congress.people[Sector.OFFICE],
        "congress_1_people_ngo": congress.people[Sector.NGO],
        "congress_1_people_university": congress.people[Sector.UNIVERSITY],
        "expertises": figures.expertises,
        "expertises_by_kind": dict(figures.expertises_by_kind),
        "units_by_type": dict(figures.units_by_type),
        "hours_by_adviser": {
            code: f"{hours.quantize(TENTH)}" for code, hours in figures.hours_by_adviser.items()
        },
    }
