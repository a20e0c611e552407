"""Putting a shared answer into one's own: every kind of input, notes of sources, walls."""

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis import copying
from contracting.analysis import sharing_actions as sharing
from contracting.analysis.actions import close_analysis
from contracting.analysis.documents.report import report_of
from contracting.analysis.models import AnswerSource, SharedAnswer
from contracting.analysis.peers import answers_to, counts_for
from contracting.analysis.rules.sharing import Content
from mkus_portal.drafting.actions import Clash, add_row, history_of, save_field
from mkus_portal.drafting.models import Change, Row
from mkus_portal.versions import Overtaken
from mkus_portal.workflow.engine import MoveRefused
from tests.contracting.analysis.factories import (
    answer,
    fill_row,
    make_analysis,
    make_office,
    member_act,
)
from tests.contracting.analysis.sharing_factories import (
    answer_to,
    as_role,
    described,
    fresh,
    make_some,
    share_by_neighbour,
    share_existing,
    share_some,
)


@pytest.fixture
def theirs(bells):
    return share_some(title="Cudza analiza")


def copied(act, analysis, shared, question):
    versions = copying.seen_versions(analysis, copying.question_in(analysis, question))
    return copying.copy_answer(act, fresh(analysis), answer_to(shared, question), versions)


def edited(shared, question, content):
    """Change a shared copy in the database, as if it had been prepared so."""
    kept = sharing.kept_content(answer_to(shared, question), content)
    SharedAnswer.objects.filter(shared=shared, question=question).update(
        texts=kept.texts, rows=kept.rows
    )


def rows_of(analysis, table):
    rows = Row.objects.filter(draft=analysis.draft, table=table).prefetch_related("cells")
    return [{cell.field: cell.text for cell in row.cells.all()} for row in rows]


def test_an_empty_answer_is_filled_and_the_source_noted(act, analysis, theirs):
    outcome = copied(act, analysis, theirs, "E1-01")
    texts = analysis.draft.texts()
    assert texts["E1-01"] == answer_to(theirs, "E1-01").texts["E1-01"]
    assert outcome.kept == []
    source = AnswerSource.objects.get()
    assert (source.analysis, source.question, source.shared) == (analysis, "E1-01", theirs)
    assert (source.office_name, source.title) == (theirs.office.name, "Cudza analiza")
    assert (source.copied_by_id, source.shared_on) == (act.user, act.day)


def test_a_text_is_put_behind_what_stands(act, analysis, theirs):
    edited(theirs, "E1-01", Content({"E1-01": "Cudzy cel"}))
    edited(theirs, "E1-13", Content({"E1-13.owner": "powiat", "E1-13.cost": "100"}))
    answer(act, analysis, "E1-01", "Nasz cel\n")
    answer(act, analysis, "E1-13.owner", "gmina")
    copied(act, analysis, theirs, "E1-01")
    copied(act, analysis, theirs, "E1-13")
    texts = analysis.draft.texts()
    assert texts["E1-01"] == "Nasz cel\n\nCudzy cel"
    assert texts["E1-13.owner"] == "gmina; powiat"
    assert texts["E1-13.cost"] == "100"


def test_an_input_of_one_value_keeps_the_own_one(act, analysis, theirs):
    edited(theirs, "E2-15", Content({"E2-15.years": "3", "E2-15.reason": "Bo tak"}))
    answer(act, analysis, "E2-15.years", "5")
    outcome = copied(act, analysis, theirs, "E2-15")
    texts = analysis.draft.texts()
    assert (texts["E2-15.years"], texts["E2-15.reason"]) == ("5", "Bo tak")
    assert len(outcome.kept) == 1
    edited(theirs, "E2-15", Content({"E2-15.years": "3"}))
    with pytest.raises(ValidationError, match="Nic nie wstawiono"):
        copied(act, analysis, theirs, "E2-15")
    assert AnswerSource.objects.count() == 1


def test_choices_days_and_money_are_filled_in(act, analysis, theirs):
    for question in ("E1-12", "E2-15", "E2-20", "E1-13"):
        copied(act, analysis, theirs, question)
    texts = analysis.draft.texts()
    given = theirs.analysis.draft.texts()
    for place in ("E1-12.exists", "E2-15.form", "E2-20.when", "E1-13.cost", "E2-15.years"):
        assert texts[place] == given[place]


def test_rows_are_added_at_the_end_and_an_empty_one_is_filled(act, analysis, theirs):
    rows = [{"risk": "Pierwsze", "probability": "3"}, {"risk": "Drugie", "owner": "Wójt"}]
    edited(theirs, "E2-10", Content({}, {"E2-10.risks": rows}))
    copied(act, analysis, theirs, "E2-10")
    assert rows_of(analysis, "E2-10.risks") == rows
    copied(act, analysis, theirs, "E2-10")
    assert rows_of(analysis, "E2-10.risks") == rows + rows


def test_own_rows_stay_first(act, analysis, theirs):
    fill_row(act, analysis, "E1-03.groups", group="Nasza grupa")
    copied(act, analysis, theirs, "E1-03")
    names = [row.get("group") for row in rows_of(analysis, "E1-03.groups")]
    assert names[0] == "Nasza grupa"
    assert names[1:] == [row["group"] for row in answer_to(theirs, "E1-03").rows["E1-03.groups"]]


def test_rows_that_wait_for_rows_wait_for_the_new_ones(act, analysis, theirs):
    steps = [{"action": "Pierwsze"}, {"action": "Drugie", "after": "1"}]
    edited(theirs, "E3-01", Content({}, {"E3-01.steps": steps}))
    fill_row(act, analysis, "E3-01.steps", action="Nasze")
    copied(act, analysis, theirs, "E3-01")
    rows = list(Row.objects.filter(draft=analysis.draft, table="E3-01.steps"))
    after = {row.pk: dict(row.cells.values_list("field", "text")).get("after") for row in rows}
    assert [after[row.pk] for row in rows] == [None, None, str(rows[1].pk)]


def test_every_question_can_be_copied_whole(act, analysis):
    theirs = share_by_neighbour()
    for question in SharedAnswer.objects.filter(shared=theirs, is_left_out=False):
        copied(act, analysis, theirs, question.question)
    source, target = theirs.analysis.draft.texts(), analysis.draft.texts()
    shared = {
        place: text
        for place, text in source.items()
        if place.startswith("E") and not place.startswith(("E3-02", "eco"))
    }
    assert target == shared
    assert AnswerSource.objects.count() == theirs.answers.filter(is_left_out=False).count()


def test_a_save_meanwhile_stops_the_whole_copy(act, analysis, theirs):
    question = copying.question_in(analysis, "E2-15")
    seen = copying.seen_versions(analysis, question)
    answer(act, analysis, "E2-15.reason", "Kolega był szybszy")
    with pytest.raises(Overtaken):
        copying.copy_answer(act, fresh(analysis), answer_to(theirs, "E2-15"), seen)
    assert analysis.draft.texts() == {"E2-15.reason": "Kolega był szybszy"}
    assert not AnswerSource.objects.exists()


def test_too_many_rows_stop_the_whole_copy(act, analysis, theirs, monkeypatch):
    monkeypatch.setattr("mkus_portal.drafting.actions.rows.MOST_ROWS", 2)
    fill_row(act, analysis, "E2-10.risks", risk="Nasze")
    rows = [{"risk": f"Ryzyko {number}"} for number in range(3)]
    edited(theirs, "E2-10", Content({}, {"E2-10.risks": rows}))
    with pytest.raises(ValidationError, match="najwyżej 2 wierszy"):
        copied(act, analysis, theirs, "E2-10")
    assert rows_of(analysis, "E2-10.risks") == [{"risk": "Nasze"}]


def test_who_may_not_write_or_read_does_not_copy(act, analysis, theirs):
    for one in (as_role(act, "executive"), member_act(make_office())):
        with pytest.raises(MoveRefused, match="Odpowiedzi pisze"):
            copied(one, analysis, theirs, "E1-01")
    closed = make_some(act)
    with pytest.raises(MoveRefused, match="zamknięta"):
        copied(act, closed, theirs, "E1-01")
    assert not AnswerSource.objects.exists()


def test_what_was_withdrawn_is_not_copied_but_copies_stay(act, analysis, theirs):
    copied(act, analysis, theirs, "E1-01")
    before = analysis.draft.texts()
    neighbour = member_act(theirs.office, "coordinator")
    sharing.withdraw_sharing(neighbour, theirs)
    with pytest.raises(MoveRefused, match="wycofał"):
        copied(act, analysis, theirs, "E1-02")
    assert analysis.draft.texts() == before
    sharing.reopen_copy(neighbour, theirs)
    sharing.describe_copy(neighbour, theirs, title="Zupełnie inny tytuł")
    assert AnswerSource.objects.get().title == "Cudza analiza"


def test_an_answer_left_out_is_not_copied(act, analysis, theirs):
    SharedAnswer.objects.filter(shared=theirs, question="E1-01").update(is_left_out=True)
    with pytest.raises(MoveRefused, match="wycofał"):
        copied(act, analysis, theirs, "E1-01")


def test_another_layout_of_the_question_is_not_copied(act, analysis, theirs):
    SharedAnswer.objects.filter(shared=theirs, question="E1-01").update(shape="inny")
    with pytest.raises(MoveRefused, match="inny układ"):
        copied(act, analysis, theirs, "E1-01")
    question = copying.question_in(analysis, "E1-01")
    assert not answers_to(act, analysis, question).exists()
    assert "E1-01" not in counts_for(act, [question])


def share_in_other_type():
    writer = member_act(make_office())
    analysis = make_analysis(writer, "service", title="Inny typ")
    answer(writer, analysis, "E1-01", "Cel usługi")
    close_analysis(writer, analysis, with_gaps=True, note="Tylko cel.")
    return share_existing(writer, analysis)


def test_the_same_type_stands_first_then_the_newest(act, analysis, theirs):
    other = share_in_other_type()
    later = share_some(title="Ten sam typ, później")
    question = copying.question_in(analysis, "E1-01")
    found = [one.shared for one in answers_to(act, analysis, question)]
    assert found[-1] == other
    assert set(found[:2]) == {theirs, later}
    assert counts_for(act, [question]) == {"E1-01": 3}


def test_the_history_and_the_report_name_the_source(act, analysis, theirs):
    source = copied(act, analysis, theirs, "E1-01").source
    change = history_of(analysis.draft, "E1-01.sources").get()
    assert (change.user_id, change.new) == (
        act.user,
        f"wstawiono odpowiedź: {copying.words_of(source)}",
    )
    copied(act, analysis, theirs, "E1-01")
    assert report_of(fresh(analysis)).sources == (("Pytanie 1.1", copying.words_of(source)),)
    with pytest.raises(MoveRefused, match="zapisuje portal"):
        save_field(act, analysis.draft, "E1-01.sources", "fałsz", 1)


def test_a_note_stays_while_its_text_stands(act, analysis, theirs):
    edited(theirs, "E1-01", Content({"E1-01": "Zdanie, które jest dość długie.\nKrótkie"}))
    answer(act, analysis, "E1-01", "Nasze")
    source = copied(act, analysis, theirs, "E1-01").source
    with pytest.raises(MoveRefused, match="nadal stoi"):
        copying.take_source_off(act, source)
    answer(act, analysis, "E1-01", "Nasze. ZDANIE, KTÓRE JEST DOŚĆ DŁUGIE. I jeszcze.")
    with pytest.raises(MoveRefused, match="nadal stoi"):
        copying.take_source_off(act, source)
    answer(act, analysis, "E1-01", "Nasze, krótkie i własne.")
    copying.take_source_off(act, source)
    source.refresh_from_db()
    assert (source.removed_at, source.removed_by_id) == (act.at, act.user)
    assert copying.sources_of(analysis) == {}
    assert report_of(fresh(analysis)).sources == ()
    newest = history_of(analysis.draft, "E1-01.sources").first()
    assert newest.new.startswith("zdjęto notę: ")
    with pytest.raises(MoveRefused, match="już zdjęta"):
        copying.take_source_off(act, source)


def test_a_note_of_rows_stays_while_a_row_stands(act, analysis, theirs):
    edited(
        theirs, "E2-10", Content({}, {"E2-10.risks": [{"risk": "Brak kadry", "probability": "3"}]})
    )
    fill_row(act, analysis, "E2-10.risks", risk="Nasze")
    source = copied(act, analysis, theirs, "E2-10").source
    with pytest.raises(MoveRefused):
        copying.take_source_off(act, source)
    row = Row.objects.filter(draft=analysis.draft, table="E2-10.risks").last()
    save_field(act, analysis.draft, f"E2-10.risks:{row.pk}:risk", "Własne słowa", 1)
    copying.take_source_off(act, source)
    assert copying.sources_of(analysis) == {}


def test_strangers_and_closed_analyses_keep_their_notes(act, analysis, theirs):
    source = copied(act, analysis, theirs, "E1-01").source
    answer(act, analysis, "E1-01", "Własne")
    for one in (as_role(act, "lawyer"), member_act(make_office())):
        with pytest.raises(MoveRefused):
            copying.take_source_off(one, source)
    close_analysis(act, fresh(analysis), with_gaps=True, note="Brak danych.")
    with pytest.raises(MoveRefused, match="zamknięta"):
        copying.take_source_off(act, AnswerSource.objects.get())


def test_a_row_that_somebody_types_in_is_left_to_them(act, analysis, theirs):
    add_row(act, analysis.draft, "E1-04.for")
    first, second = Row.objects.filter(draft=analysis.draft, table="E1-04.for")
    save_field(act, analysis.draft, f"E1-04.for:{first.pk}:text", "Nasz argument", 0)
    copied(act, analysis, theirs, "E1-04")
    assert rows_of(analysis, "E1-04.for")[0] == {"text": "Nasz argument"}
    outcome = save_field(act, analysis.draft, f"E1-04.for:{second.pk}:text", "Pisałem tu", 0)
    assert isinstance(outcome, Clash)


def test_an_own_earlier_analysis_is_a_source_too(act, analysis):
    own = described(act, sharing.prepare_sharing(act, make_some(act, title="Nasza dawna")))
    sharing.share_analysis(as_role(act, "coordinator"), own)
    copied(act, analysis, own, "E1-01")
    assert AnswerSource.objects.get().title == "Nasza dawna"
    assert Change.objects.filter(draft=analysis.draft, place="E1-01").count() == 1


def test_a_type_that_does_not_ask_takes_nothing(act, theirs):
    service = make_analysis(act, "service")
    assert copying.question_in(service, "E1-13") is None
    with pytest.raises(MoveRefused, match="inny układ"):
        copying.copy_answer(act, service, answer_to(theirs, "E1-13"), {})
