"""The world's surveys, one in each state, and a personal link."""

from datetime import datetime
from typing import Any

from contracting.surveys import actions
from tests.contracting.surveys import factories


def add_surveys(world: Any, at: datetime) -> None:
    """Make them as the clerk."""
    act = world.act("clerk", at)
    withdrawn = factories.make_draft(act, "Wycofane")
    actions.withdraw_survey(act, withdrawn)
    opened = factories.make_open(act, "Otwarte")
    actions.invite(act, opened, ["zaproszona@swiat.example"])
    _, token = factories.personal_link(act, opened)
    draft = factories.make_draft(act, "Szkic")
    world.things |= {
        "draft_survey": draft,
        "spare_survey": factories.make_draft(act, "Drugi szkic"),
        "survey_question": draft.questions.first(),
        "open_survey": opened,
        "open_survey_token": opened.open_token,
        "survey_token": token,
        "closed_survey": factories.make_closed(act, "Zamknięte"),
        "withdrawn_survey": withdrawn,
    }
