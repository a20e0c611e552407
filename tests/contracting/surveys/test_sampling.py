"""Drawing organisations for units: from what, repeated by the seed, seen before it is sent."""

import pytest
from django.urls import reverse

from contracting.surveys import actions
from contracting.surveys.models import Draw, Link
from contracting.surveys.sampling import Recipe, digest_of, draw
from mkus_portal.act import Act
from mkus_portal.verdict import Refused
from ngos.actions import post_track_record
from ngos.models import Organisation
from tests.advisory.factories import make_unit
from tests.cast import make_office
from tests.clock import NOW
from tests.contracting.surveys import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
ALA = Recipe(3, "ala")


@pytest.fixture
def runs(programme_coordinator, act_of):
    return act_of(programme_coordinator)


@pytest.fixture
def units(programme):
    names = {"prusice": "Prusice", "elk": "Ełk"}
    return [make_unit(programme, code, name, state="testing") for code, name in names.items()]


def add_organisations(place, count, **fields):
    """Organisations with their seat in a place."""
    return [
        Organisation.objects.create(
            **{
                "name": f"{place} {number}",
                "name_folded": f"{place} {number}".lower(),
                "legal_form": "ASSOCIATION",
                "register_kind": "krs",
                "register_number": f"{place}{number}",
                "seat_street": "Rynek 1",
                "seat_postcode": "55-110",
                "seat_place": place,
                "email": f"org{number}@{len(place)}{place[:1].lower()}.example",
                **fields,
            }
        )
        for number in range(count)
    ]


def drawn_names(survey, **recipe):
    rows = draw(survey, Recipe(**{"per_group": 50, "seed": "ala", **recipe}))
    return {row.group.code: [one.name for one in row.organisations] for row in rows}


@pytest.mark.usefixtures("units")
def test_the_same_seed_draws_the_same_list(runs):
    add_organisations("Prusice", 12)
    add_organisations("EŁK", 2)
    add_organisations("Gdzie indziej", 3)
    survey = factories.make_open(runs)
    first, again, other = (draw(survey, Recipe(4, seed)) for seed in ("a", "a", "b"))
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
    digest = digest_of(draw(survey, ALA))
    Organisation.objects.filter(name="Prusice 1").update(email="")
    with pytest.raises(Refused, match="Rejestr organizacji zmienił się"):
        actions.invite_sample(runs, survey, ALA, digest)
    assert not Link.objects.exists()


def test_an_office_has_no_units_to_draw_for(clerk, act_of, client_as):
    survey = factories.make_open(act_of(clerk))
    page = client_as(clerk).get(reverse("survey-sample", args=(survey.pk,)))
    assert page.status_code == 403


@pytest.mark.usefixtures("units")
def test_a_village_is_found_by_the_post_code_of_the_office(runs, units):
    office = make_office("prusice", "Gmina Prusice", postcode="55-110", seat="Prusice")
    units[0].office = office
    units[0].save(update_fields=["office"])
    add_organisations("Wszewilki", 2)
    add_organisations("Milicz", 1, seat_postcode="56-300")
    assert drawn_names(factories.make_open(runs))["prusice"] == ["Wszewilki 0", "Wszewilki 1"]


def test_who_works_in_the_unit_is_drawn_there_without_a_seat(runs, units):
    office = make_office("prusice", "Gmina Prusice", seat="Prusice")
    units[0].office = office
    units[0].save(update_fields=["office"])
    add_organisations("Prusice", 1)
    wroclaw, _ = add_organisations("Wrocław", 2, seat_postcode="50-001")
    at_home = add_organisations("Ełk", 1, seat_postcode="19-300")[0]
    for number, one in enumerate((wroclaw, at_home)):
        give_task(one, office, number)
    survey = factories.make_open(runs)
    assert drawn_names(survey) == {"elk": ["Ełk 0"], "prusice": ["Prusice 0"]}
    assert drawn_names(survey, by_work=True) == {
        "elk": ["Ełk 0"],  # it has its home already
        "prusice": ["Prusice 0", "Wrocław 0"],
    }
    part = draw(survey, Recipe(9, "ala", by_work=True))[1]
    assert part.from_elsewhere == {wroclaw.pk}


def give_task(organisation, office, number):
    """The office contracted a task to the organisation."""
    post_track_record(
        Act.system(NOW),
        organisation,
        source=f"contract:{number}",
        office=office,
        title="Zajęcia",
        contract_number=f"{number}/2026",
        year=2026,
        grant=1000,
    )


@pytest.mark.usefixtures("units")
def test_only_chosen_legal_forms_are_drawn(runs):
    add_organisations("Prusice", 2)
    add_organisations("Prusice", 1, name="Fundacja", legal_form="FOUNDATION", register_number="9")
    found = drawn_names(factories.make_open(runs), legal_forms=("FOUNDATION",))
    assert found == {"elk": [], "prusice": ["Fundacja"]}


@pytest.mark.usefixtures("units")
def test_who_was_drawn_is_left_out_and_the_draw_can_be_repeated(
    runs, programme_coordinator, client_as
):
    add_organisations("Prusice", 6)
    first = factories.make_open(runs, "Wiosna")
    actions.invite_sample(runs, first, ALA, digest_of(draw(first, ALA)))
    taken = set(Draw.objects.get().organisations.all())
    second = factories.make_open(runs, "Jesień")
    fresh = Recipe(6, "ala", is_fresh=True)
    picked = set(draw(second, fresh)[1].organisations)
    assert len(picked) == 3
    assert not picked & taken
    actions.invite_sample(runs, second, fresh, digest_of(draw(second, fresh)))
    row = Draw.objects.get(survey=second)
    assert (row.seed, row.per_group, row.invited, row.is_fresh) == ("ala", 6, 3, True)
    client = client_as(programme_coordinator)
    assert row.get_absolute_url() in client.get(second.get_absolute_url()).content.decode()
    page = client.get(row.get_absolute_url())
    assert page.context["is_same"]
    assert all(one.name in page.content.decode() for one in picked)
    Organisation.objects.filter(pk=next(iter(picked)).pk).update(email="")
    assert not client.get(row.get_absolute_url()).context["is_same"]


@pytest.mark.usefixtures("units")
def test_an_empty_list_is_not_sent(runs):
    survey = factories.make_open(runs)
    with pytest.raises(Refused, match="żadnej organizacji"):
        actions.invite_sample(runs, survey, ALA, digest_of(draw(survey, ALA)))
    assert not Draw.objects.exists()


@pytest.mark.usefixtures("units")
def test_what_was_typed_stays_beside_its_error(runs, programme_coordinator, client_as):
    survey = factories.make_open(runs)
    url = reverse("survey-sample", args=(survey.pk,))
    page = client_as(programme_coordinator).get(url, {"per_group": "", "seed": "jesień 2026"})
    assert "Podaj, ile organizacji wylosować" in page.content.decode()
    assert "jesień 2026" in page.content.decode()
