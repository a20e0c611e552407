"""The world's programme: two logos on its documents, an adviser to be replaced in December."""

from datetime import date
from typing import Any

from advisory.programmes.logos import LOGO, add_logo
from advisory.programmes.substitutions import let_stand_in
from mkus_portal.attachments.actions import receive
from mkus_portal.attachments.models import Attachment
from tests.pictures import picture, upload


def add_logos(world: Any) -> None:
    """Add them as the coordinator."""
    runs, programme = world.act("programme_coordinator"), world.things["programme"]
    for institution, colour in (
        ("Fundacja Zmyślona", (30, 90, 60, 255)),
        ("Fundusz Niby-Europejski", (20, 60, 160, 90)),
    ):
        files = receive(runs, LOGO, [upload(content=picture(colour=colour))]).taken
        logo = add_logo(runs, programme, institution, files)
        world.things["logo"] = logo
        world.things["logo_file"] = Attachment.objects.get(object_id=logo.pk, kind=LOGO)


def add_substitution(world: Any) -> None:
    """Let the other adviser stand in for the one of the unit, later than the pages are read."""
    world.things["substitution"] = let_stand_in(
        world.act("programme_coordinator"),
        world.things["assignment"],
        world.things["new_adviser"],
        valid_from=date(2026, 12, 1),
        valid_to=date(2026, 12, 11),
        reason="Urlop",
    )
