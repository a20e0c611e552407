"""Writing and publishing a unit's page; what the office and the adviser let it show."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advisory.expertises.models import Expertise
from advisory.plans.models import PlanStep
from advisory.profiles.models import AdviserCard, UnitProfile
from advisory.profiles.offering import expertises_to_give, reports_to_give, surveys_to_give
from advisory.profiles.permissions import may_give_documents, may_write_card, may_write_profile
from advisory.programmes.models import Adviser, Unit
from contracting.analysis.models import Analysis
from contracting.calls.models import PublicVersion
from contracting.surveys.models import Survey
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.workflow.engine import insist, perform


@transaction.atomic
def write_profile(act: Act, unit: Unit, based_on: int | None = None, **fields: Any) -> UnitProfile:
    """Keep the words of a unit's page, made when first written. Raises Refused, Overtaken."""
    hold(unit)
    insist(may_write_profile(act, unit))
    profile = _profile_of(unit)
    if profile.pk is not None:
        profile.step(based_on)
    return _keep(profile, **fields)


@transaction.atomic
def give_documents(
    act: Act,
    unit: Unit,
    *,
    analysis: Analysis | None = None,
    expertises: Sequence[Expertise] = (),
    surveys: Sequence[Survey] = (),
) -> UnitProfile:
    """Let everybody read the office's own documents that are named, and no others any longer.

    Raises Refused; ValidationError for an open analysis or survey, an expertise that is not
    accepted, or anything of another office.
    """
    hold(unit)
    insist(may_give_documents(act, unit))
    _check_given(unit, analysis, expertises, surveys)
    profile = _keep(_profile_of(unit), analysis=analysis)
    profile.expertises.set(expertises)
    profile.surveys.set(surveys)
    return profile


def _check_given(
    unit: Unit,
    analysis: Analysis | None,
    expertises: Sequence[Expertise],
    surveys: Sequence[Survey],
) -> None:
    errors = {}
    if analysis is not None and analysis not in reports_to_give(unit):
        errors["analysis"] = "Wybierz zamkniętą analizę swojego urzędu."
    if not set(expertises) <= set(expertises_to_give(unit)):
        errors["expertises"] = "Wybierz przyjęte ekspertyzy swojej jednostki."
    if not set(surveys) <= set(surveys_to_give(unit)):
        errors["surveys"] = "Wybierz zamknięte badania swojego urzędu."
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def choose_milestones(act: Act, unit: Unit, steps: Sequence[PlanStep]) -> UnitProfile:
    """Let the public calendar show these steps of the unit's plan. Raises Refused."""
    hold(unit)
    insist(may_write_profile(act, unit))
    if any(one.unit_id != unit.pk for one in steps):
        raise ValidationError({"milestones": "Wybierz kroki planu tej jednostki."})
    profile = _keep(_profile_of(unit))
    profile.milestones.set(steps)
    return profile


def _profile_of(unit: Unit) -> UnitProfile:
    return UnitProfile.objects.filter(unit=unit).first() or UnitProfile(unit=unit)


def _keep(profile: UnitProfile, **fields: Any) -> UnitProfile:
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    PublicVersion.objects.grow()
    return profile


@transaction.atomic
def move_profile(act: Act, profile: UnitProfile, move: str) -> None:
    """Publish or hide a unit's page. Raises Refused, MoveTaken."""
    perform(act, profile, move)
    PublicVersion.objects.grow()


@transaction.atomic
def write_card(
    act: Act,
    adviser: Adviser,
    based_on: int | None = None,
    *,
    function: str,
    shows_name: bool,
) -> AdviserCard:
    """Keep what the adviser lets units' pages say of them. Raises Refused, Overtaken."""
    hold(adviser)
    insist(may_write_card(act, adviser))
    card = AdviserCard.objects.filter(adviser=adviser).first() or AdviserCard(adviser=adviser)
    if card.pk is not None:
        card.step(based_on)
    card.function, card.shows_name = function, shows_name
    card.full_clean()
    card.save()
    PublicVersion.objects.grow()
    return card
