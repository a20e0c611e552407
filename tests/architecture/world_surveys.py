"""The world's surveys, one in each state, and a personal link."""

from datetime import datetime
from typing import Any

from contracting.surveys import actions
from contracting.surveys.models import Draw
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
    _programme_surveys(world, at)


def _programme_surveys(world: Any, at: datetime) -> None:
    """Those of the programme, made by its coordinator."""
    runs = world.act("programme_coordinator", at)
    draft = factories.make_draft(runs, "Szkic programu")
    world.things |= {
        "programme_draft_survey": draft,
        "programme_question": draft.questions.first(),
        "programme_open_survey": factories.make_open(runs, "Otwarte programu"),
        "programme_closed_survey": factories.make_closed(runs, "Zamknięte programu"),
    }
    first = world.things["programme_closed_survey"]
    second = actions.copy_survey(runs, first, "Druga fala", as_wave=True)
    actions.edit_survey(runs, second, opens_on=first.opens_on, closes_on=first.closes_on)
    actions.open_survey(runs, second)
    for step in range(5):
        factories.answer(second, step=step, at=at)
    actions.close_survey(runs, second)
    world.things["programme_second_wave"] = second
    world.things["survey_draw"] = Draw.objects.create(
        survey=world.things["programme_open_survey"],
        seed="jesień 2026",
        per_group=10,
        digest="0" * 16,
        invited=0,
        drawn_at=at,
    )
