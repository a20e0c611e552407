"""Starting, writing, closing; who may and why not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from contracting.analysis.actions import ask_for_report, close_analysis, start_analysis
from contracting.analysis.models import Analysis
from contracting.analysis.permissions import may_read, may_write
from mkus_portal.accounts.actions import give_key, take_key
from mkus_portal.act import NOWHERE, Act
from mkus_portal.documents.models import Document
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.drafting.models import Row
from mkus_portal.drafting.places import NoSuchPlaceError
from mkus_portal.notifications.models import Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken, available
from mkus_portal.workflow.models import MoveLog
from tests.contracting.analysis.factories import (
    AT,
    answer,
    fill,
    fill_row,
    make_analysis,
    make_closed,
    make_office,
    make_user,
    member_act,
    user_of,
)


def test_an_analysis_keeps_method_type_and_author(act, office):
    analysis = start_analysis(act, office, " Schronisko ", "Opieka nad zwierzętami", "institution")
    analysis.refresh_from_db()
    assert (analysis.title, analysis.state) == ("Schronisko", "draft")
    assert (analysis.method_version, analysis.created_by_id) == ("2026.1", act.user)
    assert (analysis.draft.obj, analysis.draft.form_version) == (analysis, "2026.1")


def test_every_table_starts_with_an_empty_row(analysis):
    tables = list(Row.objects.filter(draft=analysis.draft).values_list("table", flat=True))
    assert len(tables) == len(set(tables)) == 25


@pytest.mark.parametrize(
    "fields", [{"title": " "}, {"task_name": ""}, {"commissioning_type": "bon"}]
)
def test_an_analysis_needs_title_task_and_type(act, office, fields):
    given = {"title": "a", "task_name": "b", "commissioning_type": "service", **fields}
    with pytest.raises(ValidationError) as raised:
        start_analysis(act, office, **given)
    assert list(raised.value.message_dict) == list(fields)
    assert not Analysis.objects.exists()


@pytest.mark.parametrize("role", ["office_admin", "executive", "treasurer"])
def test_others_in_the_office_read_and_do_not_write(office, act, analysis, role):
    other = member_act(office, role)
    assert Analysis.objects.visible_to(other).get() == analysis
    for verb in (
        lambda: start_analysis(other, office, "a", "b", "service"),
        lambda: answer(other, analysis, "E1-01", "cel"),
        lambda: close_analysis(other, analysis),
    ):
        with pytest.raises(MoveRefused, match="koordynator lub pracownik"):
            verb()


def test_the_neighbour_office_sees_and_does_nothing(act, analysis):
    neighbour = member_act(make_office(), "coordinator")
    assert not Analysis.objects.visible_to(neighbour).exists()
    assert not may_read(neighbour, analysis)
    with pytest.raises(MoveRefused):
        answer(neighbour, analysis, "E1-01", "cel")
    with pytest.raises(MoveRefused):
        start_analysis(neighbour, analysis.office, "a", "b", "service")


def test_a_key_opens_one_analysis_to_an_adviser(act, analysis):
    make_analysis(act, title="Druga")
    adviser = Act(user=make_user().pk, role="person", scope=NOWHERE, at=AT)
    assert not Analysis.objects.visible_to(adviser).exists()
    key = give_key(act, user_of(adviser), analysis, "read", "doradca")
    assert Analysis.objects.visible_to(adviser).get() == analysis
    assert not may_write(adviser, analysis)
    give_key(act, user_of(adviser), analysis, "write", "doradca pisze")
    assert may_write(adviser, analysis)
    take_key(act, key)
    later = adviser.later(AT + timedelta(hours=1))
    assert Analysis.objects.visible_to(later).get() == analysis
    assert not Analysis.objects.visible_to(Act.public(AT)).exists()


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        ("E1-12.exists", "może", "Wybierz jedną"),
        ("E1-90.verdict", "tak", "Wybierz jedną"),
        ("E1-03.groups:{row}:size", "dużo", "Wpisz liczbę"),
        ("E1-03.groups:{row}:size", "-5", "nie może być ujemna"),
        ("E1-03.groups:{row}:size", "NaN", "Wpisz liczbę"),
    ],
)
def test_a_choice_and_a_number_are_checked(act, analysis, place, text, sentence):
    row = Row.objects.get(table="E1-03.groups")
    with pytest.raises(ValidationError, match=sentence):
        save_field(act, analysis.draft, place.format(row=row.pk), text, 0)


def test_a_day_is_checked(act, analysis):
    row = Row.objects.get(table="E1-08.documents")
    place = f"E1-08.documents:{row.pk}:due"
    with pytest.raises(ValidationError, match="Wpisz datę"):
        save_field(act, analysis.draft, place, "jutro", 0)
    assert save_field(act, analysis.draft, place, "2027-03-01", 0).version == 1


@pytest.mark.parametrize("place", ["E1-11.count", "E1-14.problem", "E2-01", "title"])
def test_a_question_of_another_type_cannot_be_answered(act, analysis, place):
    with pytest.raises(NoSuchPlaceError):
        answer(act, analysis, place, "12")


def test_a_whole_analysis_is_closed_and_its_report_asked_for(act, analysis, bells):
    fill(act, analysis)
    document = close_analysis(act, analysis)
    analysis.refresh_from_db()
    assert (analysis.state, analysis.closed_at) == ("closed", AT)
    assert (document.kind, document.obj, document.scope_id) == (
        "mkus_report",
        analysis,
        analysis.office_id,
    )
    assert bells == [document.pk]
    assert MoveLog.objects.of(analysis).get().move == "close"


def test_the_coordinators_are_told(act, office, settings):
    settings.SITE_URL = "https://portal.example"
    first, second = member_act(office, "coordinator"), member_act(office, "coordinator")
    member_act(make_office(), "coordinator")
    analysis = fill(act, make_analysis(act, title="Punkt\n {informacji}"))
    close_analysis(first, analysis)
    letter = Letter.objects.get()
    assert (letter.user_id, letter.kind) == (second.user, "analysis_closed")
    assert letter.email.subject == "Raport z analizy: Punkt {informacji}"
    assert f"https://portal.example/analizy/{analysis.pk}/" in letter.email.message


def test_with_gaps_it_is_closed_only_with_a_note(act, analysis):
    fill(act, analysis, leave=("E1-01",))
    with pytest.raises(MoveRefused, match=r"Brakuje jeszcze 1 odpowiedzi.*Opisz cel zmiany"):
        close_analysis(act, analysis)
    with pytest.raises(MoveRefused, match="Napisz, dlaczego"):
        close_analysis(act, analysis, with_gaps=True, note="  ")
    close_analysis(act, analysis, with_gaps=True, note="Cel ustali rada.")
    assert analysis.closing_note == "Cel ustali rada."
    assert MoveLog.objects.of(analysis).get().note == "Cel ustali rada."


def test_without_gaps_there_is_nothing_to_excuse(act, analysis):
    fill(act, analysis)
    with pytest.raises(MoveRefused, match="Niczego nie brakuje"):
        close_analysis(act, analysis, with_gaps=True, note="Na wszelki wypadek.")


def test_a_closed_analysis_is_read_only_and_stays_closed(act):
    analysis = make_closed(act)
    assert available(act, analysis) == []
    for verb in (
        lambda: answer(act, analysis, "E1-01", "inaczej"),
        lambda: add_row(act, analysis.draft, "E1-03.groups"),
        lambda: close_analysis(act, analysis),
    ):
        with pytest.raises(MoveRefused):
            verb()


def test_two_people_close_at_once(act, analysis):
    fill(act, analysis)
    seen = Analysis.objects.get(pk=analysis.pk)
    close_analysis(act, analysis)
    with pytest.raises(MoveTaken):
        close_analysis(act, seen)
    assert Document.objects.count() == 1


def test_the_report_is_asked_for_again_after_closing_only(act, analysis):
    with pytest.raises(MoveRefused, match="po zamknięciu"):
        ask_for_report(act, analysis)
    closed = make_closed(act)
    assert ask_for_report(act, closed) == Document.objects.get(object_id=closed.pk)


def test_moves_say_what_stands_in_their_way(act, analysis):
    offered = {one.move.name: one.verdict for one in available(act, analysis)}
    assert not offered["close"]
    assert "Pierwsza z nich – Pytanie 1.1: Opisz cel zmiany." in offered["close"].reason
    assert offered["close_with_gaps"]


def test_a_started_row_that_is_not_finished_stands_in_the_way(act, analysis):
    fill(act, analysis, leave=("E1-07",))
    fill_row(act, analysis, "E1-07.organisations", name="Stowarzyszenie Lipa")
    with pytest.raises(MoveRefused, match="wiersz 1: uzupełnij pole „Ocena gotowości”"):
        close_analysis(act, analysis)
