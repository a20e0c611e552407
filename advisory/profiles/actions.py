"""Writing and publishing a unit's page and news; sending news to all offices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from advisory.profiles.letters import NEWS as LETTER
from advisory.profiles.models import News, UnitProfile
from advisory.profiles.permissions import (
    may_give_report,
    may_send_news,
    may_write_news,
    may_write_profile,
)
from advisory.profiles.procedure import PUBLISH
from advisory.programmes.models import Programme, Unit
from advisory.programmes.permissions import APPLICANTS
from contracting.analysis.models import Analysis
from mkus_portal.accounts.models import User
from mkus_portal.act import Act
from mkus_portal.locking import hold
from mkus_portal.notifications.actions import send_letter
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
def give_report(act: Act, unit: Unit, analysis: Analysis | None) -> UnitProfile:
    """Let everybody read the report of a closed analysis of one's own, or no longer (None).

    Raises Refused, ValidationError for another office's or an open analysis.
    """
    hold(unit)
    insist(may_give_report(act, unit))
    if analysis is not None:
        _check_report(unit, analysis)
    return _keep(_profile_of(unit), analysis=analysis)


def _check_report(unit: Unit, analysis: Analysis) -> None:
    if analysis.office_id != unit.office_id or analysis.state != Analysis.State.CLOSED:
        raise ValidationError({"analysis": "Wybierz zamkniętą analizę swojego urzędu."})


def _profile_of(unit: Unit) -> UnitProfile:
    return UnitProfile.objects.filter(unit=unit).first() or UnitProfile(unit=unit)


def _keep(profile: UnitProfile, **fields: Any) -> UnitProfile:
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    return profile


@transaction.atomic
def move_profile(act: Act, profile: UnitProfile, move: str) -> None:
    """Publish or hide a unit's page. Raises Refused, MoveTaken."""
    perform(act, profile, move)


@transaction.atomic
def write_news(act: Act, programme: Programme, **fields: Any) -> News:
    """Begin a piece of news. Raises Refused, ValidationError."""
    insist(may_write_news(act, programme))
    news = News(programme=programme, **fields)
    news.full_clean()
    news.save()
    return news


@transaction.atomic
def change_news(act: Act, news: News, based_on: int | None = None, **fields: Any) -> None:
    """Keep changed words. Raises Refused, ValidationError, Overtaken."""
    hold(news)
    insist(may_write_news(act, news.programme))
    news.step(based_on)
    for name, value in fields.items():
        setattr(news, name, value)
    news.full_clean()
    news.save()


@transaction.atomic
def move_news(act: Act, news: News, move: str) -> None:
    """Publish or hide a piece of news. Raises Refused, MoveTaken."""
    perform(act, news, move)
    if move == PUBLISH and news.published_at is None:
        news.published_at = act.at
        news.save(update_fields=["published_at"])


@transaction.atomic
def send_news(act: Act, news: News) -> int:
    """Write to whoever decides in every registered office, once; return to how many.

    Raises Refused.
    """
    hold(news)
    insist(may_send_news(act, news))
    readers = User.objects.filter(
        is_active=True,
        memberships__scope_kind="office",
        memberships__role__in=APPLICANTS,
        memberships__valid_from__lte=act.day,
    ).exclude(memberships__valid_to__lt=act.day)
    found = list(readers.distinct().order_by("pk"))
    url = reverse("public-news", args=(news.programme.code, news.pk))
    send_letter(act, LETTER.code, found, news, {"url": url})
    news.sent_at = act.at
    news.save(update_fields=["sent_at"])
    return len(found)
