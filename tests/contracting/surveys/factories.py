"""Surveys in every state, made through the actions."""

from datetime import date, timedelta

from contracting.surveys import actions
from contracting.surveys.models import Link
from mkus_portal.act import Act
from tests.clock import NOW

WROTE = NOW - timedelta(days=2)
BASICS = {
    "introduction": "Pytamy, co zmienić.",
    "opens_on": date(2026, 11, 20),
    "closes_on": date(2026, 12, 10),
    "contact": "Urząd, pokój 1",
    "privacy_note": "Administratorem danych jest wójt.",
    "has_open_link": True,
}


def make_draft(act, title="Badanie", **fields):
    """A draft with one question of each kind."""
    survey = actions.start_survey(act, act.scope, "Gmina Prusice", title, "organisations")
    actions.edit_survey(act, survey, **{**BASICS, **fields})
    options = ["tak", "nie"]
    add = actions.add_question
    add(act, survey, "single", text="Czy warto?", options=options, has_other=True, is_required=True)
    add(act, survey, "multiple", text="Co robicie?", options=["sport", "kultura"], has_other=True)
    add(act, survey, "scale", text="Jaka ocena?", low=1, high=5, low_label="źle")
    add(act, survey, "matrix", text="Jakie oceny?", rows=["urząd", "rada"], low=1, high=3)
    add(act, survey, "text", text="Co jeszcze?")
    add(act, survey, "number", text="Ile osób?", unit="osób")
    return survey


def make_open(act, title="Badanie", **fields):
    """An open survey."""
    survey = make_draft(act, title, **fields)
    actions.open_survey(act, survey)
    return survey


def keys(survey):
    """The questions' keys in their order, as answers name them."""
    return [str(pk) for pk in survey.questions.values_list("pk", flat=True)]


def answer(survey, *, step=3, text="", link=None, at=NOW):
    """One answer: „tak”, a step of the scale, perhaps a text."""
    single, _, scale, matrix, words, number = keys(survey)
    given = {
        single: {"picked": [0], "other": ""},
        scale: {"step": step},
        matrix: {"0": 2, "1": 0},
        number: {"said": "4"},
    }
    if text:
        given[words] = {"said": text}
    actions.submit(Act.public(at), survey, given, link=link)


def make_closed(act, title="Badanie", answers=6, **fields):
    """A closed survey with answers."""
    survey = make_open(act, title, **fields)
    for number in range(answers):
        answer(survey, step=number % 5, text=f"Uwaga {number}", at=act.at)
    actions.close_survey(act, survey)
    return survey


def personal_link(act, survey):
    """A link without an address, and its token."""
    [(link, token)] = actions.make_paper_links(act, survey, 1)
    return Link.objects.select_related("survey").get(pk=link.pk), token
