"""The world's public pages: a published profile with its report, a draft, news."""

from typing import Any

from advisory.profiles import actions


def add_profiles(world: Any) -> None:
    """Make them as the coordinator; the unit's office shows the report of its analysis."""
    runs = world.act("programme_coordinator")
    programme, unit = world.things["programme"], world.things["advised_unit"]
    profile = actions.write_profile(runs, unit, about="Gmina zmienia świetlice.")
    actions.move_profile(runs, profile, "publish")
    shown = actions.give_report(world.act("coordinator"), unit, world.things["closed_analysis"])
    draft = actions.write_profile(runs, world.things["testing_unit"], about="W przygotowaniu.")
    news = [
        actions.write_news(runs, programme, title=f"Wiadomość {number}", text="Treść.")
        for number in (1, 2)
    ]
    actions.move_news(runs, news[0], "publish")
    world.things |= {
        "profiled_unit": unit,
        "published_profile": shown,
        "draft_profile": draft,
        "published_news": news[0],
        "draft_news": news[1],
    }
