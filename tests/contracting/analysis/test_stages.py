"""Stages 2 and 3 and the helper sheets: asked by type, filled in once, seen where they help."""

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis.content import filled, gaps_of
from contracting.analysis.method import methods
from contracting.analysis.rules.answers import ranked
from contracting.analysis.sheets import part_of, sheet_of
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Row
from mkus_portal.law.registry import register
from tests.contracting.analysis.factories import answer, fill, fill_row, make_analysis, user_of

METHOD = methods()["2026.1"]
TYPES = ("regranting", "service", "institution", "cooperation", "other")
OWN = {
    "E1-11": {"regranting"},
    "E1-12": {"service", "institution"},
    "E1-13": {"institution"},
    "E1-14": {"cooperation"},
    "E2-03": {"service", "institution", "cooperation"},
    "E2-04": {"service", "institution"},
    "E2-05": {"regranting"},
    "E2-06": {"institution", "cooperation"},
    "E2-07": {"cooperation"},
}
ADDITIONAL = {"E1-10", "E2-13", "E2-14", "E3-03", "E3-04"}


def test_every_question_of_the_method_is_there():
    codes = [question.code for question in METHOD.questions()]
    assert codes == [
        *(f"E1-{number:02}" for number in (*range(1, 15), 90, 91)),
        *(f"E2-{number:02}" for number in range(1, 21)),
        *(f"E3-{number:02}" for number in range(1, 6)),
    ]


@pytest.mark.parametrize("question", METHOD.questions(), ids=lambda one: one.code)
def test_a_question_is_asked_for_its_types_alone(question):
    assert {kind for kind in TYPES if question.is_for(kind)} == OWN.get(question.code, set(TYPES))
    required = {kind for kind in TYPES if question.is_required(kind)}
    if question.code in ADDITIONAL:
        assert required == set()
    else:
        assert required >= {kind for kind in TYPES if question.is_for(kind)} - {"cooperation"}


def test_resources_may_be_left_out_in_a_partnership():
    question = next(one for one in METHOD.questions() if one.code == "E2-06")
    assert question.is_for("cooperation")
    assert not question.is_required("cooperation")


def test_there_are_twenty_two_tools_and_each_is_used():
    assert list(METHOD.tools) == [f"T{number:02}" for number in range(1, 23)]
    used = {code for question in METHOD.questions() for code in question.tools}
    assert used == set(METHOD.tools)


def test_weights_of_criteria_must_come_to_a_hundred(act):
    analysis = fill(act, make_analysis(act))
    assert gaps_of(analysis) == []
    row = Row.objects.get(draft=analysis.draft, table="E2-17.criteria")
    save_field(act, analysis.draft, f"{row.table}:{row.pk}:weight", "62,5", 1)
    (gap,) = gaps_of(analysis)
    assert gap.sentence.endswith("kolumna „Waga” daje razem 62,5, a ma dać 100.")
    second = add_row(act, analysis.draft, "E2-17.criteria")
    for cell, text in (("criterion", "Koszt"), ("weight", "37.5"), ("how", "x")):
        save_field(act, analysis.draft, f"{row.table}:{second.pk}:{cell}", text, 0)
    assert gaps_of(analysis) == []


def test_risks_stand_from_the_greatest_down(act, analysis):
    for number, (name, probability, impact) in enumerate(
        (("mały", "1", "2"), ("nieoceniony", "", ""), ("wielki", "5", "4"))
    ):
        if number:
            row = add_row(act, analysis.draft, "E2-10.risks")
        else:
            row = Row.objects.get(draft=analysis.draft, table="E2-10.risks")
        cells = {"risk": name, "probability": probability, "impact": impact}
        for cell, text in cells.items():
            save_field(act, analysis.draft, f"E2-10.risks:{row.pk}:{cell}", text, 0)
    item = METHOD.items()["E2-10.risks"]
    found = filled(analysis)
    assert [one.level for one in ranked(item, found)] == [20, 2, 0]
    part = part_of(item, found)
    assert part.headers[-1] == "Poziom (1–25)"
    assert [(row[0], row[-1]) for row in part.rows] == [
        ("wielki", "20"),
        ("mały", "2"),
        ("nieoceniony", "–"),
    ]


@pytest.fixture
def steps(act, analysis):
    """Three steps of the plan, named and dated."""
    rows = [Row.objects.get(draft=analysis.draft, table="E3-01.steps")]
    rows += [add_row(act, analysis.draft, "E3-01.steps") for _ in range(2)]
    for row, name in zip(rows, ("diagnoza", "konkurs", "umowa"), strict=True):
        save_field(act, analysis.draft, f"E3-01.steps:{row.pk}:action", name, 0)
    return rows


def waits(act, analysis, row, other, version=0):
    return save_field(act, analysis.draft, f"E3-01.steps:{row.pk}:after", str(other.pk), version)


def test_a_step_waits_for_another_and_says_its_name(act, analysis, steps):
    first, second, _ = steps
    waits(act, analysis, second, first)
    part = part_of(METHOD.items()["E3-01.steps"], filled(analysis))
    assert [row[-1] for row in part.rows] == ["", "1. diagnoza", ""]


def test_steps_never_wait_for_themselves(act, analysis, steps):
    first, second, third = steps
    waits(act, analysis, second, first)
    waits(act, analysis, third, second)
    for row, other in ((first, third), (first, first)):
        with pytest.raises(ValidationError, match="czeka, wprost albo przez inne"):
            waits(act, analysis, row, other)
    elsewhere = Row.objects.get(draft=analysis.draft, table="E2-10.risks")
    with pytest.raises(ValidationError, match="już nie istnieje"):
        waits(act, analysis, first, elsewhere)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("12,345", "kwotę w złotych"), ("-1", "ujemna"), ("dużo", "kwotę w złotych")],
)
def test_an_amount_has_whole_grosze(act, analysis, text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        answer(act, analysis, "E1-13.cost", text)
    answer(act, analysis, "E1-13.cost", "12 000,50 zł")


def test_a_sheet_shows_what_stands_at_other_questions(act, analysis):
    fill_row(act, analysis, "E1-03.groups", group="seniorzy", need="opieka", source="GUS")
    sheet = sheet_of(METHOD.tools["T03"], METHOD, "institution", filled(analysis), "E2-02")
    assert [(part.label, part.is_answered) for part in sheet.parts] == [
        ("Grupy i ich potrzeby", True)
    ]
    own = sheet_of(METHOD.tools["T03"], METHOD, "cooperation", filled(analysis))
    assert [part.place for part in own.parts] == [
        "E1-03.groups",
        "E1-14.effects",
        "E2-02.recipients",
    ]
    assert (
        own.answered,
        sheet_of(METHOD.tools["T15"], METHOD, "service", filled(analysis)).parts,
    ) == (1, ())


def test_pages_of_stages_and_tools(client, act, analysis):
    client.force_login(user_of(act))
    fill_row(act, analysis, "E1-03.groups", group="seniorzy", need="opieka", source="GUS")
    page = client.get(f"/analizy/{analysis.pk}/etap-2a/").content.decode()
    assert "Mapa potrzeb grup: co już jest zapisane" in page
    assert page.count("seniorzy") == 1
    assert client.get(f"/analizy/{analysis.pk}/etap-4/").status_code == 404
    tools = client.get(f"/analizy/{analysis.pk}/narzedzia/").content.decode()
    assert "T11. Karta zasobu" in tools
    assert "T15" not in tools
    tool = client.get(f"/analizy/{analysis.pk}/narzedzia/T03/").content.decode()
    assert f'href="/analizy/{analysis.pk}/etap-1/#E1-03"' in tool
    assert client.get(f"/analizy/{analysis.pk}/narzedzia/T15/").status_code == 404


def test_legal_numbers_stand_at_their_questions_with_their_day(client, act, analysis):
    """The limits of the small grant are those of the day, never written into a text."""
    client.force_login(user_of(act))
    page = client.get(f"/analizy/{analysis.pk}/etap-2c/").content.decode()
    part = page.partition('id="E2-16"')[2].partition('id="E2-17"')[0].replace("\xa0", " ")
    assert "Co mówią przepisy" in part
    for key in ("competition.min_days", "small_grant.task_most", "small_grant.share_most"):
        assert register.parameters[key].label in part
    assert "20 000 zł" in part
    assert "art. 19a" in part


def test_every_legal_number_of_the_method_is_registered():
    keys = {key for question in METHOD.questions() for key in question.law}
    assert keys | set(METHOD.report_laws) <= set(register.parameters)
    assert keys


def test_a_page_lists_its_questions(client, act, analysis):
    client.force_login(user_of(act))
    page = client.get(f"/analizy/{analysis.pk}/etap-2a/").content.decode()
    assert "Pytania na tej stronie (9)" in page
    assert '<a href="#E2-10">' in page
    assert "2A. Koncepcja zadania" in page
