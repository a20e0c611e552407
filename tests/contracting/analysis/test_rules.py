"""What is missing, in words, and how far the analysis is."""

import pytest

from contracting.analysis.method import methods
from contracting.analysis.rules.answers import Filled, FilledRow, Progress, gaps, numbered, progress

METHOD = methods()["2026.1"]
STAGE = (METHOD.stage("1"),)


def sentences(filled, kind="other"):
    return [gap.sentence for gap in gaps(STAGE, kind, filled)]


def test_an_empty_analysis_lacks_every_required_answer():
    missing = sentences(Filled())
    assert missing[0] == "Pytanie 1.1: Opisz cel zmiany."
    assert missing[-1] == "Werdykt: Uzasadnij werdykt, czy zmiana jest możliwa."
    assert len(missing) == 15
    assert not any("Oczekiwania" in one for one in missing)


def test_verdicts_have_no_number_and_the_numbers_run():
    found = numbered(STAGE, "cooperation")
    assert [number for number, _ in found] == [*(f"1.{one}" for one in range(1, 12)), "", ""]


def test_spaces_are_no_answer():
    assert "Pytanie 1.1: Opisz cel zmiany." in sentences(Filled({"E1-01": "  \n"}))
    assert "Pytanie 1.1: Opisz cel zmiany." not in sentences(Filled({"E1-01": "Cel."}))


def test_an_empty_row_is_no_answer_and_no_fault():
    filled = Filled(rows={"E1-03.groups": (FilledRow(5, {"group": " "}),)})
    assert "Pytanie 1.3: Dodaj co najmniej jedną grupę mieszkańców." in sentences(filled)
    assert not any(", wiersz " in one for one in sentences(filled))


def test_a_row_that_was_begun_is_finished():
    row = FilledRow(5, {"group": "seniorzy", "size": "", "source": "GUS"})
    filled = Filled(rows={"E1-03.groups": (FilledRow(4, {}), row)})
    found = [gap for gap in gaps(STAGE, "other", filled) if gap.question == "E1-03"]
    assert [(gap.sentence, gap.place) for gap in found] == [
        (
            "Pytanie 1.3, grupy i ich potrzeby, wiersz 2: uzupełnij pole „Potrzeba”.",
            "E1-03.groups:5:need",
        )
    ]


@pytest.mark.parametrize("table", ["E1-05.allies", "E1-05.opponents"])
def test_one_of_two_lists_is_enough_where_the_method_says_so(table):
    row = FilledRow(1, {"who": "rada", "influence": "3"})
    missing = sentences(Filled(rows={table: (row,)}))
    assert not any(one.startswith("Pytanie 1.5") for one in missing)


def test_progress_counts_whole_questions():
    filled = Filled({"E1-01": "cel", "E1-02.today": "dziś", "E1-10": "badanie"})
    assert progress(STAGE, "other", filled) == Progress(2, 12)
    assert progress(STAGE, "other", filled).words == "Pytania z kompletną odpowiedzią: 2 z 12"
