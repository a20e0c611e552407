"""What the report says beside its figures: the key of overhead, caveats, law, words."""

from datetime import date
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from docx import Document as Word

from contracting.analysis.actions import close_analysis
from contracting.analysis.content import method_of
from contracting.analysis.documents.report import report_of
from contracting.analysis.documents.word import report_word
from contracting.analysis.models import SocialRound
from contracting.analysis.social_actions import add_paper_card, reveal_scores, send_card
from mkus_portal.drafting.actions import add_row
from mkus_portal.law.registry import register
from tests.contracting.analysis.factories import (
    add_cost,
    answer,
    fill,
    make_analysis,
    make_closed,
    make_office,
    member_act,
    score_card,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def act():
    return member_act(make_office())


def present_cost(act, analysis, **cells):
    given = {"group": "PERS", "quantity": 1, "unit_cost": "1000.00", **cells}
    return add_row(act, analysis.draft, "present_costs", **given)


def words_of(content):
    whole = Word(BytesIO(content))
    cells = [cell.text for table in whole.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in whole.paragraphs), *cells]).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Bez kosztów ogólnych"),
        ({"key": "amount", "amount": "250"}, "Podana kwota: 250,00 zł"),
        (
            {"key": "percent", "percent": "12,5"},
            "Procent kosztów bezpośrednich: 12,5% × KB_A 1 000,00 zł = 125,00 zł",
        ),
        (
            {"key": "posts", "total_overhead": "420000", "task_posts": "2", "all_posts": "60"},
            "Według etatów: 420 000,00 zł × 2 ÷ 60 = 14 000,00 zł",
        ),
    ],
)
def test_the_report_prints_the_key_of_the_general_costs(act, given, said):
    analysis = make_analysis(act)
    present_cost(act, analysis)
    for part, text in given.items():
        answer(act, analysis, f"eco.overhead.{part}", text)
    view = report_of(analysis).parts.economic.view
    assert view.overhead.replace("\xa0", " ") == said
    assert f"Klucz kosztów ogólnych urzędu: {said}" in words_of(report_word(analysis))
    assert len(view.tables[0].rows) == (2 if given else 1)


def test_costs_stand_with_their_kind(act):
    analysis = make_analysis(act)
    present_cost(act, analysis, group="OPL")
    for group in ("DOT", "TRANS", "JEDN", "NGO-OS"):
        add_cost(act, analysis, group=group)
    present, future = report_of(analysis).parts.economic.view.tables
    assert [row.kind for row in present.rows] == ["dochód urzędu (odejmowany)"]
    assert {row.group: row.kind for row in future.rows} == {
        "DOT": "bezpośrednie",
        "TRANS": "pośrednie",
        "JEDN": "jednorazowe (cała kwota)",
        "NGO-OS": "spoza budżetu urzędu",
    }


def test_the_page_for_the_decision_maker_says_what_the_result_rests_on(act):
    """Estimates, one point of view and opinions: the recommendation never stands without them."""
    analysis = fill(act, make_analysis(act))
    answer(act, analysis, "eco.no_present_state", "")
    answer(act, analysis, "eco.units_before", "100")
    present_cost(act, analysis, unit_cost="1020.00", source="estimate")
    for code in method_of(analysis).social.codes:
        answer(act, analysis, f"soc.{code}.evidence", "assumption")
    found = report_of(analysis).parts.joined.found
    guards, texts = method_of(analysis).economic.guards, method_of(analysis).social.texts
    assert found.caveats == (
        guards["sensitive"],
        guards["estimates"],
        texts["indicative_sentence"],
        texts["few_perspectives"],
    )
    written = words_of(report_word(analysis))
    assert written.count(guards["sensitive"]) == 3


def test_a_sure_result_has_no_caveats(act):
    analysis = fill(act, make_analysis(act))
    answer(act, analysis, "eco.no_present_state", "")
    answer(act, analysis, "eco.units_before", "100")
    present_cost(act, analysis, unit_cost="9000.00", source="invoice")
    found = report_of(analysis).parts.joined.found
    assert found.caveats == (method_of(analysis).social.texts["few_perspectives"],)


def test_nothing_is_saved_while_there_is_no_cost_after(act):
    """The whole cost of today is no saving."""
    analysis = make_analysis(act)
    present_cost(act, analysis)
    answer(act, analysis, "eco.units_before", "10")
    answer(act, analysis, "eco.units_after", "10")
    parts = report_of(analysis).parts
    assert parts.headline[0][1] == "brak"
    assert parts.headline[1][1].replace("\xa0", " ") == "100,00 zł → brak"
    assert not [one for one in parts.joined.found.figures if "po zmianie" in one]


def test_one_assessor_is_named_in_the_report(act):
    analysis = make_analysis(act)
    send_card(act, score_card(act, add_paper_card(act, analysis, "Rada", "council", "forecast")))
    reveal_scores(act, SocialRound.objects.get(analysis=analysis))
    facts = dict(report_of(analysis).parts.social.facts)
    assert facts["Zgodność ocen"] == "100,0% (jedna ocena)"


def test_the_report_prints_the_law_of_the_day_of_closing(act):
    report = report_of(make_closed(act), date(2031, 1, 1))
    assert report.law_day == DAY
    values = {label: value for label, value, _ in report.laws}
    most = register.parameters["small_grant.task_most"]
    assert values[most.label] == "20\xa0000\xa0zł"
    assert report_of(make_analysis(act)).laws == ()
    assert report_of(make_analysis(act), DAY).laws == report.laws


def test_the_report_explains_its_words(act):
    analysis = make_closed(act)
    assert dict(report_of(analysis).glossary)["Prognoza"]
    assert "Słownik" in words_of(report_word(analysis))


def test_the_parts_on_efficiency_name_the_questions_that_they_answer(act):
    report = report_of(make_closed(act))
    assert report.economic_question == "Pytanie 2.6: Jaka jest efektywność ekonomiczna zmiany?"
    assert report.social_question.endswith("Jaka jest efektywność społeczna zmiany?")


def test_the_text_to_edit_says_what_the_print_says(act):
    """What the team has noted about costs and scores, the extras of the type, the closing note."""
    analysis = fill(act, make_analysis(act, "regranting"), leave=("E1-01",))
    for place, text in {
        "eco.note": "Ceny z lipca.",
        "eco.regranting.grants": "30",
        "eco.regranting.hour_rate": "45",
        "soc.S01.note": "Z rejestru wejść.",
    }.items():
        answer(act, analysis, place, text)
    close_analysis(act, analysis, with_gaps=True, note="Czekamy na radę.")
    written = words_of(report_word(analysis))
    for said in (
        "Czekamy na radę.",
        "Ceny z lipca.",
        "Z rejestru wejść.",
        "Obsługa małych dotacji",
        "wolisz, aby małe dotacje prowadziła organizacja, a nie urząd",
        "Werdykt: czy zmiana jest MOŻLIWA?",
        "dane",
    ):
        assert said in written, said


def test_a_word_without_end_spoils_no_page_of_the_decision_maker(act):
    analysis = make_analysis(act)
    answer(act, analysis, "E1-01", "słowo" * 400)
    page = render_to_string(
        "documents/_mkus_report_body.html", {"content": report_of(analysis), "in_print": True}
    )
    first = page.partition("2. Informacja o zadaniu")[0]
    assert "słowo" * 100 in first
    assert "słowo" * 130 not in first
