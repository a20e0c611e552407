"""Public copies in each state, made through the actions alone."""

from contracting.analysis import sharing_actions as actions
from contracting.analysis.actions import close_analysis
from contracting.analysis.form import items_of
from contracting.analysis.models import Analysis, SharedAnswer
from contracting.analysis.sharing import marked_answers, names_known_to
from mkus_portal.act import Act
from tests.contracting.analysis.factories import (
    answer,
    fill_table,
    make_analysis,
    make_closed,
    make_office,
    member_act,
    text_for,
)

SOME_TEXTS = (
    *("E1-01", "E1-02.today", "E1-12.exists", "E1-13.owner", "E1-13.cost"),
    *("E2-15.form", "E2-15.years", "E2-15.reason", "E2-20.when"),
)
SOME_TABLES = ("E1-03.groups", "E1-04.for", "E2-10.risks", "E3-01.steps")
FACTS = {"sphere": "10", "unit_size": "under_10"}


def as_role(act: Act, role: str) -> Act:
    """The same person in another role of the same office."""
    return Act(user=act.user, role=role, scope=act.scope, at=act.at)


def prepare(act, **fields):
    """Return a prepared copy that nothing stands in the way of."""
    shared = actions.prepare_sharing(act, make_some(act, **fields))
    return described(act, shared)


def described(act, shared):
    """Describe a copy, say of every answer that nothing in it is personal."""
    actions.describe_copy(act, shared, **FACTS, is_checked=True)
    for one in marked_answers(shared, names_known_to(shared.analysis)):
        if one.is_waiting:
            actions.confirm_answer(act, one.answer, one.answer.edit_version)
    return shared


def share(act, **fields):
    """Return a shared copy."""
    shared = prepare(act, **fields)
    actions.share_analysis(as_role(act, "coordinator"), shared)
    return shared


def share_by_neighbour(**fields):
    """Return a copy of a whole analysis that another office shares."""
    act = member_act(make_office())
    return share_existing(act, make_closed(act, **fields))


def make_some(act, **fields):
    """Return a closed analysis with an answer of every kind of input, and gaps elsewhere."""
    analysis = make_analysis(act, **fields)
    asked = {item.place: item for item in items_of(analysis)}
    for place in SOME_TEXTS:
        answer(act, analysis, place, text_for(asked[place]))
    for place in SOME_TABLES:
        fill_table(act, analysis, asked[place])
    close_analysis(act, analysis, with_gaps=True, note="Reszta jest gdzie indziej.")
    return analysis


def share_some(**fields):
    """Return a copy of such an analysis that another office shares."""
    act = member_act(make_office())
    return share_existing(act, make_some(act, **fields))


def share_existing(act, analysis):
    """Share a closed analysis."""
    shared = described(act, actions.prepare_sharing(act, analysis))
    actions.share_analysis(as_role(act, "coordinator"), shared)
    return shared


def answer_to(shared, question):
    """Return the copy of one answer as the database has it."""
    return SharedAnswer.objects.select_related("shared__office", "shared__analysis__draft").get(
        shared=shared, question=question
    )


def fresh(analysis):
    """Return an analysis as the database has it."""
    return Analysis.objects.select_related("draft", "office").get(pk=analysis.pk)
