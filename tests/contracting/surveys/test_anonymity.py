"""An anonymous answer cannot be tied to the link by which it came."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection, models
from django.db.models.expressions import RawSQL

from contracting.surveys import actions
from contracting.surveys.actions.answering import AlreadyAnswered
from contracting.surveys.models import Answer, Link, LinkToken
from contracting.surveys.results import results_of
from mkus_portal.act import Act
from mkus_portal.verdict import Refused
from tests.clock import NOW
from tests.contracting.surveys import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(clerk, act_of):
    return act_of(clerk)


def test_a_link_keeps_no_time_and_an_answer_no_link(act):
    survey = factories.make_open(act)
    link, _ = factories.personal_link(act, survey)
    factories.answer(survey, link=link)
    link.refresh_from_db()
    assert link.is_used
    assert Answer.objects.get().link_id is None
    times = (models.DateTimeField, models.TimeField)
    for model in (Link, LinkToken, Answer):
        assert [one.name for one in model._meta.fields if isinstance(one, times)] == []
    days = [one.name for one in Link._meta.fields if isinstance(one, models.DateField)]
    assert days == []


def test_an_answer_that_is_not_anonymous_names_its_link(act):
    survey = factories.make_open(act, is_anonymous=False)
    link, _ = factories.personal_link(act, survey)
    factories.answer(survey, link=link)
    assert Answer.objects.get().link == link


def test_no_token_is_kept(act):
    survey = factories.make_open(act)
    _, token = factories.personal_link(act, survey)
    kept = list(LinkToken.objects.values()) + list(Link.objects.values())
    assert token not in str(kept)


def stored_order(survey):
    """The answers' texts in the order in which the database keeps its rows."""
    words = factories.keys(survey)[4]
    column = "rowid" if connection.vendor == "sqlite" else "ctid"
    rows = Answer.objects.filter(survey=survey).order_by(RawSQL(column, ()))  # noqa: S611 - a constant
    return [row.given[words]["said"] for row in rows]


def test_closing_shuffles_the_storage_and_gives_new_keys(act):
    survey = factories.make_open(act)
    for number in range(30):
        factories.answer(survey, text=f"{number:02d}")
    before = set(Answer.objects.values_list("pk", flat=True))
    came = stored_order(survey)
    assert came == sorted(came)
    actions.close_survey(act, survey)
    assert stored_order(survey) != came
    assert sorted(stored_order(survey)) == came
    after = set(Answer.objects.values_list("pk", flat=True))
    assert before.isdisjoint(after)
    assert all(isinstance(pk, uuid.UUID) for pk in after)
    assert set(Answer.objects.values_list("form_key", flat=True)) == {""}


def test_results_wait_for_the_end_and_for_the_fifth_answer(act):
    survey = factories.make_open(act)
    for _ in range(4):
        factories.answer(survey)
    assert "po jego zamknięciu" in results_of(survey).withheld
    actions.close_survey(act, survey)
    found = results_of(survey)
    assert (found.answers, found.questions) == (4, ())
    assert "od 5 odpowiedzi" in found.withheld
    whole = factories.make_closed(act, answers=5)
    assert results_of(whole).withheld == ""
    assert len(results_of(whole).questions) == 6


def test_open_answers_stand_in_alphabetical_order(act):
    survey = factories.make_open(act)
    for text in ("Żaba", "cebula", "Łoś", "Ala", "las"):
        factories.answer(survey, text=text)
    actions.close_survey(act, survey)
    assert results_of(survey).questions[4].texts == ("Ala", "cebula", "las", "Łoś", "Żaba")


def test_the_list_of_links_does_not_say_who_has_answered(act, clerk, client_as):
    survey = factories.make_open(act)
    link, _ = factories.personal_link(act, survey)
    factories.answer(survey, link=link)
    url = f"/urzad/badania/{survey.pk}/linki/"
    table = client_as(clerk).get(url).context["table"]
    assert [column.name for column in table.columns] == ["email", "label"]
    assert "Odpowied" not in client_as(clerk).get(url, {"eksport": "csv"}).content.decode()
    assert client_as(clerk).get(url, {"sort": "is_used"}).status_code == 200


def test_a_link_works_once(act):
    survey = factories.make_open(act)
    link, _ = factories.personal_link(act, survey)
    factories.answer(survey, link=link)
    with pytest.raises(AlreadyAnswered):
        factories.answer(survey, link=link)
    assert Answer.objects.count() == 1


def test_nobody_answers_outside_of_the_days(act):
    survey = factories.make_open(act)
    for at in (NOW - timedelta(days=10), NOW + timedelta(days=20)):
        with pytest.raises(Refused, match="nie przyjmuje"):
            actions.submit(Act.public(at), survey, {})


@pytest.mark.django_db(transaction=True)
def test_one_link_used_by_eight_at_once_gives_one_answer(act, at_once):
    survey = factories.make_open(act)
    link, _ = factories.personal_link(act, survey)

    def work(_):
        try:
            factories.answer(survey, link=link)
        except AlreadyAnswered:
            return False
        return True

    outcomes, count = at_once(work, Answer.objects.count)
    assert sorted(outcomes) == [False] * 7 + [True]
    assert count == 1
