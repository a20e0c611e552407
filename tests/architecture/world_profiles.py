"""The world's public pages: a published profile with its documents, a draft, news."""

from typing import Any

from advisory.profiles import actions
from advisory.profiles.mailing import refusal_url
from tests.contracting.surveys.factories import make_closed


def add_profiles(world: Any) -> None:
    """Make them as the coordinator; the unit's office shows what is its own."""
    runs = world.act("programme_coordinator")
    programme, unit = world.things["programme"], world.things["advised_unit"]
    profile = actions.write_profile(runs, unit, about="Gmina zmienia świetlice.")
    actions.move_profile(runs, profile, "publish")
    expertise = world.things["accepted_expertise"]
    survey = make_closed(world.act("coordinator"), "Badanie dla wszystkich")
    shown = actions.give_documents(
        world.act("coordinator"),
        unit,
        analysis=world.things["closed_analysis"],
        expertises=[expertise],
        surveys=[survey],
    )
    draft = actions.write_profile(runs, world.things["testing_unit"], about="W przygotowaniu.")
    news = [
        actions.write_news(runs, programme, title=f"Wiadomość {number}", text="Treść.")
        for number in (1, 2)
    ]
    actions.move_news(runs, news[0], "publish")
    kit = actions.write_press_kit(
        runs, programme, figures=[], note="Notatka.", contact_email="media@swiat.example"
    )
    actions.move_press_kit(runs, kit, "publish")
    draft_kit = actions.write_press_kit(
        world.act("other_programme_coordinator"),
        world.things["other_programme"],
        figures=[],
        note="Inna notatka.",
        contact_email="inne@swiat.example",
    )
    reader = world.people["coordinator"].user
    world.things |= {
        "profiled_unit": unit,
        "published_profile": shown,
        "draft_profile": draft,
        "shown_expertise": expertise,
        "shown_survey": survey,
        "published_kit": kit,
        "draft_kit": draft_kit,
        "shown_download": actions.offer_download(runs, programme, title="Ulotka"),
        "published_news": news[0],
        "draft_news": news[1],
        "refusal_token": refusal_url(reader, programme).rstrip("/").rsplit("/", 1)[-1],
    }
