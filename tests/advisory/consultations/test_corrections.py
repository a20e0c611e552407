"""An agreed entry changes by a correction alone: asked with a reason, agreed to, both kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from advisory.carrying.clearing import clear_programme
from advisory.consultations import actions
from advisory.consultations.documents import build_note
from advisory.consultations.models import Consultation, Correction
from advisory.consultations.versions import sides_of
from advisory.indicators.figures import figures_of
from mkus_portal.documents.models import Document
from mkus_portal.notifications.models import Duty, Letter
from mkus_portal.workflow.engine import MoveRefused, MoveTaken
from mkus_portal.workflow.models import MoveLog
from tests.advisory.factories import form_fields, running
from tests.cast import act_of
from tests.clock import NOW

REASON = "Spotkanie trwało krócej."
HALF = Decimal("1.5")


def text(response):
    return response.content.decode()


def waiting(act):
    return [duty.kind for duty in Duty.objects.waiting_for(act) if duty.kind != "next_step"]


def hours_of(programme):
    return figures_of(programme).hours


@pytest.fixture
def asked(adviser_act, agreed):
    Document.objects.all().delete()
    return actions.ask_for_correction(adviser_act, agreed, REASON, hours=HALF, people_other=4)


def test_the_old_figures_hold_until_the_office_agrees(
    adviser_act, clerk_act, clerk, adviser, agreed, asked, programme
):
    agreed.refresh_from_db()
    assert (agreed.hours, agreed.state) == (Decimal("2.5"), "agreed")
    assert hours_of(programme) == Decimal("2.5")
    assert waiting(clerk_act) == ["agree_correction"]
    letter = Letter.objects.get(kind="correction_asked")
    assert letter.to == clerk.email
    assert REASON in letter.email.message
    assert not Document.objects.exists()

    actions.accept_correction(clerk_act, asked)

    agreed.refresh_from_db()
    assert (agreed.hours, agreed.people_other, agreed.version) == (HALF, 4, 2)
    assert hours_of(programme) == HALF
    assert (waiting(clerk_act), Letter.objects.get(kind="correction_accepted").to) == (
        [],
        adviser.email,
    )
    assert Document.objects.get().obj == agreed
    line = MoveLog.objects.of(asked).get()
    assert (line.move, line.user_id, line.at) == ("accept", clerk_act.user, NOW)


def test_both_versions_are_kept_side_by_side(adviser_act, clerk_act, agreed, asked):
    actions.accept_correction(clerk_act, asked)
    agreed.refresh_from_db()
    again = actions.ask_for_correction(adviser_act, agreed, "Jednak dłużej.", hours=Decimal(3))
    actions.accept_correction(clerk_act, again)
    agreed.refresh_from_db()
    refused = actions.ask_for_correction(adviser_act, agreed, "Inaczej.", hours=Decimal(8))
    actions.refuse_correction(clerk_act, refused, "Osiem godzin nie było.")
    seen = [(one.reason, old.hours, new.hours) for one, old, new in sides_of(agreed)]
    assert seen == [
        ("Inaczej.", Decimal(3), Decimal(8)),
        ("Jednak dłużej.", HALF, Decimal(3)),
        (REASON, Decimal("2.5"), HALF),
    ]


def test_a_refusal_needs_its_reason_and_leaves_the_entry(adviser, clerk_act, agreed, asked):
    with pytest.raises(MoveRefused, match="dlaczego wpis ma zostać"):
        actions.refuse_correction(clerk_act, asked, " ")
    actions.refuse_correction(clerk_act, asked, "Lista obecności mówi co innego.")
    agreed.refresh_from_db()
    asked.refresh_from_db()
    assert (agreed.hours, agreed.version, asked.hours) == (Decimal("2.5"), 1, HALF)
    assert "Lista obecności" in Letter.objects.get(kind="correction_refused").email.message
    assert not Document.objects.exists()


def test_the_adviser_takes_it_back(adviser_act, clerk_act, agreed, asked):
    actions.withdraw_correction(adviser_act, asked)
    assert waiting(clerk_act) == []
    stale = Correction.objects.get(pk=asked.pk)
    with pytest.raises(MoveRefused):
        actions.accept_correction(clerk_act, stale)
    agreed.refresh_from_db()
    assert agreed.hours == Decimal("2.5")
    assert actions.ask_for_correction(adviser_act, agreed, REASON, hours=HALF).pk != asked.pk


def test_the_slower_answer_is_told(clerk_act, agreed, asked):
    slower = Correction.objects.get(pk=asked.pk)
    actions.accept_correction(clerk_act, asked)
    with pytest.raises(MoveTaken):
        actions.refuse_correction(clerk_act, slower, "Powód")
    agreed.refresh_from_db()
    assert agreed.hours == HALF


def test_one_waits_at_a_time(adviser_act, agreed, asked):
    with pytest.raises(MoveRefused, match="czeka już poprawka"):
        actions.ask_for_correction(adviser_act, agreed, REASON, hours=Decimal(1))


def test_only_what_was_agreed_is_corrected(adviser_act, draft):
    with pytest.raises(MoveRefused, match="już uzgodnił"):
        actions.ask_for_correction(adviser_act, draft, REASON, hours=HALF)


@pytest.mark.parametrize(
    ("fields", "reason", "place"),
    [
        ({"hours": HALF}, "  ", "reason"),
        ({"hours": Decimal("1.3")}, REASON, "hours"),
        ({"held_on": date(2026, 11, 25)}, REASON, "held_on"),
        ({"held_on": date(2026, 1, 6)}, REASON, "held_on"),
        ({"travel_minutes": 1441}, REASON, "travel_minutes"),
        ({}, REASON, "__all__"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(adviser_act, agreed, fields, reason, place):
    with pytest.raises(ValidationError) as refusal:
        actions.ask_for_correction(adviser_act, agreed, reason, **fields)
    faults = refusal.value
    assert place in (faults.message_dict if hasattr(faults, "error_dict") else {"__all__": ""})
    assert not Correction.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "programme_coordinator", "neighbour_clerk"])
def test_only_the_adviser_asks(request, agreed, other_profile, who):
    for person in (request.getfixturevalue(who), other_profile.user):
        with pytest.raises(MoveRefused):
            actions.ask_for_correction(act_of(person), agreed, REASON, hours=HALF)


def test_a_programme_whose_log_was_corrected_is_not_replaced(agreed, asked, programme):
    hindered, _ = clear_programme(running(programme), programme)
    assert any("poprawiali" in one for one in hindered)


def test_the_note_says_that_and_why_it_was_corrected(clerk_act, agreed, asked):
    assert build_note(agreed, NOW).corrected == ()
    actions.accept_correction(clerk_act, asked)
    note = build_note(Consultation.objects.get(pk=agreed.pk), NOW)
    assert note.corrected == (f"24.11.2026\u00a0r., godz.\u00a010:00: {REASON}",)
    assert note.hours == "1,5 h"


@pytest.fixture
def page(agreed):
    return f"/konsultacje/{agreed.pk}/poprawka/"


def test_the_page_asks_and_shows_both_versions(client_as, adviser, clerk, agreed, page):
    browser = client_as(adviser)
    shown = text(browser.get(page))
    assert 'value="2026-11-20"' in shown
    assert "Do uzgodnienia poprawki obowiązuje bez zmian" in shown
    sent = form_fields(hours="1,5", subject=agreed.subject, findings=agreed.findings)
    answer = browser.post(page, {**sent, "version": "1", "reason": REASON})
    assert answer.url == f"/konsultacje/{agreed.pk}/"
    office = client_as(clerk)
    shown = text(office.get(answer.url))
    for words in (REASON, "2,5 h", "1,5 h", "Obowiązuje", "Proponowane", "Daria Doradczyni"):
        assert words in shown, words
    move = f"/konsultacje/poprawki/{Correction.objects.get().pk}/ruch/"
    assert f"{move}?ruch=accept" in shown
    assert "Uzgodnić poprawkę w imieniu jednostki?" in text(office.get(f"{move}?ruch=accept"))
    assert office.post(f"{move}?ruch=accept").url == f"{answer.url}#poprawki"
    after = text(office.get(answer.url))
    for words in ("Przed poprawką", "Po poprawce", "Klara Merytoryczna"):
        assert words in after, words
    assert office.get(f"{move}?ruch=accept").status_code == 403


def test_nothing_typed_is_lost(client_as, adviser, agreed, page):
    browser = client_as(adviser)
    sent = {**form_fields(hours="za dużo", findings="Nowe ustalenia."), "version": "1"}
    answer = browser.post(page, sent)
    assert answer.status_code == 422
    for words in ("Nowe ustalenia.", 'value="za dużo"', "Napisz, dlaczego wpis wymaga poprawki."):
        assert words in text(answer), words
    old = browser.post(page, {**form_fields(version="7"), "reason": REASON})
    assert old.status_code == 409
    assert "Wpis zmienił się w tym czasie" in text(old)
    assert not Correction.objects.exists()


def test_a_refusal_without_a_reason_comes_back(client_as, clerk, asked):
    browser = client_as(clerk)
    page = f"/konsultacje/poprawki/{asked.pk}/ruch/?ruch=refuse"
    assert browser.post(page, {"reason": " "}).status_code == 422
    assert browser.post(page, {"reason": "Nie."}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == "refused"


def test_a_neighbour_and_another_adviser_find_none(
    client_as, neighbour_clerk, other_profile, asked
):
    page = f"/konsultacje/poprawki/{asked.pk}/ruch/?ruch=accept"
    for person in (neighbour_clerk, other_profile.user):
        assert client_as(person).get(page).status_code == 404
        assert client_as(person).post(page).status_code == 404
