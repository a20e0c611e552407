"""A call's draft from an analysis: what is filled, what is said to be missing, who may."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracting.analysis.actions import close_analysis
from contracting.analysis.concept import concept_of
from contracting.analysis.content import gaps_of as gaps_left
from contracting.calls.actions import Wish, draw_call, edit_call
from contracting.calls.models import Call, CallOrigin
from contracting.calls.rules.drawing import drawing_of
from contracting.calls.rules.drawn_criteria import Weighed, shared
from mkus_portal.drafting.actions import add_row, save_field
from mkus_portal.verdict import Refused
from mkus_portal.versions import Overtaken
from mkus_portal.web.wording import money
from tests.contracting.analysis.factories import (
    add_cost,
    answer,
    fill,
    make_analysis,
    make_office,
    member_act,
    user_of,
)
from tests.contracting.calls.factories import make_call

TYPES = ("regranting", "service", "institution", "cooperation", "other")
REASON = "Rada chce pilotażu na rok."


@pytest.fixture
def act(db, monkeypatch):
    monkeypatch.setattr("mkus_portal.documents.actions.ring", lambda task, pk: None)
    return member_act(make_office())


def closed(act, analysis, note="Zamykamy w trybie pilnym."):
    with_gaps = bool(gaps_left(analysis))
    close_analysis(act, analysis, with_gaps=with_gaps, note=note if with_gaps else "")
    return analysis


def whole(act, kind="service", **fields):
    """An analysis in which everything is answered, with figures of a real task."""
    analysis = fill(act, make_analysis(act, kind, **fields))
    for place, text in (
        ("E2-15.years", "3"),
        ("E2-15.form", "support"),
        ("E2-16.mode", "open_call"),
    ):
        answer(act, analysis, place, text)
    add_cost(act, analysis, group="NGO-FIN", name="Własne", quantity=1, unit_cost="100.00")
    add_cost(act, analysis, group="NGO-OS", name="Praca", quantity=1, unit_cost="150.00")
    row = fill_first(act, analysis, "E3-03.milestones", milestone="Przekazanie zadania")
    set_cell(act, analysis, f"E3-03.milestones:{row.pk}:date", "2027-03-01")
    close_analysis(act, analysis)
    return analysis


def fill_first(act, analysis, table, **cells):
    row = analysis.draft.rows.filter(table=table).first()
    for cell, text in cells.items():
        set_cell(act, analysis, f"{table}:{row.pk}:{cell}", text)
    return row


def set_cell(act, analysis, place, text):
    table, row, cell = place.split(":")
    found = analysis.draft.answers.filter(row__table=table, row=row, field=cell).first()
    save_field(act, analysis.draft, place, text, found.version if found else 0)


def gaps_of(call):
    return {one.label: one.why for one in call.origin.sources.exclude(why="")}


def filled_of(call):
    return {one.label: one for one in call.origin.sources.filter(why="")}


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_is_drafted_with_what_it_asks_for(act, kind):
    call = draw_call(act, whole(act, kind), Wish(("1",), REASON))
    task = call.tasks.get()
    assert call.state == Call.State.DRAFT
    assert call.title == task.title == "Tekst: Nazwa zadania po zmianie"
    assert (call.year, call.realization_from) == (2027, date(2027, 3, 1))
    assert call.realization_to == date(2030, 2, 28)
    assert task.pool == Decimal("3000.00")
    assert call.forms == "support"
    assert (call.min_own_share, call.min_own_financial_share) == (20, 8)
    assert [one.code for one in task.spheres.all()] == ["1"]
    assert "Cel zadania:\nTekst: Cel zadania" in task.description
    assert "Odbiorcy w ciągu roku:\n– Tekst: Grupa odbiorców: 12" in task.description
    has_indicators = kind in {"service", "institution", "cooperation"}
    assert ("Oczekiwane rezultaty:\n– Tekst: Wskaźnik" in task.description) is has_indicators
    assert ("Minimalny standard usługi" in call.conditions) is (kind in {"service", "institution"})
    assert ("Partnerstwo:" in call.conditions) is (kind == "cooperation")
    assert ("Zasady małych dotacji" in call.conditions) is (kind == "regranting")
    assert ("Miejsce:" in task.description) is (kind == "institution")
    assert call.further_terms == "Dokumenty do konkursu i umowy:\n– Tekst: Dokument"


def test_criteria_of_the_analysis_keep_their_weights_and_find_their_statutory_one(act):
    analysis = make_analysis(act, "service")
    fill(act, analysis, leave=("E2-17",))
    answer(act, analysis, "E2-15.form", "entrusting")
    rows = (
        ("Kalkulacja kosztów", "30"),
        ("Wkład własny i wolontariat", "10"),
        ("Jakość i zgodność ze standardem", "35"),
        ("Dotychczasowa współpraca", "15"),
        ("Udział środków własnych", "5"),
        ("Pomysł", "5"),
        ("Coś bez wagi", ""),
    )
    draft = analysis.draft
    draft.rows.filter(table="E2-17.criteria").delete()
    for label, weight in rows:
        cells = {"criterion": label, "weight": weight, "how": ""}
        row = add_row(act, draft, "E2-17.criteria")
        for cell, text in cells.items():
            if text:
                save_field(act, draft, f"E2-17.criteria:{row.pk}:{cell}", text, 0)
    call = draw_call(act, closed(act, analysis), Wish(reason=REASON))
    given = {one.label: (one.statutory, one.max_points) for one in call.criteria.all()}
    assert given == {
        "Kalkulacja kosztów": (2, Decimal(30)),
        "Wkład własny i wolontariat": (5, Decimal(10)),
        "Jakość i zgodność ze standardem": (3, Decimal(35)),
        "Dotychczasowa współpraca": (6, Decimal(15)),
        "Pomysł": (3, Decimal(5)),
    }
    said = " ".join(call.origin.sources.exclude(why="").values_list("why", flat=True))
    for words in (
        "„Udział środków własnych” pominięto",
        "„Coś bez wagi” pominięto",
        "„Pomysł” przypisano do kryterium jakości",
        "punkty dają razem 95, nie 100",
        "możliwość realizacji zadania przez oferenta",
    ):
        assert words in said


@pytest.mark.parametrize(("form", "rows"), [("support", 6), ("entrusting", 5)])
def test_criteria_are_proposed_from_the_standard_and_the_social_weights(act, form, rows):
    analysis = fill(act, make_analysis(act, "service"), leave=("E2-17",))
    answer(act, analysis, "E2-15.form", form)
    call = draw_call(act, closed(act, analysis), Wish(reason=REASON))
    tops = list(call.criteria.filter(parent=None))
    assert len(tops) == rows
    assert sum(one.max_points for one in tops) == 100
    quality = next(one for one in tops if one.statutory == 3)
    parts = list(quality.parts.all())
    assert parts[0].label == "Zgodność ze standardem"
    assert (
        sum(one.max_points for one in parts)
        == quality.max_points
        == (40 if form == "support" else 50)
    )
    heaviest = [one.max_points for one in parts[1:]]
    assert heaviest == sorted(heaviest, reverse=True)
    assert "portal proponuje" in gaps_of(call)["Kryteria wyboru ofert"]


def test_points_are_shared_out_whole():
    weighed = [Weighed("a", Decimal(1)), Weighed("b", Decimal(1)), Weighed("c", Decimal(1))]
    assert shared(weighed, 10) == [4, 3, 3]
    assert shared([Weighed("a", Decimal(0))], 10) == [0]
    assert shared([], 10) == []


@pytest.mark.parametrize("staged", [True, False])
@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_analysis_is_no_error_and_every_gap_is_said(act, kind, staged):
    analysis = closed(act, make_analysis(act, kind, is_staged=staged))
    call = draw_call(act, analysis, Wish(reason=REASON))
    assert call.title == "Informacja turystyczna"
    assert call.tasks.get().pool is None
    gaps = gaps_of(call)
    for label in (
        "Nazwa zadania po zmianie",
        "Cel zadania",
        "Odbiorcy w ciągu roku",
        "Oczekiwane rezultaty",
        "Forma zlecenia",
        "Tryb zlecenia",
        "Pula środków",
        "Realizacja od",
        "Realizacja do",
        "Minimalny standard usługi",
        "Dokumenty do konkursu i umowy",
        "Kryteria wyboru ofert",
        "Zadania z lat poprzednich",
        "Termin składania ofert",
        "Sfera zadań publicznych",
    ):
        assert gaps[label], label
    if not staged:
        assert "same efektywności" in gaps["Cel zadania"]
    assert sum(one.max_points for one in call.criteria.filter(parent=None)) == 100


@pytest.mark.parametrize(
    ("years", "why"),
    [("0", "większa od zera"), ("40", "większa od zera"), ("", "nie ma odpowiedzi")],
)
def test_years_that_cannot_be_are_a_gap(act, years, why):
    analysis = fill(act, make_analysis(act, "service"), leave=("E2-15",))
    if years:
        answer(act, analysis, "E2-15.years", years)
    row = fill_first(act, analysis, "E3-03.milestones", milestone="Przekazanie zadania")
    set_cell(act, analysis, f"E3-03.milestones:{row.pk}:date", "2027-03-01")
    call = draw_call(act, closed(act, analysis), Wish(reason=REASON))
    assert call.realization_to is None
    assert why in gaps_of(call)["Realizacja do"]
    assert call.tasks.get().pool == Decimal("1000.00")
    assert "na jeden rok" in gaps_of(call)["Pula środków"]


def test_half_a_year_and_a_leap_day_end_on_a_day_that_exists(act):
    analysis = whole(act)
    concept = concept_of(analysis)
    for begins, years, ends in (
        (date(2028, 2, 29), Decimal("0.5"), date(2028, 8, 28)),
        (date(2028, 2, 29), Decimal(1), date(2029, 2, 28)),
        (date(2027, 8, 31), Decimal("0.5"), date(2028, 2, 29)),
        (date(2027, 1, 1), Decimal(1), date(2027, 12, 31)),
    ):
        drawn = drawing_of(replace(concept, begins=begins, years=years), act.day)
        assert drawn.of("call")["realization_to"] == ends


def test_a_mode_that_is_no_call_is_said(act):
    analysis = fill(act, make_analysis(act, "service"))
    answer(act, analysis, "E2-16.mode", "procurement")
    call = draw_call(act, closed(act, analysis), Wish(reason=REASON))
    assert "zamówienie publiczne" in gaps_of(call)["Tryb zlecenia"]


def test_an_analysis_that_advises_against_asks_for_a_reason_and_keeps_it(act):
    analysis = fill(act, make_analysis(act, "service"))
    answer(act, analysis, "E1-90.verdict", "no")
    closed(act, analysis)
    with pytest.raises(Refused, match="Nie zlecać na tym etapie"):
        draw_call(act, analysis, Wish(("1",)))
    assert not Call.objects.exists()
    assert draw_call(act, analysis, Wish(("1",), f" {REASON} ")).origin.reason == REASON


def test_an_open_analysis_and_other_people_are_refused(act):
    analysis = make_analysis(act, "service")
    with pytest.raises(Refused, match="zamkniętej"):
        draw_call(act, analysis, Wish(reason=REASON))
    closed(act, analysis)
    for other in (member_act(analysis.office, "executive"), member_act(make_office())):
        with pytest.raises(Refused):
            draw_call(other, analysis, Wish(reason=REASON))
    assert not CallOrigin.objects.exists()


def test_a_sphere_out_of_force_leaves_nothing_behind(act):
    analysis = whole(act)
    with pytest.raises(ValidationError):
        draw_call(act, analysis, Wish(("99",), REASON))
    assert not Call.objects.exists()


def test_two_calls_know_of_each_other_and_the_second_press_is_told(act):
    analysis = whole(act)
    first = draw_call(act, analysis, Wish(reason=REASON, seen=0))
    with pytest.raises(Overtaken):
        draw_call(act, analysis, Wish(reason=REASON, seen=0))
    second = draw_call(act, analysis, Wish(reason=REASON, seen=1))
    assert {one.call_id for one in CallOrigin.objects.filter(analysis=analysis)} == {
        first.pk,
        second.pk,
    }


def test_the_page_shows_all_and_drafts(client, act):
    analysis = whole(act)
    client.force_login(user_of(act))
    url = reverse("office-call-draw", args=(analysis.pk,))
    shown = client.get(url).content.decode()
    assert money(3000) in shown
    assert f"/analizy/{analysis.pk}/etap-2a/#E2-01" in shown
    assert "Czego analiza nie wypełni" in shown
    assert "Analiza nie ma rekomendacji." in shown
    sent = client.post(url, {"seen": "0", "spheres": ["1", "6"]})
    assert sent.status_code == 422
    assert "Napisz, dlaczego mimo rekomendacji" in sent.content.decode()
    sent = client.post(url, {"seen": "0", "spheres": ["1", "6"], "reason": REASON}, follow=True)
    call = Call.objects.get()
    assert sent.redirect_chain == [(reverse("office-call-detail", args=(call.pk,)), 302)]
    page = sent.content.decode()
    assert analysis.get_absolute_url() in page
    assert REASON in page
    again = client.post(url, {"seen": "0", "spheres": ["1", "6"], "reason": "Drugi rok."})
    assert again.status_code == 409
    assert "Drugi rok." in again.content.decode()
    assert again.content.decode().count("checked") == 2
    assert 'name="seen" value="1"' in again.content.decode()


def test_a_form_names_the_question_beside_what_came_and_a_change_is_seen(client, act):
    analysis = whole(act)
    call = draw_call(act, analysis, Wish(("1",), REASON))
    client.force_login(user_of(act))
    task, criterion = call.tasks.get(), call.criteria.filter(parent=None).first()
    link = f"/analizy/{analysis.pk}/etap-2"
    for name, pk in (
        ("office-call-edit", call.pk),
        ("office-call-text", call.pk),
        ("office-task-edit", task.pk),
        ("office-criterion-edit", criterion.pk),
    ):
        page = client.get(reverse(name, args=(pk,))).content.decode()
        assert "Z analizy: <a href" in page, name
        assert link in page, name
    edit_call(act, call, title="Inny tytuł")
    page = client.get(reverse("office-call-detail", args=(call.pk,))).content.decode()
    assert page.count("(zmieniono)") == 1
    criterion.delete()
    page = client.get(reverse("office-call-detail", args=(call.pk,))).content.decode()
    assert "(usunięto)" in page


def test_both_pages_show_the_other_to_the_office_alone(client, act):
    analysis = whole(act)
    call = draw_call(act, analysis, Wish(("1",), REASON))
    client.force_login(user_of(act))
    page = client.get(analysis.get_absolute_url()).content.decode()
    assert reverse("office-call-detail", args=(call.pk,)) in page
    neighbour = member_act(make_office())
    client.force_login(user_of(neighbour))
    for name, pk in (("office-call-draw", analysis.pk), ("office-call-detail", call.pk)):
        assert client.get(reverse(name, args=(pk,))).status_code == 404
    assert not CallOrigin.objects.visible_to(neighbour).exists()
    assert CallOrigin.objects.visible_to(act).get().call == call


def test_a_call_of_hand_has_no_origin_and_its_page_says_nothing(client, act):
    call = make_call(make_analysis(act).office, act=act)
    client.force_login(user_of(act))
    page = client.get(reverse("office-call-detail", args=(call.pk,))).content.decode()
    assert "Z analizy" not in page


def test_three_calls_of_an_analysis_cost_no_more_queries_than_one(client, act):
    analysis = whole(act)
    client.force_login(user_of(act))
    pages = [analysis.get_absolute_url(), reverse("office-call-draw", args=(analysis.pk,))]

    def queries():
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(page).status_code == 200
            found.append(len(caught))
        return found

    draw_call(act, analysis, Wish(reason=REASON))
    one = queries()
    for _ in range(2):
        draw_call(act, analysis, Wish(reason=REASON))
    assert queries() == one
