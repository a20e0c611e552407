"""All that the demonstration loads, in one call."""

from datetime import datetime

from django.conf import settings

from mkus_portal.demo.loading.advice import advice_steps
from mkus_portal.demo.loading.advisory import advisory_steps
from mkus_portal.demo.loading.analyses import analysis_steps
from mkus_portal.demo.loading.calls import call_steps
from mkus_portal.demo.loading.commission import commission_steps
from mkus_portal.demo.loading.contracts import contract_steps
from mkus_portal.demo.loading.decided import decided_steps
from mkus_portal.demo.loading.events import event_steps
from mkus_portal.demo.loading.expertises import expertise_steps
from mkus_portal.demo.loading.formal_check import formal_steps
from mkus_portal.demo.loading.inspections import inspection_steps
from mkus_portal.demo.loading.offers import offer_steps
from mkus_portal.demo.loading.offices import office_steps
from mkus_portal.demo.loading.organisations import organisation_steps
from mkus_portal.demo.loading.peers import peer_steps
from mkus_portal.demo.loading.profiles import profile_steps
from mkus_portal.demo.loading.programme_surveys import programme_survey_steps
from mkus_portal.demo.loading.settlement import settlement_steps
from mkus_portal.demo.loading.standing_in import standing_in_steps
from mkus_portal.demo.loading.steps import Step, World, run, world_at
from mkus_portal.demo.loading.surveys import survey_steps
from mkus_portal.demo.loading.talk import talk_steps
from mkus_portal.demo.loading.unit_plans import unit_plan_steps
from mkus_portal.demo.loading.unit_reports import unit_report_steps


class DemoRefusedError(Exception):
    """The demonstration is never loaded in production."""


def load(at: datetime) -> int:
    """Load what is missing, counted from the first loading; return the number of steps made.

    Raises DemoRefusedError in production.
    """
    if settings.PRODUCTION:
        message = "Danych przykładowych nie wczytuje się w produkcji."
        raise DemoRefusedError(message)
    world = world_at(at)
    return run(world, all_steps(world))


def all_steps(world: World) -> list[Step]:
    """Return every step of the demonstration; `run` puts them into the order of their instants."""
    return [
        *office_steps(world),
        *organisation_steps(world),
        *call_steps(world),
        *offer_steps(world),
        *commission_steps(world),
        *formal_steps(world),
        *decided_steps(world),
        *contract_steps(world),
        *settlement_steps(world),
        *inspection_steps(world),
        *analysis_steps(world),
        *peer_steps(world),
        *advisory_steps(world),
        *standing_in_steps(world),
        *expertise_steps(world),
        *event_steps(world),
        *unit_plan_steps(world),
        *unit_report_steps(world),
        *talk_steps(world),
        *survey_steps(world),
        *programme_survey_steps(world),
        *advice_steps(world),
        *profile_steps(world),
    ]
