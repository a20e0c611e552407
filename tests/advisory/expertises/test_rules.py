"""Limits and questions: pure calculation."""

import pytest

from advisory.expertises.rules import answered, has_room, questions_in


@pytest.mark.parametrize(("used", "limit", "fits"), [(4, 5, True), (5, 5, False), (0, 0, False)])
def test_there_is_room_below_the_limit(used, limit, fits):
    assert has_room(used, limit) is fits


def test_a_question_is_a_line_that_says_something():
    text = "  Czy to się\topłaca?  \r\n\r\n   \nJakie są skutki?\n"
    assert questions_in(text) == ["Czy to się opłaca?", "Jakie są skutki?"]
    assert questions_in(" \n ") == []


def test_blank_answers_are_no_answers():
    assert answered(["Tak.", "  ", "", "Nie."]) == 2
