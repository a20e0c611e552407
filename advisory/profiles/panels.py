"""What this room shows on a unit's and a programme's page, and at the front door."""

from typing import Any

from advisory.profiles.models import News, UnitProfile
from advisory.profiles.offering import shown_programmes
from advisory.profiles.permissions import may_give_documents, may_write_profile
from advisory.programmes.models import Adviser, Programme, Unit
from advisory.programmes.permissions import may_look
from mkus_portal.act import Act
from mkus_portal.web.panels import Panel
from mkus_portal.workflow.engine import available

SHOWN = 3


def profile_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the unit's public page with what can be done about it."""
    unit: Unit = obj
    profile = UnitProfile.objects.filter(unit=unit).select_related("unit__programme").first()
    writes, gives = bool(may_write_profile(act, unit)), bool(may_give_documents(act, unit))
    published = profile is not None and profile.state == UnitProfile.State.PUBLISHED
    card = own_card(act, unit.programme)
    if not (writes or gives or published or card):
        return None
    return {
        "unit": unit,
        "profile": profile,
        "published": published,
        "writes": writes,
        "gives": gives,
        "card": card,
        "moves": available(act, profile) if profile and writes else [],
    }


def own_card(act: Act, programme: Programme) -> Adviser | None:
    """Return the adviser who reads, as the programme knows them."""
    if not act.holds("adviser"):
        return None
    return Adviser.objects.visible_to(act).filter(programme=programme).first()


def news_of(act: Act, obj: Any) -> dict[str, object] | None:  # noqa: ANN401 - the page's object
    """Return the doors to what the programme shows to everybody."""
    programme: Programme = obj
    if not may_look(act, programme):
        return None
    return {"programme": programme, "is_shown": shown_programmes().filter(pk=programme.pk).exists()}


def latest(act: Act, obj: object) -> dict[str, object] | None:
    """Return the newest news of all programmes for the front door."""
    del act, obj
    found = list(News.objects.published().select_related("programme")[:SHOWN])
    return {"news": found} if found else None


PROFILE = Panel("programme-unit-detail", "advisory/profiles/_profile.html", profile_of, order=80)
NEWS = Panel("programme-detail", "advisory/profiles/_programme.html", news_of, order=20)
HOME = Panel("home", "advisory/profiles/_home.html", latest, order=80)
