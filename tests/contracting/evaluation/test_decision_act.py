"""The project of the act on the choice of offers: before the decision and after it."""

from io import BytesIO

import pytest
from docx import Document

from contracting.evaluation.documents.decision_act import BLANK, act_word, decision_act
from contracting.evaluation.models import Evaluation
from tests.contracting.evaluation.factories_deciding import LATER, decided, divided, scored

pytestmark = pytest.mark.django_db
ROWS = ((9, 9000), (8, 4000), (7, 9000))


def fresh(evaluation):
    around = ("call__office", "call__unit")
    return Evaluation.objects.select_related(*around).get(pk=evaluation.pk)


def written(evaluation):
    document = Document(BytesIO(act_word(decision_act(fresh(evaluation)), LATER)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_before_the_decision_it_says_what_is_proposed():
    _, evaluation = scored(*ROWS)
    divided(evaluation)
    act = decision_act(fresh(evaluation))
    assert [len(one.rows) for one in act.choices] == [3]
    assert act.number == BLANK
    text = written(evaluation)
    assert "Zarządzenie nr" in text
    assert "9\u00a0000,00" in text.replace(" ", "\u00a0")
    assert "nr 1 z" in text


def test_without_a_chosen_division_nothing_is_chosen():
    _, evaluation = scored(*ROWS)
    act = decision_act(fresh(evaluation))
    assert [one.rows for one in act.choices] == [[]]
    assert "Nie wybiera się żadnej oferty" in written(evaluation)


def test_what_the_pool_does_not_pay_for_waits_in_its_order():
    _, evaluation = scored(*ROWS)
    evaluation.call.tasks.update(pool=13000)
    divided(evaluation)
    (choice,) = decision_act(fresh(evaluation)).choices
    assert [len(choice.rows), len(choice.reserve)] == [2, 1]
    assert "listy rezerwowej" in written(evaluation) or "liście rezerwowej" in written(evaluation)


def test_after_the_decision_it_has_the_number_of_the_act():
    _, evaluation = decided(*ROWS)
    act = decision_act(fresh(evaluation))
    assert act.number == "77/2026"
    assert act_word(act, LATER) == act_word(act, LATER)
