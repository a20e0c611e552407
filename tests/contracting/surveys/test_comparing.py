"""Drawing organisations for units, units and waves side by side, and what stays hidden."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.surveys import actions, rules
from contracting.surveys.comparison import compare_units, compare_waves
from contracting.surveys.files import comparison_file
from contracting.surveys.models import Answer, Link
from contracting.surveys.sampling import digest_of, draw
from mkus_portal.verdict import Refused
from ngos.models import Organisation
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


def add_organisations(place, count):
    for number in range(count):
        name = f"{place} {number}"
        Organisation.objects.create(
            name=name,
            name_folded=name.lower(),
            legal_form="association",
            register_kind="krs",
            register_number=f"{place}{number}",
            seat_street="Rynek 1",
            seat_postcode="55-110",
            seat_place=place,
            email=f"org{number}@{len(place)}.example",
        )


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
def test_the_same_seed_draws_the_same_list(runs):
    add_organisations("Prusice", 12)
    add_organisations("EŁK", 2)
    add_organisations("Gdzie indziej", 3)
    survey = factories.make_open(runs)
    first, again, other = (draw(survey, 4, seed) for seed in ("a", "a", "b"))
    assert first == again
    assert digest_of(first) != digest_of(other)
    said = {one.group.code: (one.known, len(one.organisations)) for one in first}
    assert said == {"elk": (2, 2), "prusice": (12, 4)}
    for row in first:
        assert {one.seat_place.lower() for one in row.organisations} == {row.group.name.lower()}


@pytest.mark.usefixtures("units")
def test_the_list_is_seen_before_anybody_is_invited(runs, programme_coordinator, client_as):
    add_organisations("Prusice", 6)
    survey = factories.make_open(runs)
    client, url = client_as(programme_coordinator), reverse("survey-sample", args=(survey.pk,))
    page = client.get(url, {"per_group": "3", "seed": "ala"})
    digest = page.context["digest"]
    picked = [one for row in page.context["drawn"] for one in row.organisations]
    assert len(picked) == 3
    assert all(one.name in page.content.decode() for one in picked)
    assert not Link.objects.exists()
    sent = {"per_group": "3", "seed": "ala", "digest": digest}
    assert client.post(url, sent).status_code == 302
    links = Link.objects.all()
    assert {(one.organisation, one.group) for one in links} == {(one, "prusice") for one in picked}
    assert client.get(url, {"per_group": "", "seed": ""}).status_code == 200


@pytest.mark.usefixtures("units")
def test_a_changed_register_sends_nothing(runs):
    add_organisations("Prusice", 3)
    survey = factories.make_open(runs)
    digest = digest_of(draw(survey, 3, "ala"))
    Organisation.objects.filter(name="Prusice 1").update(email="")
    with pytest.raises(Refused, match="Rejestr organizacji zmienił się"):
        actions.invite_sample(runs, survey, 3, "ala", digest)
    assert not Link.objects.exists()


def test_an_office_has_no_units_to_draw_for(clerk, act_of, client_as):
    survey = factories.make_open(act_of(clerk))
    page = client_as(clerk).get(reverse("survey-sample", args=(survey.pk,)))
    assert page.status_code == 403


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
