"""Counting: shares, means, medians, cells of files."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from contracting.surveys import rules
from contracting.surveys.files import answers_file, summary_file
from contracting.surveys.forms.answering import NumberField
from contracting.surveys.models import Answer, Question
from contracting.surveys.ready import ready_surveys
from contracting.surveys.results import question_result, results_of
from tests.contracting.surveys import factories


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 8, "12.5"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 16, "6.3"), (0, 0, "0"), (5, 5, "100.0")],
)
def test_shares_are_rounded_half_up(part, whole, expected):
    assert rules.share(part, whole) == Decimal(expected)


def test_means_and_medians():
    values = [Decimal(one) for one in (1, 2, 2, 5)]
    assert (rules.mean(values), rules.median(values)) == (Decimal("2.50"), Decimal("2.00"))
    assert rules.mean([Decimal(1), Decimal(1), Decimal(0)]) == Decimal("0.67")
    assert (rules.mean([]), rules.median([])) == (None, None)


def test_a_multiple_choice_counts_those_who_answered():
    question = Question(kind="multiple", options=["a", "b"], has_other=True)
    given = [
        {"picked": [0, 1], "other": ""},
        {"picked": [0], "other": "c"},
        {"picked": [], "other": "d"},
        None,
    ]
    found = question_result(1, question, given)
    assert [(one.label, one.count, one.percent) for one in found.shares] == [
        ("a", 2, Decimal("66.7")),
        ("b", 1, Decimal("33.3")),
        ("Inna odpowiedź", 2, Decimal("66.7")),
    ]
    assert (found.answered, found.skipped, found.texts) == (3, 1, ("c", "d"))


def test_a_scale_has_its_mean_in_its_own_numbers():
    question = Question(kind="scale", low=0, high=10)
    found = question_result(1, question, [{"step": 10}, {"step": 0}, {"step": 5}])
    assert (found.mean, found.median) == (Decimal("5.00"), Decimal("5.00"))
    assert [one.count for one in found.shares] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]


def test_a_matrix_counts_each_row_by_itself():
    question = Question(kind="matrix", rows=["x", "y"], low=1, high=3)
    found = question_result(1, question, [{"0": 2, "1": 0}, {"0": 1}])
    assert [(row.label, row.answered, row.mean) for row in found.rows] == [
        ("x", 2, Decimal("2.50")),
        ("y", 1, Decimal("1.00")),
    ]
    assert found.labels == ("1", "2", "3")
    words = Question(kind="matrix", rows=["x"], options=["źle", "dobrze"])
    assert question_result(1, words, [{"0": 1}]).rows[0].mean is None


def test_numbers_have_their_ends():
    found = question_result(1, Question(kind="number"), [{"said": "3.5"}, {"said": "12"}])
    assert (found.mean, found.lowest, found.highest) == (
        Decimal("7.75"),
        Decimal("3.5"),
        Decimal(12),
    )


@pytest.mark.parametrize("text", ["=1+1", "+48", "-5", "@x", "\t=1"])
def test_no_cell_is_a_formula(text):
    assert rules.safe_cell(text) == f"'{text}"


def test_ready_questionnaires_are_whole():
    assert set(ready_surveys()) == {"organizacje", "mieszkancy", "szkolenie"}
    for ready in ready_surveys().values():
        for number, said in enumerate(ready.questions, 1):
            question = Question(**said, pk=number)
            assert question.kind in Question.Kind.values
            lack = [one for one in rules.lacks(factory_survey(), [question]) if one.question]
            assert lack == [], question.text


def factory_survey():
    from contracting.surveys.models import Survey  # noqa: PLC0415 - a row that is never saved

    return Survey(**factories.BASICS)


@pytest.mark.parametrize(
    ("typed", "kept"), [("1 234,5", "1234.5"), ("-3", "-3"), ("007", "007"), ("", "")]
)
def test_a_number_is_taken_as_people_type_it(typed, kept):
    assert NumberField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["dużo", "1e-999999", "NaN", "1,2,3", "9" * 13, "Infinity"])
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(ValidationError, match="Wpisz liczbę"):
        NumberField(required=False).clean(typed)


@pytest.mark.django_db
def test_files_have_a_row_for_each_answer_and_no_formula(clerk, act_of):
    act = act_of(clerk)
    survey = factories.make_closed(act, answers=4)
    Answer.objects.all().delete()
    for text in ("=HYPERLINK(1)", "b", "c", "d", "e"):
        Answer.objects.create(
            survey=survey, day=act.day, given={factories.keys(survey)[4]: {"said": text}}
        )
    lines = answers_file(survey, "csv").decode().splitlines()
    assert len(lines) == 6
    assert "'=HYPERLINK(1)" in "".join(lines)
    assert ",=HYPERLINK" not in "".join(lines)
    assert answers_file(survey, "xlsx")[:2] == b"PK"
    assert "Co jeszcze?" in summary_file(results_of(survey), "csv").decode()


@pytest.mark.parametrize(
    ("values", "bins"),
    [
        ([], ()),
        (["3", "3", "1.5"], (("1,5", 1), ("3", 2))),
        (
            ["0", "1", "2", "3", "4", "9", "10"],
            (("0–2", 2), ("2–4", 2), ("4–6", 1), ("6–8", 0), ("8–10", 2)),
        ),
    ],
)
def test_numbers_are_counted_in_stretches(values, bins):
    assert rules.binned([Decimal(one) for one in values]) == bins
