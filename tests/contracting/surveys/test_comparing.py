"""Units and waves side by side, and what stays hidden."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.surveys import actions, rules
from contracting.surveys.comparison import compare_units, compare_waves
from contracting.surveys.files import comparison_file
from contracting.surveys.models import Answer, Link
from tests.advisory.factories import make_unit
from tests.contracting.surveys import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def runs(programme_coordinator, act_of):
    return act_of(programme_coordinator)


@pytest.fixture
def units(programme):
    names = {"prusice": "Prusice", "elk": "Ełk"}
    return [make_unit(programme, code, name, state="testing") for code, name in names.items()]


def answered(act, survey, group, steps):
    """Answers of a unit by links of their own."""
    for step in steps:
        link, _ = factories.personal_link(act, survey)
        Link.objects.filter(pk=link.pk).update(group=group)
        link.group = group
        factories.answer(survey, step=step, link=link, at=act.at)


def closed(act, title="Badanie", follows=None, *, groups=(), **fields):
    survey = factories.make_draft(act, title, **fields)
    if follows:
        survey = actions.copy_survey(act, follows, title, as_wave=True)
        actions.edit_survey(act, survey, opens_on=follows.opens_on, closes_on=follows.closes_on)
    actions.open_survey(act, survey)
    for group, steps in groups:
        answered(act, survey, group, steps)
    actions.close_survey(act, survey)
    return survey


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 6, "b": 5}, {"a", "b"}),
        ({"a": 6, "b": 4}, set()),  # 10 less 6 would tell the four
        ({"a": 6, "b": 7, "c": 2}, {"b"}),
        ({"a": 6, "b": 3, "c": 2}, {"a"}),
        ({"": 9, "b": 5}, {"", "b"}),
        ({"a": 4}, set()),
        ({}, set()),
    ],
)
def test_no_small_group_is_guessed_from_the_rest(counts, shown):
    assert rules.shown_groups(counts, 5) == shown
    rest = sum(count for one, count in counts.items() if one not in shown)
    assert rest == 0 or rest >= 5 or not shown


@pytest.mark.usefixtures("units")
def test_units_stand_side_by_side(runs, programme_coordinator, client_as):
    groups = [("prusice", [4] * 5), ("elk", [0] * 6)]
    survey = closed(runs, groups=groups)
    found = compare_units(survey)
    assert [(one.label, one.answers) for one in found.columns] == [("Ełk", 6), ("Prusice", 5)]
    means = {row.question: row.values for row in found.rows if row.is_mean}
    assert means["Jaka ocena?"] == (Decimal(1), Decimal(5))
    page = client_as(programme_coordinator).get(reverse("survey-results", args=(survey.pk,)))
    assert "Jednostki obok siebie" in page.content.decode()
    file = reverse("survey-comparison-file", args=(survey.pk, "jednostki", "csv"))
    assert "Prusice" in client_as(programme_coordinator).get(file).content.decode()
    assert Answer.objects.filter(link__isnull=False).count() == 0


@pytest.mark.usefixtures("units")
def test_an_anonymous_small_unit_is_not_shown(runs, programme_coordinator, client_as):
    survey = closed(runs, groups=[("prusice", [4] * 8), ("elk", [0] * 4)])
    found = compare_units(survey)
    assert found.columns == ()
    assert found.hidden == ("Ełk", "Prusice")
    client = client_as(programme_coordinator)
    answers = client.get(reverse("survey-answers-file", args=(survey.pk, "csv"))).content.decode()
    assert "elk" not in answers.lower()
    assert "Ełk" not in answers


@pytest.mark.usefixtures("units")
def test_before_the_end_an_anonymous_one_compares_nothing(runs):
    survey = factories.make_open(runs)
    answered(runs, survey, "elk", [1] * 6)
    assert compare_units(survey) is None


def test_waves_stand_side_by_side(runs):
    first = closed(runs, "Wiosna", groups=[("", [0] * 5)])
    second = closed(runs, "Jesień", first, groups=[("", [2] * 6)])
    assert second.follows == first
    assert compare_waves(first) is None
    found = compare_waves(second)
    assert [one.answers for one in found.columns] == [5, 6]
    means = {row.question: row.values for row in found.rows if row.is_mean}
    assert means["Jaka ocena?"] == (Decimal(1), Decimal(3))


def test_a_wave_too_small_is_left_out(runs):
    first = closed(runs, "Wiosna", groups=[("", [0] * 3)])
    found = compare_waves(closed(runs, "Jesień", first, groups=[("", [2] * 6)]))
    assert found.hidden == ("Fala 1: Wiosna",)
    assert len(found.columns) == 1


def test_a_plain_copy_is_no_wave(runs):
    first = closed(runs, groups=[("", [0] * 5)])
    assert actions.copy_survey(runs, first, "Kopia").follows is None


def test_no_cell_of_a_comparison_is_a_formula(runs):
    first = closed(runs, "=1+1", groups=[("", [0] * 5)])
    question = first.questions.get(kind="scale")
    type(question).objects.filter(pk=question.pk).update(text="=HYPERLINK(1)")
    second = closed(runs, "Jesień", first, groups=[("", [2] * 6)])
    lines = comparison_file(compare_waves(second), "csv").decode().splitlines()
    assert any("'=HYPERLINK(1)" in line for line in lines)
    assert not any(line.startswith("=") or ",=" in line for line in lines)


def test_a_respondent_is_told_of_the_unit(runs, client):
    survey = factories.make_open(runs)
    link, token = factories.personal_link(runs, survey)
    url = reverse("survey-answer", args=(token,))
    assert "nazwę jednostki" not in client.get(url).content.decode()
    Link.objects.filter(pk=link.pk).update(group="elk")
    assert "nazwę jednostki" in client.get(url).content.decode()
