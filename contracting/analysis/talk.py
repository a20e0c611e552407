"""Talk over an analysis: the office's people and those whom it has let in, as one team."""

from django.urls import reverse

from contracting.analysis.content import stages_of
from contracting.analysis.economic_form import ECONOMIC_TABLES, economic_fields
from contracting.analysis.models import Analysis, SocialRound
from contracting.analysis.permissions import (
    WRITERS,
    may_comment,
    may_comment_measurement,
    talks,
)
from contracting.analysis.social_form import measurement_places, social_of_method, team_fields
from mkus_portal.accounts.models import Key
from mkus_portal.act import Act, Scope
from mkus_portal.drafting.talk import Step, Talk, one_side
from mkus_portal.notifications.actions import people_with
from mkus_portal.offices.models import OFFICE_ROLES

TALKING = (Key.Right.COMMENT, Key.Right.WRITE)


def steps(analysis: Analysis) -> list[Step]:
    """Return the pages of an analysis: its stages, then both efficiencies."""
    kind = analysis.commissioning_type
    found = []
    for stage in stages_of(analysis):
        items = (item for one in stage.questions_for(kind) for item in one.items)
        places = frozenset(item.place for item in items if not item.is_module)
        url = reverse("analysis-stage", args=(analysis.pk, stage.code))
        found.append(Step(stage.code, stage.title, url, places))
    economic = economic_fields(analysis).keys() | ECONOMIC_TABLES.keys()
    social = team_fields(social_of_method(analysis))
    for code, title, places in (
        ("economic", "Efektywność ekonomiczna", frozenset(economic)),
        ("social", "Efektywność społeczna", social),
    ):
        url = reverse(f"analysis-{code}", args=(analysis.pk,))
        found.append(Step(code, title, url, places))
    return found


def _office(act: Act, analysis: Analysis, *roles: str) -> set[int]:
    scope = Scope("office", analysis.office_id)
    return {one.pk for one in people_with(scope, act.day, *roles)}


def guests(act: Act, analysis: Analysis, side: str) -> set[int]:
    """Return whom a Key lets comment or write."""
    keys = Key.objects.opening(analysis, act.at, *TALKING)
    return set(keys.values_list("user__pk", flat=True))


def team(act: Act, analysis: Analysis, side: str) -> set[int]:
    """Return the office's people and its guests."""
    return _office(act, analysis, *OFFICE_ROLES) | guests(act, analysis, side)


def owners(act: Act, analysis: Analysis, side: str) -> set[int]:
    """Return the office's clerks and coordinators."""
    return _office(act, analysis, *WRITERS)


def measurement_steps(found: SocialRound) -> list[Step]:
    """Return the one page of a measurement."""
    url = reverse("analysis-measurement", args=(found.analysis_id,))
    return [Step("measurement", "Pomiar", url, measurement_places(found))]


TALK = Talk(
    may_comment=may_comment,
    steps=steps,
    team=team,
    guests=guests,
    owners=owners,
    side=one_side,
    may_read=talks,
)
MEASUREMENT_TALK = Talk(
    may_comment=may_comment_measurement,
    steps=measurement_steps,
    team=lambda act, found, side: team(act, found.analysis, side),
    guests=lambda act, found, side: guests(act, found.analysis, side),
    owners=lambda act, found, side: owners(act, found.analysis, side),
    side=one_side,
    may_read=may_comment_measurement,
)
